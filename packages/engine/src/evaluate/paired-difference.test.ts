import { describe, expect, test } from "vitest";
import { pairedDifference, scoreInterval } from "./paired-difference.js";

describe("Tango's interval is that of published tables", () => {
	test.each([
		{
			// Complete response before and after consolidation (Cavo et al. 2012), 59, 6 / 16, 80: R package
			// contingencytables, tests of chapter 8.
			counts: { onlyFirst: 6, onlySecond: 16, count: 161 },
			interval: [-0.124, -0.0054],
		},
		{
			// Airway hyper-responsiveness (Bentur et al. 2009), 1, 1 / 7, 12: Fagerland, Lydersen, Laake,
			// Statistics in Medicine 33 (2014), table of intervals.
			counts: { onlyFirst: 1, onlySecond: 7, count: 21 },
			interval: [-0.517, -0.026],
		},
	])("$counts", ({ counts, interval }) => {
		const [lower, upper] = scoreInterval(counts);
		expect(lower).toBeCloseTo(interval[0]!, 3);
		expect(upper).toBeCloseTo(interval[1]!, 3);
	});
});

test("where no pair differs it is ± z² / (n + z²)", () => {
	const z2 = 1.959963984540054 ** 2;
	for (const count of [1, 10, 1000, 10000]) {
		const [lower, upper] = scoreInterval({
			onlyFirst: 0,
			onlySecond: 0,
			count,
		});
		expect(upper).toBeCloseTo(z2 / (count + z2), 12);
		expect(lower).toBeCloseTo(-z2 / (count + z2), 12);
	}
});

test("it leaves 0 out where McNemar's test rejects, and nowhere else", () => {
	for (let onlyFirst = 0; onlyFirst <= 30; onlyFirst++) {
		for (let onlySecond = 0; onlySecond < onlyFirst; onlySecond++) {
			const [lower] = scoreInterval({ onlyFirst, onlySecond, count: 200 });
			const chi = (onlyFirst - onlySecond) / Math.sqrt(onlyFirst + onlySecond);
			expect(lower > 0).toBe(chi > 1.959963984540054);
		}
	}
});

test("exchanged classifications mirror it", () => {
	const [lower, upper] = scoreInterval({
		onlyFirst: 3,
		onlySecond: 9,
		count: 500,
	});
	const mirrored = scoreInterval({ onlyFirst: 9, onlySecond: 3, count: 500 });
	expect(mirrored[0]).toBeCloseTo(-upper, 12);
	expect(mirrored[1]).toBeCloseTo(-lower, 12);
});

/** Of all outcomes with these shares of pairs that differ, the part whose interval holds the true difference. */
function coverage(
	count: number,
	first: number,
	second: number,
	interval: (
		onlyFirst: number,
		onlySecond: number,
	) => readonly [number, number],
): number {
	let covered = 0;
	let probabilityOfFirst = (1 - first) ** count;
	for (let onlyFirst = 0; onlyFirst <= count; onlyFirst++) {
		// Of the others, those that only the second has right.
		const share = second / (1 - first);
		const others = count - onlyFirst;
		let probability = probabilityOfFirst * (1 - share) ** others;
		for (let onlySecond = 0; onlySecond <= others; onlySecond++) {
			if (probability > 1e-9) {
				const [lower, upper] = interval(onlyFirst, onlySecond);
				const truth = first - second;
				if (lower <= truth && truth <= upper) covered += probability;
			}
			probability *=
				((others - onlySecond) / (onlySecond + 1)) * (share / (1 - share));
		}
		probabilityOfFirst *=
			((count - onlyFirst) / (onlyFirst + 1)) * (first / (1 - first));
	}
	return covered;
}

describe("exact coverage", () => {
	const COUNT = 400;
	const score = (onlyFirst: number, onlySecond: number) =>
		scoreInterval({ onlyFirst, onlySecond, count: COUNT });
	const wald = (onlyFirst: number, onlySecond: number) => {
		const difference = (onlyFirst - onlySecond) / COUNT;
		const variance =
			(onlyFirst + onlySecond - (onlyFirst - onlySecond) ** 2 / COUNT) /
			COUNT ** 2;
		const half = 1.959963984540054 * Math.sqrt(variance);
		return [difference - half, difference + half] as const;
	};

	test.each([
		[0.001, 0.002],
		[0.002, 0.005],
		[0.005, 0.01],
		[0.01, 0.02],
		[0.02, 0.03],
	])(
		"of pairs that differ in shares %f and %f is never below 92.5 %%",
		(first, second) => {
			expect(coverage(COUNT, first, second, score)).toBeGreaterThan(0.925);
		},
	);

	test("where pairs hardly differ Wald's interval covers half of what it should", () => {
		expect(coverage(COUNT, 0.001, 0.002, wald)).toBeLessThan(0.75);
		expect(coverage(COUNT, 0.001, 0.002, score)).toBeGreaterThan(0.95);
	});
});

test("counts what only one of the two has right", () => {
	const labels = [0, 1, 2, 3];
	expect(pairedDifference([0, 1, 2, 0], [0, 0, 0, 3], labels)).toEqual({
		difference: 0.25,
		lower95: scoreInterval({ onlyFirst: 2, onlySecond: 1, count: 4 })[0],
		upper95: scoreInterval({ onlyFirst: 2, onlySecond: 1, count: 4 })[1],
	});
});
