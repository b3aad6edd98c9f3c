import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import type { EarlyTermination } from "../design/partial-product-policy.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { isExact } from "../map/layer-plan.js";
import {
	anyDesign,
	anyEarlyStop,
	anyEarlyTermination,
	losslessAdc,
} from "../presets/design.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { outputCodes } from "../quantize/output-codes.js";
import type { QuantizedMatrixLayer } from "../quantize/quantized-network.js";
import { eventsArrayByArray } from "./events-array-by-array.support.js";
import {
	anySizes,
	type LayerCase,
	type LayerSizes,
	layerCase,
	readThroughCrossbars,
} from "./layer-case.arbitrary.js";
import {
	runByDefinition,
	testsByDefinition,
	zeroPointTerm,
} from "./stop-by-definition.support.js";

expectKernelToRun();

/** How the sums of a layer become codes of its output. */
interface Rounding {
	readonly activation: QuantizedMatrixLayer["activation"];
	readonly bits: number;
	readonly signed: boolean;
	/** Of the greatest sum, what the codes reach. */
	readonly reach: number;
	/** Of the greatest sum. */
	readonly bias: number;
}

const anyRounding: fc.Arbitrary<Rounding> = fc.record({
	activation: fc.constantFrom(
		"none" as const,
		{ kind: "relu" as const },
		{ kind: "clip" as const, min: 0, max: 100 },
		{ kind: "leaky-relu" as const, alpha: 0.1 },
		{ kind: "hard-swish" as const },
	),
	bits: fc.integer({ min: 2, max: 8 }),
	signed: fc.boolean(),
	reach: fc.double({ min: 0.05, max: 2, noNaN: true }),
	bias: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
});

const underPolicy = (
	design: Design,
	partialProducts: Design["partialProducts"],
): Design => ({ ...design, partialProducts });

const staticPartOf = ({ partialProducts }: Design) =>
	"otherwise" in partialProducts ? partialProducts.otherwise : partialProducts;

/** A layer whose output codes suit the sums of its products. */
function rounded(
	design: Design,
	sizes: LayerSizes,
	{ activation, bits, signed, reach, bias }: Rounding,
): LayerCase {
	const given = layerCase(design, sizes);
	const { products } = readThroughCrossbars(
		layerCase(underPolicy(design, staticPartOf(design)), sizes),
		true,
	);
	const greatest = Math.max(
		1,
		...products.flatMap((of) => [...of].map(Math.abs)),
	);
	const codes = 2 ** (signed ? bits - 1 : bits);
	const scale = (reach * greatest) / codes;
	const { layer } = given;
	return {
		...given,
		layer: {
			...layer,
			activation,
			output: { ...layer.output, bits, signed, scale },
			bias: layer.bias.map((_, k) =>
				Math.round(bias * greatest * (1 + (k % 3)) * (k % 2 === 0 ? 1 : -1)),
			),
		},
	};
}

/** Codes of all outputs, [groups][positions × outputs]. */
function codesOf(
	{ layer, inputs }: LayerCase,
	products: readonly Float64Array[],
): readonly number[][] {
	return products.map((ofGroup, group) => {
		const { codeOf } = outputCodes(layer, group);
		return Array.from(ofGroup, (product, at) => {
			const [p, k] = [Math.floor(at / layer.outputs), at % layer.outputs];
			return codeOf(k, product - zeroPointTerm({ layer, inputs }, group, p, k));
		});
	});
}

describe("outputs that are stopped early", () => {
	test("have the codes that they have where all products run, whatever the converters do", () => {
		fc.assert(
			fc.property(
				anyDesign({
					partialProducts: anyEarlyTermination,
					adc: fc.oneof(
						fc.constant(losslessAdc),
						anyEarlyStop,
						fc.record({
							kind: fc.constant("fixed" as const),
							bits: fc.integer({ min: 2, max: 7 }),
							step: fc.constantFrom(1, 2, 4),
							signed: fc.constant(true),
						}),
						fc.constant({
							kind: "table" as const,
							thresholds: [-9, -4, -1, 2, 5, 11, 30],
							codes: [-4, -2, -1, 0, 1, 3, 2, 7],
							step: 2,
						}),
					),
				}),
				anySizes({ rows: 150, outputs: 6, groups: 2, positions: 4 }),
				anyRounding,
				(design, sizes, rounding) => {
					const given = rounded(design, sizes, rounding);
					const early = readThroughCrossbars(given, true);
					const whole = readThroughCrossbars(
						layerCase(underPolicy(design, staticPartOf(design)), sizes),
						true,
					);
					expect(codesOf(given, early.products)).toEqual(
						codesOf(given, whole.products),
					);
					expect(early.events.partialProducts).toBeLessThanOrEqual(
						whole.events.partialProducts,
					);
				},
			),
			{ numRuns: 60 },
		);
	});

	test("take the events of the products that run, and of the tests", () => {
		fc.assert(
			fc.property(
				anyDesign({
					partialProducts: anyEarlyTermination,
					adc: fc.oneof(
						fc.constant(losslessAdc),
						fc.constant({
							kind: "early-stop" as const,
							converter: { kind: "lossless" as const },
							ranges: [1, 3],
						}),
					),
				}),
				anySizes({ rows: 40, outputs: 6, groups: 2, positions: 5 }),
				anyRounding,
				(design, sizes, rounding) => {
					const given = rounded(design, sizes, rounding);
					const { events } = readThroughCrossbars(given, true);
					const { isRun, tested, stopped } = runByDefinition(given);
					const expected = eventsArrayByArray(given, isRun);
					const tests = testsByDefinition(given, tested, stopped);
					expect(events).toEqual({
						...expected,
						...tests,
						decisions: expected.decisions + tests.decisions,
						inputCounts: expected.inputCounts + tests.inputCounts,
						weightSumBits: expected.weightSumBits + tests.weightSumBits,
					});
				},
			),
			{ numRuns: 50 },
		);
	});
});

/** Four digits of inputs 0 … 255 and weights ±127 of one row: x · w over the output codes of a ReLU. */
describe("on one row", () => {
	const design: Design = {
		...presetDesign("asp-dac-2018"),
		operands: {
			...presetDesign("asp-dac-2018").operands,
			weightBits: 8,
			inputBits: 8,
		},
		encoding: {
			...presetDesign("asp-dac-2018").encoding,
			inputs: "binary-planes",
			digitBits: 2,
		},
		adc: losslessAdc,
	};
	const policy: EarlyTermination = {
		kind: "early-terminate",
		otherwise: { kind: "all" },
		when: "settled",
		bound: "worst-case",
		tolerance: 0,
	};
	const sizes: LayerSizes = {
		rows: 1,
		outputs: 1,
		groups: 1,
		positions: 1,
		signedInputs: false,
		operands: "even",
		seed: 1,
	};
	/** Input planes that are read. */
	const planesRead = (
		termination: Partial<EarlyTermination>,
		x: number,
		w: number,
		step: number,
		bias = 0,
	): number => {
		const given = layerCase(
			underPolicy(design, { ...policy, ...termination }),
			sizes,
		);
		given.layer.weights.fill(w);
		given.inputs[0]!.fill(x);
		const layer: QuantizedMatrixLayer = {
			...given.layer,
			activation: { kind: "relu" },
			output: { ...given.layer.output, bits: 8, signed: false, scale: step },
			bias: given.layer.bias.map(() => bias),
		};
		return readThroughCrossbars({ ...given, layer }, true).events.arrayReads;
	};

	test("a product that is negative is stopped as soon as it shows", () => {
		// 3 · 64 · −100 and no positive weight: nothing can lift it any more.
		expect(planesRead({ when: "negative" }, 255, -100, 1)).toBe(1);
		// Only the bias is above 0, and the second plane brings it down.
		expect(planesRead({ when: "negative" }, 255, -100, 1, 20000)).toBe(2);
		expect(planesRead({ when: "negative" }, 255, 100, 1)).toBe(4);
	});

	test("a product is stopped where no more than a code remains", () => {
		// 192 · 100 is read; 63 · 100 remain.
		expect(planesRead({}, 255, 100, 100_000)).toBe(1);
		expect(planesRead({}, 255, 100, 9000)).toBe(2);
		expect(planesRead({}, 255, 100, 100)).toBe(4);
		// Saturated at 255 codes.
		expect(planesRead({}, 255, 100, 10)).toBe(1);
	});

	test("what is counted in the planes to come bounds them", () => {
		expect(planesRead({}, 192, 30, 2700)).toBe(2);
		expect(planesRead({ bound: "counted" }, 192, 30, 2700)).toBe(1);
	});

	test("a tolerance stops earlier, and is no longer exact", () => {
		expect(planesRead({ tolerance: 0 }, 255, 100, 2950)).toBe(3);
		expect(planesRead({ tolerance: 0.9 }, 255, 100, 2950)).toBe(1);
		const exactUnder = (tolerance: number) =>
			isExact(
				layerCase(underPolicy(design, { ...policy, tolerance }), sizes).mapping,
			);
		expect([0, 0.1].map(exactUnder)).toEqual([true, false]);
	});
});
