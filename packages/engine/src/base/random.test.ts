import { describe, expect, test } from "vitest";
import { normalQuantile } from "./normal-quantile.js";
import { philox } from "./philox.js";
import { randomFor, shuffledOrder } from "./random.js";

describe("philox", () => {
	// Known answers of the authors' library Random123 (kat_vectors, philox4x32 10).
	test.each([
		{
			counter: [0, 0, 0, 0],
			key: [0, 0],
			words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
		},
		{
			counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
			key: [0xffffffff, 0xffffffff],
			words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
		},
		{
			counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
			key: [0xa4093822, 0x299f31d0],
			words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
		},
	])(
		"gives the published words for counter $counter",
		({ counter, key, words }) => {
			const out = new Uint32Array(4);
			philox(
				key as [number, number],
				counter as [number, number, number, number],
				out,
			);
			expect([...out]).toEqual(words);
		},
	);
});

describe("normalQuantile", () => {
	// Python 3.11: statistics.NormalDist().inv_cdf(p)
	test.each([
		[1e-14, -7.650628092935268],
		[1e-12, -7.034483825301132],
		[1e-6, -4.753424308822899],
		[0.001, -3.090232306167813],
		[0.07, -1.4757910281791702],
		[0.1, -1.2815515655446008],
		[0.3, -0.5244005127080407],
		[0.6, 0.2533471031357998],
		[0.95, 1.6448536269514715],
		[0.999999, 4.753424308817089],
	])("of %f is %f", (p, expected) => {
		expect(normalQuantile(p) / expected).toBeCloseTo(1, 13);
	});

	test("is odd about 1/2", () => {
		for (const p of [0.5, 0.25, 0.0625, 2 ** -20, 2 ** -45]) {
			expect(normalQuantile(1 - p)).toBe(
				normalQuantile(p) === 0 ? 0 : -normalQuantile(p),
			);
		}
	});
});

describe("randomFor", () => {
	test("keys a draw by seed, purpose and place only", () => {
		const random = randomFor(7, "programming");
		const first = random.normal(1, 2, 3, 4);
		random.normal(5);
		expect(random.normal(1, 2, 3, 4)).toBe(first);
		expect(randomFor(8, "programming").normal(1, 2, 3, 4)).not.toBe(first);
		expect(randomFor(7, "faults").normal(1, 2, 3, 4)).not.toBe(first);
		expect(random.normal(2, 1, 3, 4)).not.toBe(first);
	});

	test("draws with the moments of the uniform and of the normal distribution", () => {
		const random = randomFor(1, "moments");
		const count = 100_000;
		const moments = (
			draw: (i: number) => number,
		): readonly [mean: number, variance: number] => {
			const values = Array.from({ length: count }, (_, i) => draw(i));
			const mean = values.reduce((sum, x) => sum + x, 0) / count;
			return [
				mean,
				values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count,
			];
		};
		const [uniformMean, uniformVariance] = moments((i) => random.uniform(i));
		expect(uniformMean).toBeCloseTo(0.5, 2);
		expect(uniformVariance).toBeCloseTo(1 / 12, 2);
		const [normalMean, normalVariance] = moments((i) => random.normal(0, i));
		expect(normalMean).toBeCloseTo(0, 1.5);
		expect(normalVariance).toBeCloseTo(1, 1.5);
	});
});

test("shuffledOrder is a permutation that depends on its place", () => {
	const random = randomFor(3, "shuffle");
	const order = shuffledOrder(1000, random, 0);
	expect([...order].sort((a, b) => a - b)).toEqual(
		Array.from({ length: 1000 }, (_, i) => i),
	);
	expect(shuffledOrder(1000, random, 0)).toEqual(order);
	expect(shuffledOrder(1000, random, 1)).not.toEqual(order);
});
