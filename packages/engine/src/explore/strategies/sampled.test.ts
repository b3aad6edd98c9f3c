import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { presetDesign } from "../../presets/preset-designs.js";
import { allChoices } from "../sweep/choices.js";
import { resolveSpace } from "../sweep/resolve-space.js";
import type { Strategy } from "../sweep/space.js";
import { latinHypercube } from "./latin-hypercube.js";
import { random } from "./random.js";
import type { Search } from "./search.js";
import { sobol } from "./sobol.js";
import { SOBOL_DIMENSIONS, sobolPoint } from "./sobol-sequence.js";

const space = resolveSpace(
	{
		name: "space.yaml",
		text: `network: lenet5
set: { adc: { kind: fixed, bits: 8, step: 1, signed: true } }
axes:
  crossbar.rows: { from: 64, to: 127 }
  replication.kind: [none, balanced]
  crossbar.columns: { values: [64, 128, 256], when: { replication.kind: none } }
  adc.bits: { from: 1, to: 8 }
`,
	},
	presetDesign,
);

const asked = (search: Search): string[] =>
	Array.from(search)
		.flat()
		.map(({ choice }) => choice.join());

const strategies = {
	random: (points: number, seed: number) =>
		random.search(space, { kind: "random", points, seed }),
	sobol: (points: number, seed: number) =>
		sobol.search(space, { kind: "sobol", points, seed }),
	"latin-hypercube": (points: number, seed: number) =>
		latinHypercube.search(space, { kind: "latin-hypercube", points, seed }),
} satisfies Partial<Record<Strategy["kind"], unknown>>;

describe.each(Object.entries(strategies))("%s", (_, search) => {
	const grid = new Set(
		[...allChoices(space.axes)].map((choice) => choice.join()),
	);

	test("asks for so many different points of the space, the same for the same seed", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 600 }),
				fc.integer({ min: 1, max: 1000 }),
				(points, seed) => {
					const choices = asked(search(points, seed));
					expect(new Set(choices).size).toBe(points);
					expect(choices.every((choice) => grid.has(choice))).toBe(true);
					expect(asked(search(points, seed))).toEqual(choices);
				},
			),
			{ numRuns: 20 },
		);
		expect(asked(search(20, 1))).not.toEqual(asked(search(20, 2)));
	});

	test("asks for no more than there are", () => {
		const all = asked(search(5000, 1));
		expect(all.length).toBeLessThanOrEqual(grid.size);
		expect(all.length).toBeGreaterThan(0.9 * grid.size);
	});
});

test.each(["sobol", "latin-hypercube"] as const)(
	"%s has each value of an axis as often as any other",
	(kind) => {
		const choices = asked(strategies[kind](64, 3)).map((choice) =>
			choice.split(",").map(Number),
		);
		for (const [axis, values] of [
			[1, 2],
			[3, 8],
		] as const) {
			const counts = new Array<number>(values).fill(0);
			for (const choice of choices) counts[choice[axis]!]!++;
			for (const count of counts) {
				// Places that fall on one point are replaced, which upsets the balance a little.
				expect(Math.abs(count - 64 / values)).toBeLessThanOrEqual(4);
			}
		}
	},
);

describe("the Sobol sequence", () => {
	test("begins as published: Bratley and Fox, ACM TOMS 14 (1988), by Gray code", () => {
		const points = Array.from({ length: 5 }, (_, n) =>
			[...sobolPoint(n, 3)].map((x) => x / 2 ** 32),
		);
		expect(points).toEqual([
			[0, 0, 0],
			[0.5, 0.5, 0.5],
			[0.75, 0.25, 0.25],
			[0.25, 0.75, 0.75],
			[0.375, 0.375, 0.625],
		]);
	});

	test("has one coordinate in each interval of length 2^−k among 2^k points, in all dimensions", () => {
		for (const k of [3, 8]) {
			for (let d = 0; d < SOBOL_DIMENSIONS; d++) {
				const cells = new Set(
					Array.from(
						{ length: 2 ** k },
						(_, n) => sobolPoint(n, SOBOL_DIMENSIONS)[d]! >>> (32 - k),
					),
				);
				expect(cells.size).toBe(2 ** k);
			}
		}
	});

	test("fills neighbouring planes evenly: a point in each box of area 2^−6", () => {
		// Dimensions 1 and 2 are a (0, 2)-sequence: all boxes hold one point, whatever their sides.
		for (let width = 0; width <= 6; width++) {
			const boxes = new Set(
				Array.from({ length: 64 }, (_, n) => {
					const [x, y] = sobolPoint(n, 2);
					const cell = (value: number, bits: number) =>
						bits === 0 ? 0 : value >>> (32 - bits);
					return `${cell(x!, width)},${cell(y!, 6 - width)}`;
				}),
			);
			expect(boxes.size).toBe(64);
		}
	});
});
