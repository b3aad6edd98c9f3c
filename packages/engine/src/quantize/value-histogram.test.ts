import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseReach } from "./choose-reach.js";
import {
	addHistogram,
	addValues,
	binsOf,
	emptyHistogram,
	type ValueHistogram,
} from "./value-histogram.js";

const values = fc.float32Array({
	minLength: 1,
	maxLength: 200,
	noNaN: true,
	min: -1e6,
	max: 1e6,
});

function histogramOf(...parts: readonly Float32Array[]): ValueHistogram {
	const histogram = emptyHistogram();
	for (const part of parts)
		addValues(histogram, part, Math.max(...part.map(Math.abs)));
	return histogram;
}

describe("a histogram", () => {
	test("counts every value, each near its magnitude, in any order", () => {
		fc.assert(
			fc.property(values, (given) => {
				const histogram = histogramOf(
					...Array.from(given, (x) => Float32Array.of(x)),
				);
				const bins = [...binsOf(histogram, true)];
				const count = bins.reduce(
					(sum, bin) => sum + bin.count,
					histogram.zeros,
				);
				expect(count).toBe(given.length);
				const sorted = histogramOf(given.toSorted());
				expect([...binsOf(sorted, true)]).toEqual(bins);
				const most = Math.max(...Array.from(given, Math.abs));
				if (most > 2 ** -126)
					expect(bins.at(-1)!.magnitude).toBeCloseTo(
						most,
						-Math.log10(most / 500),
					);
			}),
		);
	});
});

test("histograms of parts add up to that of the whole", () => {
	fc.assert(
		fc.property(fc.array(values, { minLength: 1, maxLength: 5 }), (parts) => {
			const sum = emptyHistogram();
			for (const part of parts) addHistogram(sum, histogramOf(part));
			expect(sum).toEqual(histogramOf(...parts));
		}),
	);
});

describe("the reach of codes", () => {
	const bulk = Float32Array.from(
		{ length: 10_000 },
		(_, i) => (i + 1) / 10_000,
	);
	const outlier = histogramOf(bulk, Float32Array.of(8));
	const within = { most: 8, greatest: 255, signed: false };

	test("is all that was seen by min-max", () => {
		expect(chooseReach({ kind: "min-max" }, outlier, within)).toBe(8);
	});

	test("leaves out as many values as the percentile says", () => {
		const reach = (fraction: number) =>
			chooseReach({ kind: "percentile", fraction }, outlier, within);
		expect(reach(0.999)).toBeCloseTo(0.99, 1);
		expect(reach(0.5)).toBeCloseTo(0.5, 1);
		expect(reach(1)).toBeCloseTo(8, 1);
	});

	test("with the least error gives an outlier up where codes are few", () => {
		const reach = (greatest: number) =>
			chooseReach({ kind: "minimum-error" }, outlier, { ...within, greatest });
		expect(reach(3)).toBeLessThan(4);
		expect(reach(65_535)).toBeCloseTo(8, 1);
	});

	test("of unsigned codes does not see negative values", () => {
		const both = histogramOf(Float32Array.of(-100, 1, 2, 3, 4));
		const reach = (signed: boolean) =>
			chooseReach({ kind: "percentile", fraction: 0.9 }, both, {
				most: signed ? 100 : 4,
				greatest: 127,
				signed,
			});
		expect([reach(false), reach(true)]).toEqual([4, expect.closeTo(100, 0)]);
	});
});
