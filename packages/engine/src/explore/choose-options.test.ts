import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFor } from "../base/random.js";
import {
	chooseAlike,
	chooseOptions,
	evaluateChoice,
} from "./choose-options.js";
import {
	type LayerOption,
	type OptionTable,
	siblingsAgree,
	withoutDominated,
} from "./option-table.js";

const OBJECTIVE = { energy: 1, throughput: 1 };
const ARRAYS = 100;

const anyOption = (layer: string): fc.Arbitrary<LayerOption> =>
	fc
		.record({
			noise: fc.double({ min: 0, max: 1, noNaN: true }),
			energy: fc.double({ min: 0.1, max: 10, noNaN: true }),
			arrayTime: fc.double({ min: 0.1, max: 10, noNaN: true }),
			adcBits: fc.integer({ min: 3, max: 6 }),
		})
		.map((costs) => ({
			...costs,
			layer,
			linkTime: 0,
			setting: { inputBits: 4 + Math.round(costs.noise) },
		}));

const anyTable: fc.Arbitrary<OptionTable> = fc
	.tuple(
		...["a", "b", "c"].map((layer) =>
			fc.array(anyOption(layer), { minLength: 2, maxLength: 5 }),
		),
	)
	.map((layers) => ({ layers, arrays: (bits) => ARRAYS / bits }));

/** Inputs of two layers have the same bits. */
const anyTableOfSiblings: fc.Arbitrary<OptionTable> = fc
	.tuple(anyTable, fc.constantFrom([[0, 1]], [[1, 2]], [[0, 1, 2]]))
	.map(([table, siblings]) => ({ ...table, siblings }));

/** All choices, one after the other. */
function bestOfAll(table: OptionTable, budget: number): number {
	let best = Number.NEGATIVE_INFINITY;
	const [a = [], b = [], c = []] = table.layers;
	for (const first of a)
		for (const second of b)
			for (const third of c) {
				const options = [first, second, third];
				const bits = Math.max(...options.map(({ adcBits }) => adcBits));
				if (!siblingsAgree(options, table)) continue;
				const choice = evaluateChoice(options, table.arrays(bits), OBJECTIVE);
				if (choice.noise <= budget) best = Math.max(best, choice.score);
			}
	return best;
}

describe("a choice", () => {
	test("keeps the budget, and exists wherever one does", () => {
		fc.assert(
			fc.property(
				fc.oneof(anyTable, anyTableOfSiblings),
				fc.double({ min: 0, max: 2, noNaN: true }),
				(table, budget) => {
					const choice = chooseOptions(table, OBJECTIVE, budget);
					const best = bestOfAll(table, budget);
					expect(choice !== undefined).toBe(best > Number.NEGATIVE_INFINITY);
					if (!choice) return;
					expect(choice.noise).toBeLessThanOrEqual(budget);
					expect(siblingsAgree(choice.options, table)).toBe(true);
				},
			),
		);
	});

	test.each([
		["", []],
		[", of siblings too", [[0, 2]]],
	])("is nearly the best of all%s", (_, siblings) => {
		const random = randomFor(1, "options of a test");
		let shortfall = 0;
		for (let n = 0; n < 200; n++) {
			const between = (o: number, field: number, min: number, max: number) =>
				min + (max - min) * random.uniform(n, o, field);
			const table: OptionTable = {
				layers: ["a", "b", "c"].map((layer, l) =>
					Array.from({ length: 4 }, (_, o) => ({
						layer,
						setting: { inputBits: 4 + (o % 2) },
						noise: between(4 * l + o, 0, 0, 1),
						energy: between(4 * l + o, 1, 0.1, 10),
						arrayTime: between(4 * l + o, 2, 0.1, 10),
						linkTime: 0,
						adcBits: Math.floor(between(4 * l + o, 3, 3, 7)),
					})),
				),
				siblings,
				arrays: (bits) => ARRAYS / bits,
			};
			const score = chooseOptions(table, OBJECTIVE, 1.5)?.score;
			if (score === undefined) continue;
			const best = bestOfAll(table, 1.5);
			expect(score).toBeLessThanOrEqual(best + 1e-9);
			shortfall += best - score;
		}
		expect(shortfall / 200).toBeLessThan(0.03);
	});

	test("gives no less for a larger budget, on average over tables", () => {
		let gain = 0;
		for (const table of fc.sample(anyTable, { seed: 5, numRuns: 50 })) {
			const small = chooseOptions(table, OBJECTIVE, 1);
			const large = chooseOptions(table, OBJECTIVE, 2);
			if (small && large) gain += large.score - small.score;
		}
		expect(gain).toBeGreaterThan(0);
	});
});

test("alike: the same setting everywhere, the best of those within the budget", () => {
	const option = (layer: string, inputBits: number): LayerOption => ({
		layer,
		setting: { inputBits },
		noise: 4 ** -inputBits,
		energy: inputBits,
		arrayTime: inputBits,
		linkTime: 0,
		adcBits: 5,
	});
	const table: OptionTable = {
		layers: ["a", "b"].map((layer) =>
			[6, 5, 4, 3, 2].map((bits) => option(layer, bits)),
		),
		arrays: () => 1,
	};
	const choice = chooseAlike(table, OBJECTIVE, 2 * 4 ** -4);
	expect(choice?.options.map(({ setting }) => setting)).toEqual([
		{ inputBits: 4 },
		{ inputBits: 4 },
	]);
	expect(chooseAlike(table, OBJECTIVE, 1e-9)).toBeUndefined();
});

test("an option that another one beats in everything is left out, and no other", () => {
	fc.assert(
		fc.property(fc.array(anyOption("a"), { minLength: 1 }), (options) => {
			const kept = withoutDominated(options);
			for (const option of options) {
				const covered = kept.some(
					(other) =>
						other.noise <= option.noise &&
						other.energy <= option.energy &&
						other.arrayTime <= option.arrayTime &&
						other.adcBits <= option.adcBits,
				);
				expect(covered).toBe(true);
			}
		}),
	);
});
