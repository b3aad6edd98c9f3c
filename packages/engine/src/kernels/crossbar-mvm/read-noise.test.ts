import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../base/normal-quantile.js";
import type { ReadNoise } from "./contract.js";
import {
	drawConversions,
	drawUnitColumn,
	noiseMagnitudes,
	noiseOf,
} from "./read-noise.js";

const cells = new Uint16Array(0);
const noise: ReadNoise = {
	positive: cells,
	unitCells: cells,
	deviation: 1,
	seed: 1,
	crossbar: 0,
};

const OUTPUTS = 16;
const CONVERTERS = 4;

/** Words of vectors 0, 1, … one after the other. */
function words(
	count: number,
	plane = 0,
	of: ReadNoise = noise,
	first = 0,
): Uint16Array {
	const size = OUTPUTS * CONVERTERS;
	const all = new Uint16Array(count * size);
	for (let v = 0; v < count; v++) {
		const own = all.subarray(v * size, (v + 1) * size);
		drawConversions(of, first + v, plane, OUTPUTS, own);
	}
	return all;
}

/** Standard deviation 1000. */
const VARIANCE = 1e6;

const noises = (drawn: Uint16Array): Float64Array => {
	const magnitudes = noiseMagnitudes(noise);
	return Float64Array.from(drawn, (word) =>
		noiseOf(word, VARIANCE, magnitudes),
	);
};

const mean = (values: Float64Array) =>
	values.reduce((sum, x) => sum + x, 0) / values.length;
const moment = (values: Float64Array, power: number) =>
	mean(values.map((x) => (x / 1000) ** power));

describe("noise", () => {
	const values = noises(words(4000));
	const n = values.length;

	// Within four standard errors of the moments of the normal distribution.
	test("has the moments of the normal distribution", () => {
		const near = (actual: number, expected: number, variance: number) =>
			expect(Math.abs(actual - expected)).toBeLessThan(
				4 * Math.sqrt(variance / n),
			);
		near(moment(values, 1), 0, 1);
		near(moment(values, 2), 1, 2);
		near(moment(values, 3), 0, 15);
		near(moment(values, 4), 3, 96);
	});

	test("falls evenly between the quantiles of the normal distribution", () => {
		const bins = 100;
		const edges = Array.from(
			{ length: bins - 1 },
			(_, i) => 1000 * normalQuantile((i + 1) / bins),
		);
		const counts = new Float64Array(bins);
		for (const x of values) {
			const bin = edges.findIndex((edge) => x < edge);
			counts[bin < 0 ? bins - 1 : bin]!++;
		}
		expect(chiSquare(counts, n / bins)).toBeLessThan(CHI_SQUARE_99);
	});

	test("takes every value of its words with the deviation of its variance", () => {
		const magnitudes = noiseMagnitudes({ ...noise, deviation: 0.5 });
		const every = Float64Array.from({ length: 65536 }, (_, word) =>
			noiseOf(word, VARIANCE, magnitudes),
		);
		expect(mean(every)).toBe(0);
		expect(mean(every.map((x) => x * x)) / 250_000).toBeCloseTo(1, 3);
		expect(noiseOf(12345, 0, magnitudes)).toBe(0);
		const largest = Math.max(...every);
		expect(largest / 500).toBeCloseTo(-normalQuantile(0.5 / 8192), 2);
	});
});

/** 99 degrees of freedom, greater with a chance of 1e-4 (Wilson and Hilferty's approximation). */
const CHI_SQUARE_99 = 160.2;

function chiSquare(counts: Float64Array, expected: number): number {
	return (
		counts.reduce((sum, count) => sum + (count - expected) ** 2, 0) / expected
	);
}

describe("draws", () => {
	const base = noises(words(1000));
	const others: readonly (readonly [string, Uint16Array])[] = [
		["another seed", words(1000, 0, { ...noise, seed: 2 })],
		["another crossbar", words(1000, 0, { ...noise, crossbar: 1 })],
		["another plane", words(1000, 1)],
		["other vectors", words(1000, 0, noise, 1000)],
		["vectors 2^32 later", words(1000, 0, noise, 2 ** 32)],
		["the next converters", words(1000).map((_, at, all) => all[at + 1] ?? 0)],
		[
			"the next vectors",
			words(1000).map((_, at, all) => all[at + OUTPUTS * CONVERTERS] ?? 0),
		],
		[
			"the next outputs",
			words(1000).map((_, at, all) => all[at + OUTPUTS] ?? 0),
		],
	];
	test.each(others)("are not correlated with those of %s", (_, other) => {
		const correlation = mean(
			noises(other).map((x, at) => (x * base[at]!) / VARIANCE),
		);
		expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(base.length));
	});

	test("depend on the place alone, not on what else is drawn", () => {
		const all = words(3);
		expect(words(1, 0, noise, 2)).toEqual(
			all.subarray(2 * OUTPUTS * CONVERTERS),
		);
	});

	test("of the column of ones are its own", () => {
		const drawn = Uint16Array.from({ length: 20_000 }, (_, v) =>
			drawUnitColumn(noise, v, 0),
		);
		const values = noises(drawn);
		expect(Math.abs(moment(values, 1))).toBeLessThan(4 / Math.sqrt(20_000));
		expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(
			4 * Math.sqrt(2 / 20_000),
		);
		expect(new Set(drawn).size).toBeGreaterThan(15_000);
	});
});
