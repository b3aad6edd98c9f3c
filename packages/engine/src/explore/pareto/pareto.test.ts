import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dominates, type Losses, paretoFront, paretoFronts } from "./front.js";
import { hypervolume } from "./hypervolume.js";
import { kneeOf } from "./knee.js";
import { firstOrderShare } from "./sensitivity.js";

/** Small whole numbers, so that ties and copies are common. */
const cloud = (objectives: number, maxLength: number) =>
	fc.array(
		fc.array(fc.integer({ min: 0, max: 6 }), {
			minLength: objectives,
			maxLength: objectives,
		}),
		{ minLength: 1, maxLength },
	);
const anyCloud = fc.integer({ min: 1, max: 4 }).chain((m) => cloud(m, 40));

describe("the front", () => {
	test("is what no point dominates, looked at pair by pair", () => {
		fc.assert(
			fc.property(anyCloud, (points) => {
				const expected = points.flatMap((point, n) =>
					points.some((other) => dominates(other, point)) ? [] : [n],
				);
				expect(paretoFront(points)).toEqual(expected);
			}),
		);
	});

	test("lies before the next front, which it dominates", () => {
		fc.assert(
			fc.property(anyCloud, (points) => {
				const fronts = paretoFronts(points);
				expect(fronts.flat().sort((a, b) => a - b)).toEqual(
					points.map((_, n) => n),
				);
				fronts.slice(1).forEach((front, f) => {
					for (const n of front)
						expect(
							fronts[f]!.some((ahead) => dominates(points[ahead]!, points[n]!)),
						).toBe(true);
				});
			}),
		);
	});
});

describe("the hypervolume", () => {
	test("is the number of unit cells that some point dominates", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 2, max: 4 }).chain((m) => cloud(m, 12)),
				(points) => {
					const reference = points[0]!.map(() => 5);
					const cells = (at: number[]): number =>
						at.length === reference.length
							? Number(
									points.some((point) =>
										point.every((loss, m) => loss <= at[m]!),
									),
								)
							: [0, 1, 2, 3, 4].reduce((sum, x) => sum + cells([...at, x]), 0);
					expect(hypervolume(points, reference)).toBe(cells([]));
				},
			),
			{ numRuns: 60 },
		);
	});
});

test("the knee is the corner of a front of two arms", () => {
	const front: Losses[] = [
		[0, 100],
		[0.5, 50],
		[1, 5],
		[5, 4],
		[10, 0],
	];
	expect(kneeOf(front)).toBe(2);
	expect(kneeOf(front.map(([x, y]) => [y! * 1e-9, x! * 1e6]))).toBe(2);
});

test("shares of axes that add up are those of their variances, and of one that does nothing is 0", () => {
	const values: number[] = [];
	const axes: number[][] = [[], [], []];
	for (let a = 0; a < 3; a++)
		for (let b = 0; b < 4; b++)
			for (let c = 0; c < 5; c++) {
				values.push(3 * a + b);
				[a, b, c].forEach((value, k) => {
					axes[k]!.push(value);
				});
			}
	// Variances of 3·{0, 1, 2} and {0, 1, 2, 3}: 6 and 1.25.
	const shares = axes.map((axis) => firstOrderShare(values, axis));
	expect(shares[0]).toBeCloseTo(6 / 7.25, 12);
	expect(shares[1]).toBeCloseTo(1.25 / 7.25, 12);
	expect(shares[2]).toBeCloseTo(0, 12);
	expect(firstOrderShare([2, 2], [0, 1])).toBe(0);
});
