import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { arraysPerPe } from "../map/layer-plan.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import { oneSmallNetwork } from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { calibrate } from "../quantize/calibration.js";
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
