import { describe, expect, test } from "vitest";
import { codeOf } from "../base/code-rule.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import {
	type CrossbarLayer,
	zeroCounts,
} from "../kernels/crossbar-mvm/contract.js";
import { createReferenceCrossbarMvm } from "../kernels/crossbar-mvm/reference.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { arraysPerPe } from "../map/layer-plan.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import { oneSmallNetwork } from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { calibrate } from "../quantize/calibration.js";
import { codeRule } from "../quantize/tensor-code-rule.js";
import { programLayer } from "../simulate/program-layer.js";
import { operandError, studyConversions } from "./conversion-study.js";
import { createScoreProbe } from "./score-probe.js";

const IMAGES = 12;
const { network, images } = oneSmallNetwork(IMAGES);
const ranges = calibrate(network, images, IMAGES, referenceGemm);
const design: Design = {
	...presetDesign("asp-dac-2018"),
	adc: { kind: "lossless" },
	partialProducts: { kind: "all" },
};
const operands = { ...design.operands, inputSign: "where-needed" } as const;
const probe = createScoreProbe(
	{ network, ranges },
	operands,
	{ images, count: IMAGES },
	1,
);
const BITS = { weightBits: 6, inputBits: 6 };
const shapes = shapesFor(network, { ...design, operands });

const studyOf = (l: number) => {
	const shape = shapes[l]!;
	const own = { ...design, operands, layers: { [shape.layer]: BITS } };
	const mapping = placeLayer(
		planLayer(shape, own),
		1,
		arraysPerPe(own, "pair"),
	);
	return studyConversions(
		probe.layerAt(shape.layer, BITS),
		mapping,
		own,
		probe.vectors.get(shape.layer)!,
	);
};

describe.each(shapes.map(({ layer }, l) => ({ layer, l })))(
	"converters of $layer",
	({ l }) => {
		const study = studyOf(l);

		test("of all bits lose nothing", () => {
			expect(study.ranges[0]).toMatchObject({ bits: study.mostBits, step: 1 });
			expect(study.error(() => 0)).toBe(0);
		});

		test("err more with fewer bits of the same step", () => {
			const fine = study.ranges.flatMap(({ step }, at) =>
				step === 1 ? [at] : [],
			);
			const errors = fine.map((at) => study.error(() => at));
			expect(errors).toEqual([...errors].sort((a, b) => a - b));
		});

		test("and skipped products err, all of them as much as the outputs vary", () => {
			const none = study.error(() => undefined);
			const one = study.error((product) => (product === 0 ? undefined : 0));
			expect(one).toBeLessThanOrEqual(none);
			expect(none).toBeGreaterThan(0);
		});
	},
);

describe("operands", () => {
	test.each(shapes.map(({ layer }) => layer))(
		"of few bits disturb what %s gives, and the scores",
		(layer) => {
			const [reference] = probe.layers.filter(({ name }) => name === layer);
			const vectors = probe.vectors.get(layer)!;
			const error = (weightBits: number) =>
				operandError(
					probe.layerAt(layer, { weightBits, inputBits: 8 }),
					reference!,
					vectors,
				);
			expect(error(3)).toBeGreaterThan(error(7));
			expect(probe.noiseOf(layer, { weightBits: 3 })).toBeGreaterThan(
				probe.noiseOf(layer, { weightBits: 7 }),
			);
			expect(probe.noiseOf(layer, {})).toBe(0);
		},
	);

	test.each(shapes.map(({ layer }) => layer))(
		"do not matter for what noise on the outputs of %s does to the scores",
		(layer) => {
			const [little, much] = [0.01, 0.1].map((share) =>
				probe.noiseOfOutputs(layer, share),
			);
			expect(much!.error / little!.error).toBeCloseTo(10, 0);
			expect(little!.noise).toBeGreaterThan(0);
			expect(much!.noise).toBeGreaterThan(little!.noise);
		},
	);
});

describe("cells that deviate", () => {
	const quiet: Design["device"] = {
		...design.device,
		cell: {
			kind: "resistances",
			low: 100e3,
			high: 1.7e6,
			readVoltage: 0.2,
			offCurrent: "subtracted",
		},
		programming: { kind: "normal", ofRange: 0.05, ofConductance: 0.05 },
	};
	const device: Design["device"] = {
		...quiet,
		readNoise: { kind: "normal", ofRange: 0, ofConductance: 0.1 },
	};
	/** Outputs that a study looks at all of, in one group. */
	const [shape] = shapes.filter(
		({ outputs, groups }) => outputs <= 8 && groups === 1,
	);
	const { layer } = shape!;

	const study = (own: Design) => {
		const mapping = placeLayer(
			planLayer(shape!, own),
			1,
			arraysPerPe(own, weightEncoders[own.encoding.weights].cells),
		);
		const vectors = probe.vectors.get(layer)!;
		const ofLayer = probe.layerAt(layer, BITS);
		return {
			mapping,
			vectors,
			ofLayer,
			study: studyConversions(ofLayer, mapping, own, vectors),
		};
	};
	const encodings = [
		{ ...design.encoding, weights: "column-flip", inputs: "binary-planes" },
		{ ...design.encoding, weights: "balanced-radix" },
	] as const;

	test.each(encodings)(
		"$weights: the error is that of a read of these cells by the readable kernel",
		(encoding) => {
			const own: Design = {
				...design,
				operands,
				encoding,
				device: quiet,
				layers: { [layer]: BITS },
			};
			const { study: found, mapping, vectors, ofLayer } = study(own);
			const [values] = vectors.values;
			const { rows, outputs, input, weightScales } = ofLayer;
			const count = values!.length / rows;
			const rule = codeRule(input);
			const inputs = Int16Array.from(values!, (value) => codeOf(value, rule));
			const [[crossbars]] = programLayer(ofLayer, mapping, own).groups as [
				readonly [CrossbarLayer],
			];
			found.ranges.forEach((range, at) => {
				const out = new Float64Array(count * outputs);
				createReferenceCrossbarMvm()
					.program({
						...crossbars,
						plan: { ...crossbars.plan, adc: range },
					})
					.read(
						inputs,
						count,
						0,
						out,
						crossbars.segments.map(() =>
							zeroCounts(crossbars.plan.inputPlanes),
						),
					);
				let error = 0;
				for (let v = 0; v < count; v++) {
					for (let k = 0; k < outputs; k++) {
						let exact = 0;
						for (let r = 0; r < rows; r++)
							exact +=
								inputs[v * rows + r]! * ofLayer.weights[r * outputs + k]!;
						const off = out[v * outputs + k]! - exact;
						error += (off * input.scale * weightScales[k]!) ** 2;
					}
				}
				const mean = error / (count * outputs);
				expect(found.error(() => at) / mean).toBeCloseTo(1, 6);
			});
		},
	);

	test("take no more than a bit more, and noise of reads adds to the error", () => {
		const withDevice = (of: Design["device"]): Design => ({
			...design,
			operands,
			device: of,
			layers: { [layer]: BITS },
		});
		const [ideal, programmed, noisy] = [design.device, quiet, device].map(
			(of) => study(withDevice(of)).study,
		);
		for (const own of [programmed, noisy])
			expect(own!.mostBits - ideal!.mostBits).toBeLessThanOrEqual(1);
		expect(ideal!.error(() => 0)).toBe(0);
		expect(programmed!.error(() => 0)).toBeGreaterThan(0);
		expect(noisy!.error(() => 0)).toBeGreaterThan(programmed!.error(() => 0));
	});
});
