import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateArrays } from "../activity/estimate-activity.js";
import type { AdcPolicy } from "../design/adc-policy.js";
import type { Design } from "../design/design.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { comparisonsOf, stopEarly } from "../map/adc-policy/early-stop.js";
import {
	anyDesign,
	anyEarlyStop,
	anyThreshold,
	anyZeroPlane,
	encodingChoices,
	withAllCodes,
} from "../presets/design.arbitrary.js";
import { eventsArrayByArray } from "./events-array-by-array.support.js";
import {
	anySizes,
	layerCase,
	readThroughCrossbars,
} from "./layer-case.arbitrary.js";

expectKernelToRun();

const plainOf = (design: Design): Design => ({
	...design,
	adc: design.adc.kind === "early-stop" ? design.adc.converter : design.adc,
});

test("a converter that stops early gives the codes of one that does not", () => {
	fc.assert(
		fc.property(
			anyDesign({ adc: anyEarlyStop }),
			anySizes({ rows: 150, outputs: 6, groups: 2, positions: 3 }),
			(design, sizes) => {
				const early = readThroughCrossbars(layerCase(design, sizes), true);
				const plain = layerCase(plainOf(design), sizes);
				const { products, events } = readThroughCrossbars(plain, true);
				expect(early.products).toEqual(products);
				const { comparisonsOfBits, steps, ...counted } = early.events;
				expect(counted).toEqual(events);
			},
		),
		{ numRuns: 25 },
	);
});

test("where each product tries ranges of its own, comparisons are those of one array, one column after the other", () => {
	fc.assert(
		fc.property(
			anyDesign({
				adc: anyEarlyStop,
				partialProducts: fc.oneof(anyThreshold, anyZeroPlane),
			}),
			anySizes({ rows: 40, outputs: 6, groups: 2, positions: 5 }),
			fc.array(fc.subarray([0, 1, 2, 3, 4, 5]), { minLength: 3, maxLength: 5 }),
			(design, sizes, ranges) => {
				const given = layerCase(design, sizes);
				const { adc, adcOfProduct } = given.mapping;
				const early = adcOfProduct.map((whole, product) =>
					stopEarly(whole, ranges[product % ranges.length]!),
				);
				const own = {
					...given,
					mapping: {
						...given.mapping,
						adc: early[adcOfProduct.indexOf(adc)]!,
						adcOfProduct: early,
					},
				};
				for (const useShortcut of [false, true]) {
					const { events } = readThroughCrossbars(own, useShortcut);
					expect(events).toEqual(eventsArrayByArray(own));
				}
			},
		),
		{ numRuns: 60 },
	);
});

test("with cells that deviate and read noise, comparisons are those of the sums that are converted", () => {
	// One digit plane on each side: the code of each output is its product.
	const [any] = fc.sample(
		anyDesign({
			encodings: [
				{
					weights: "sign-magnitude",
					cellBits: 2,
					inputs: "binary-planes",
					digitBits: 2,
				},
			],
		}),
		{ seed: 1, numRuns: 1 },
	);
	const adc: AdcPolicy = {
		kind: "early-stop",
		converter: { kind: "fixed", bits: 5, step: 1, signed: true },
		ranges: [0, 1, 3],
	};
	const { operationUnitRows: _, ...crossbar } = any!.crossbar;
	const design: Design = {
		...any!,
		crossbar: {
			...crossbar,
			rows: 128,
			adcSequence: "lockstep",
			pairs: { ...crossbar.pairs, subtraction: "analog" },
		},
		operands: {
			...any!.operands,
			weightBits: 2,
			inputBits: 2,
			inputSign: "where-needed",
		},
		device: {
			...any!.device,
			programming: { kind: "normal", ofRange: 0.05, ofConductance: 0.05 },
			readNoise: { kind: "normal", ofRange: 0.05, ofConductance: 0.05 },
		},
		adc,
	};
	fc.assert(
		fc.property(
			anySizes({ rows: 60, outputs: 6, groups: 1, positions: 20 }),
			(any) => {
				const sizes = { ...any, signedInputs: false, weightZeroPoint: 0 };
				const given = layerCase(design, sizes);
				const { products, events } = readThroughCrossbars(given, true);
				const comparisons = comparisonsOf(given.mapping.adc);
				const expected = products
					.flatMap((ofGroup) => [...ofGroup])
					.reduce((sum, code) => sum + comparisons(code), 0);
				expect(events.conversions).toBe(products[0]!.length);
				expect(events.comparisonsOfBits).toEqual({ 5: expected });
			},
		),
		{ numRuns: 20 },
	);
});

test.each(
	encodingChoices.filter(
		({ cellBits, inputs }) => cellBits === 2 && inputs !== "balanced-radix-5",
	),
)(
	"the estimate meets what even operands take: $weights × $inputs",
	(choice) => {
		fc.assert(
			fc.property(
				anyDesign({ encodings: [choice] }),
				fc.boolean(),
				(any, signedInputs) => {
					// Sums of a few rows are not normal, which is what the estimate takes them to be.
					const units = any.crossbar.operationUnitRows && 48;
					const design: Design = {
						...any,
						operands: {
							...withAllCodes(any.operands),
							weightBits: 8,
							inputBits: 7,
						},
						crossbar: { ...any.crossbar, rows: 128, operationUnitRows: units },
						adc: {
							kind: "early-stop",
							converter: { kind: "lossless" },
							ranges: [2, 4, 6],
						},
					};
					const given = layerCase(design, {
						rows: 256,
						outputs: 24,
						groups: 1,
						positions: 40,
						signedInputs,
						operands: "even",
						seed: 1,
					});
					const { events } = readThroughCrossbars(given, true);
					const total = (of: Readonly<Record<number, number>> = {}) =>
						Object.values(of).reduce((sum, count) => sum + count, 0);
					const estimated = estimateArrays(given.mapping, design);
					const ratio =
						total(estimated.comparisonsOfBits) /
						total(events.comparisonsOfBits);
					expect(ratio).toBeGreaterThan(0.95);
					// Flips and centres follow the columns that there are, so that sums are smaller.
					expect(ratio).toBeLessThan(
						/flip|centre/.test(choice.weights) ? 1.12 : 1.05,
					);
				},
			),
			{ numRuns: 2 },
		);
	},
);
