import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../base/input-error.js";
import { adcRange } from "./adc-range.js";
import type { ConvertedSums } from "./converted-sums.js";
import { stopEarly } from "./early-stop.js";
import { stopAllEarly } from "./early-stop-products.js";

const plane = { significance: 1, min: -1, max: 1 };
const sums = (inputs: number, weights: number): ConvertedSums => ({
	bounds: { min: -8, max: 8 },
	inputPlanes: new Array(inputs).fill(plane),
	weightPlanes: new Array(weights).fill(plane),
});
const whole = adcRange(6, 1, true);

const anyRanges = fc
	.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 3 })
	.map((ranges) => ranges.sort((a, b) => a - b));

test("each product has its own ranges, input plane by input plane", () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(anyRanges, { minLength: 3, maxLength: 3 }), {
				minLength: 2,
				maxLength: 2,
			}),
			(ranges) => {
				const adcs = stopAllEarly(new Array(6).fill(whole), ranges, sums(2, 3));
				expect(adcs).toEqual(ranges.flat().map((own) => stopEarly(whole, own)));
			},
		),
	);
});

test("products with the same converter and the same ranges share one object, as reads for all of them ask", () => {
	const other = adcRange(4, 2, true);
	const adcs = stopAllEarly(
		[whole, whole, other, whole],
		[
			[[1, 2], [1]],
			[
				[1, 2],
				[1, 2],
			],
		],
		sums(2, 2),
	);
	expect(adcs[3]).toBe(adcs[0]);
	expect(adcs[1]).not.toBe(adcs[0]);
	expect(adcs[2]).not.toBe(adcs[0]);
	const alike = stopAllEarly([whole, whole], [2, 3], sums(1, 2));
	expect(alike[1]).toBe(alike[0]);
});

test("refuses ranges for other planes than the layer has", () => {
	const ranges = [[[1], [2]]];
	expect(() => stopAllEarly([whole, whole], ranges, sums(2, 1))).toThrow(
		new InputError(
			"adc.ranges: found 1 × 2, expected 2 input planes × 1 weight planes",
		),
	);
});
