import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../evaluate/evaluate.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { mapNetwork } from "../evaluate/map-network.js";
import { prepareNetwork } from "../evaluate/prepare-network.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { executedFraction } from "../map/layer-plan.js";
import { runFloatReference } from "../network/float-reference.js";
import {
	anySmallNetwork,
	type SmallNetwork,
} from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/presets.js";
import { classify } from "../quantize/run-quantized.js";
import {
	fullResolution,
	knobKinds,
	knobsForAll,
	knobsPerLayer,
	settingsAlike,
	withSettings,
} from "./knob.js";
import { optimizeDesign } from "./optimize-design.js";

const IMAGES = 40;
const [{ network, images }] = fc.sample(anySmallNetwork(IMAGES), {
	seed: 7,
	numRuns: 1,
}) as [SmallNetwork];

describe.each(["isaac", "asp-dac-2018"])("the knobs of %s", (preset) => {
	const design = presetDesign(preset);
	const shapes = shapesFor(network, design);
	const full = fullResolution(design, knobKinds);

	test("at notch 0 give the exact product", () => {
		const { mapping } = mapNetwork(shapes, withSettings(full, []));
		for (const layer of mapping.layers) {
			expect(layer.losslessAdc).toBe(true);
			expect(executedFraction(layer)).toBe(1);
		}
	});

	test("lower what they name and no more, notch by notch, in designs that map", () => {
		for (const knob of [
			...knobsPerLayer(shapes, full, knobKinds),
			...knobsForAll(shapes, full, knobKinds),
		]) {
			let before = Number.POSITIVE_INFINITY;
			knob.notches.forEach((ways, notch) => {
				for (const way of ways.keys()) {
					const turned = withSettings(full, [{ knob, notch, way }]);
					const { mapping } = mapNetwork(shapes, turned);
					for (const layer of mapping.layers) {
						const { weightBits, inputBits } = layer;
						const level = {
							weightBits,
							inputBits,
							adc: layer.adc.bits,
							partialProducts: executedFraction(layer),
						}[knob.kind];
						if (!knob.layers.includes(layer.shape.layer)) continue;
						expect(level).toBeLessThan(before + (way > 0 ? 1 : 0));
						if (layer.shape.layer === knob.layers.at(-1) && way === 0)
							before = level;
					}
				}
			});
		}
	});
});

test("knobs of single layers can stand where those of all layers do", () => {
	const design = presetDesign("asp-dac-2018");
	const shapes = shapesFor(network, design);
	const full = fullResolution(design, knobKinds);
	const alike = knobsForAll(shapes, full, knobKinds).map((knob, k) => {
		const notch = Math.min(1 + k, knob.notches.length - 1);
		return { knob, notch, way: knob.notches[notch]!.length - 1 };
	});
	const single = knobsPerLayer(shapes, full, knobKinds);
	expect(withSettings(full, settingsAlike(single, alike))).toEqual(
		withSettings(full, alike),
	);
});

test("a search verifies what it returns on images that it has not seen, and says which", async () => {
	const labels = classify(
		runFloatReference(network, images, { gemm: referenceGemm }),
		IMAGES,
	);
	const all = {
		images,
		labels,
		count: IMAGES,
		shape: network.input.shape,
		name: "random",
	};
	const prepared = await prepareNetwork(network, {
		calibration: all,
		test: all,
	});
	const { start, uniform, tuned } = await optimizeDesign(
		prepared,
		{
			...presetDesign("asp-dac-2018"),
			operands: {
				weightBits: 5,
				inputBits: 5,
				inputSign: "where-needed",
				activationRange: { kind: "min-max" },
				biasCorrection: false,
			},
		},
		{
			maxAccuracyLoss: 0.2,
			objective: { energy: 1 },
			knobs: ["adc", "partialProducts"],
			searchImages: 25,
			noiseImages: 10,
		},
	);
	for (const found of [uniform, tuned]) {
		expect(found.evaluation.images).toBe(IMAGES - 25);
		expect(found.evaluation.resolvedDesign).toEqual(found.design);
		const last = found.checks.find(({ step }) => step === found.taken);
		expect(found.taken === 0 || last?.passes).toBe(true);
		expect(found.taken).toBeLessThanOrEqual(found.steps.length);
		for (const { step, passes } of found.checks)
			expect(passes).toBe(step <= found.taken);
	}
	expect(start.resolvedDesign.name).toBe("asp-dac-2018");
	const values = images.length / IMAGES;
	const unseen = await prepareNetwork(network, {
		calibration: all,
		test: {
			...all,
			images: images.subarray(25 * values),
			labels: labels.subarray(25),
			count: 15,
		},
	});
	const again = await evaluate(unseen, tuned.design);
	expect(again.accuracy).toEqual(tuned.evaluation.accuracy);
	expect(again.cost).toEqual(tuned.evaluation.cost);
});
