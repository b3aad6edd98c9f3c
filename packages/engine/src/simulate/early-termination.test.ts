import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import type { EarlyTermination } from "../design/partial-product-policy.js";
import { encodeInputs } from "../encode/input-encoder.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { isExact } from "../map/layer-plan.js";
import {
	anyDesign,
	anyEarlyStop,
	anyEarlyTermination,
	losslessAdc,
} from "../presets/design.arbitrary.js";
import { presetDesign } from "../presets/presets.js";
import { outputCodes } from "../quantize/output-codes.js";
import type { QuantizedMatrixLayer } from "../quantize/quantized-network.js";
import {
	eventsArrayByArray,
	type ProductOfOutput,
} from "./events-array-by-array.support.js";
import {
	anySizes,
	type LayerCase,
	type LayerSizes,
	layerCase,
	readThroughCrossbars,
	rowsDrivenAtOnce,
} from "./layer-case.arbitrary.js";

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

function zeroPointTerm(
	{ layer, inputs }: Pick<LayerCase, "layer" | "inputs">,
	group: number,
	position: number,
	output: number,
): number {
	const first = position * layer.rows;
	let sum = 0;
	for (let r = first; r < first + layer.rows; r++) sum += inputs[group]![r]!;
	return layer.weightZeroPoints[group * layer.outputs + output]! * sum;
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

/** Which products run, plane by plane, and how many tests that takes: from digits and weights alone. */
function runByDefinition({ design, mapping, layer, inputs }: LayerCase) {
	const policy = design.partialProducts as EarlyTermination;
	const { encoding, crossbar } = design;
	const slices = mapping.weightPlanes.length;
	const size = (i: number) => Math.abs(mapping.inputPlanes[i]!.significance);
	const executedIn = (i: number) =>
		mapping.executed.slice(i * slices, (i + 1) * slices);
	const order = mapping.inputPlanes
		.map((_, i) => i)
		.filter((i) => executedIn(i).includes(1))
		.sort((a, b) => size(b) - size(a));
	const levels =
		policy.bound === "counted"
			? [0, 2 ** Math.max(0, layer.weightBits - 3)]
			: [0];
	const live = new Map<string, boolean>();
	let tested = 0;
	let stopped = 0;
	for (let group = 0; group < layer.groups; group++) {
		const { codeOf, isLeast, isMonotone } = outputCodes(layer, group);
		/** What a digit of 1 in a plane gives each output, [planes][rows × outputs]. */
		const worths = mapping.inputPlanes.map(({ significance }, i) => {
			const ofPlane = new Float64Array(layer.rows * layer.outputs);
			for (const { start, rows } of rowsDrivenAtOnce(layer.rows, design)) {
				const first = (group * layer.rows + start) * layer.outputs;
				const {
					levels: cells,
					sign,
					offset,
				} = weightEncoders[encoding.weights].encode(
					{
						rows,
						outputs: layer.outputs,
						weights: layer.weights.slice(first, first + rows * layer.outputs),
					},
					layer.weightBits,
					crossbar.cellBits,
				);
				executedIn(i).forEach((runs, j) => {
					for (let at = 0; at < runs * rows * layer.outputs; at++) {
						const column = j * layer.outputs + (at % layer.outputs);
						const cell = cells[j * rows * layer.outputs + at]!;
						ofPlane[start * layer.outputs + at]! +=
							significance *
							mapping.weightPlanes[j]!.significance *
							(sign[column]! * cell + offset[column]!);
					}
				});
			}
			return ofPlane;
		});
		for (let position = 0; position < layer.positions; position++) {
			const first = position * layer.rows;
			const digits = encodeInputs(
				inputEncoders[encoding.inputs],
				inputs[group]!.slice(first, first + layer.rows),
				layer.input.bits,
				layer.input.signed,
				encoding.digitBits,
			);
			for (let output = 0; output < layer.outputs; output++) {
				let sum = -zeroPointTerm({ layer, inputs }, group, position, output);
				let isLive = true;
				order.forEach((plane, n) => {
					if (n > 0 && isLive && isMonotone) {
						tested++;
						const bounds = levels.map((level) => {
							const bound = { most: 0, least: 0 };
							for (const i of order.slice(n)) {
								const { min, max, significance } = mapping.inputPlanes[i]!;
								for (let r = 0; r < layer.rows; r++) {
									const digit = digits[i * layer.rows + r]!;
									const counted = level * Math.abs(significance * digit);
									const worth = worths[i]![r * layer.outputs + output]!;
									const beyond =
										Math.sign(worth) *
										Math.max(
											0,
											Math.abs(worth) - level * Math.abs(significance),
										);
									bound.most +=
										counted + Math.max(0, beyond * min, beyond * max);
									bound.least +=
										counted + Math.max(0, -beyond * min, -beyond * max);
								}
							}
							return bound;
						});
						const most = sum + Math.min(...bounds.map((bound) => bound.most));
						const least = sum - Math.min(...bounds.map((bound) => bound.least));
						const isSettled =
							isLeast(output, most) ||
							(policy.when === "settled" &&
								codeOf(output, least) === codeOf(output, most));
						if (isSettled) {
							isLive = false;
							stopped++;
						}
					}
					live.set([group, position, plane, output].join(), isLive);
					for (let r = 0; r < layer.rows; r++) {
						sum +=
							digits[plane * layer.rows + r]! *
							worths[plane]![r * layer.outputs + output]!;
					}
				});
			}
		}
	}
	const isRun = ({ group, position, plane, output }: ProductOfOutput) =>
		live.get([group, position, plane, output].join())!;
	return { isRun, tested, stopped };
}

function testsByDefinition(
	{ design, mapping, layer }: LayerCase,
	tested: number,
	stopped: number,
) {
	const policy = design.partialProducts as EarlyTermination;
	const slices = mapping.weightPlanes.length;
	const run = mapping.inputPlanes
		.map(({ min, max, significance }, i) => {
			const executed = mapping.executed.slice(i * slices, (i + 1) * slices);
			return { size: Math.abs(significance), digits: [min, max, ...executed] };
		})
		.filter(({ digits }) => digits.slice(2).includes(1))
		.sort((a, b) => b.size - a.size);
	// The first plane is never what remains.
	const kinds = new Set(run.slice(1).map(({ digits }) => digits.join()));
	const isCounted = policy.bound === "counted";
	const bounds = isCounted ? 2 : 1;
	const sides = policy.when === "negative" ? 1 : 2;
	const sums = sides * bounds * kinds.size;
	const segments = Math.ceil(layer.rows / design.crossbar.rows);
	const vectors = layer.groups * layer.positions;
	return {
		outputTests: tested,
		earlySums: segments === 1 ? 0 : segments * (tested - stopped),
		earlyRoundings: policy.when === "settled" ? 2 * tested : 0,
		decisions: tested * (sums + sides * bounds),
		weightSumBits:
			tested * sums * (layer.weightBits + Math.ceil(Math.log2(layer.rows))),
		inputCounts: isCounted ? vectors * layer.rows * (run.length - 1) : 0,
	};
}
