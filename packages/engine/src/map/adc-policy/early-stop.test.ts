import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AdcRange, adcRange } from "./adc-range.js";
import {
	comparisonsOf,
	fewestComparisons,
	magnitudeLength,
	mostComparisons,
	stopEarly,
} from "./early-stop.js";

const anyRanges = fc
	.uniqueArray(fc.integer({ min: 0, max: 9 }))
	.map((ranges) => ranges.sort((a, b) => a - b));

const anyConverter: fc.Arbitrary<AdcRange> = fc
	.record({
		bits: fc.integer({ min: 1, max: 8 }),
		signed: fc.boolean(),
		ranges: anyRanges,
	})
	.map(({ bits, signed, ranges }) =>
		stopEarly(adcRange(bits, 1, signed), ranges),
	);

const codesOf = ({ min, max }: AdcRange): readonly number[] =>
	Array.from({ length: max - min + 1 }, (_, n) => min + n);

describe("a converter that stops early", () => {
	test("without ranges makes as many comparisons as it has bits", () => {
		for (const signed of [true, false]) {
			const whole = adcRange(7, 1, signed);
			for (const adc of [whole, stopEarly(whole, []), stopEarly(whole, [7, 9])])
				expect(new Set(codesOf(adc).map(comparisonsOf(adc)))).toEqual(
					new Set([7]),
				);
		}
	});

	test("compares with 0, asks of each range, and searches what is left by halves", () => {
		const adc = stopEarly(adcRange(7, 1, true), [0, 3, 4]);
		const comparisons = comparisonsOf(adc);
		// Sign, 0 or −1?
		expect([0, -1].map(comparisons)).toEqual([2, 2]);
		// Sign, two ranges, 7 codes.
		expect([1, 7, -2, -8].map(comparisons)).toEqual([6, 6, 6, 6]);
		// Sign, three ranges, 8 codes.
		expect([8, 15, -9, -16].map(comparisons)).toEqual([7, 7, 7, 7]);
		// Sign, three ranges, 48 codes.
		expect([16, 63, -17, -64].map(comparisons)).toEqual([10, 10, 10, 10]);
		expect(mostComparisons(adc)).toBe(10);
	});

	test("tries all powers of two in turn where all ranges are given", () => {
		const comparisons = comparisonsOf(
			stopEarly(adcRange(6, 1, false), [0, 1, 2, 3, 4, 5]),
		);
		expect([0, 1, 2, 3, 4, 8, 16, 31].map(comparisons)).toEqual([
			1, 2, 4, 4, 6, 8, 10, 10,
		]);
		// No further range is left to try for the largest.
		expect(comparisons(32)).toBe(11);
	});

	test("is a search: Σ 2^−comparisons over its codes is at most 1, so that no code is had for less", () => {
		fc.assert(
			fc.property(anyConverter, (adc) => {
				const sum = codesOf(adc)
					.map(comparisonsOf(adc))
					.reduce((total, comparisons) => total + 2 ** -comparisons, 0);
				expect(sum).toBeLessThanOrEqual(1);
				expect(mostComparisons(adc)).toBe(
					Math.max(...codesOf(adc).map(comparisonsOf(adc))),
				);
			}),
		);
	});
});

test("the ranges of fewest comparisons are those of all subsets", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 7 }),
			fc.boolean(),
			fc.array(fc.nat(100), { minLength: 8, maxLength: 8 }),
			(bits, signed, lengths) => {
				const adc = adcRange(bits, 1, signed);
				const all = signed ? bits - 1 : bits;
				const needed = (ranges: readonly number[]): number => {
					const comparisons = comparisonsOf(stopEarly(adc, ranges));
					return lengths
						.slice(0, all + 1)
						.map((count, length) =>
							length === 0
								? count * comparisons(0)
								: count * comparisons(2 ** (length - 1)),
						)
						.reduce((sum, value) => sum + value, 0);
				};
				const subsets = Array.from({ length: 2 ** all }, (_, mask) =>
					Array.from({ length: all }, (__, bit) => bit).filter(
						(bit) => (mask >> bit) & 1,
					),
				);
				expect(needed(fewestComparisons(adc, lengths))).toBe(
					Math.min(...subsets.map(needed)),
				);
			},
		),
	);
});

test("the magnitude of a negative code is that of −1 less it", () => {
	expect([0, 1, 2, 3, 4, 255, -1, -2, -4, -5].map(magnitudeLength)).toEqual([
		0, 1, 2, 2, 3, 8, 0, 1, 2, 3,
	]);
});
