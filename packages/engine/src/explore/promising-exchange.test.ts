import { expect, test } from "vitest";
import { evaluateChoice } from "./choose-options.js";
import type { LayerOption } from "./option-table.js";
import { promisingExchange, type Refused } from "./promising-exchange.js";

const ARRAYS = 1;
const objective = { energy: 1 };

const option = (noise: number, energy: number): LayerOption => ({
	layer: "only",
	setting: { inputBits: energy },
	noise,
	energy,
	arrayTime: 1,
	linkTime: 0,
	adcBits: 8,
});

const present = option(0.001, 8);
const quiet = option(0.004, 6);
const noisy = option(0.008, 2);
const noisier = option(0.009, 1);
const table = {
	layers: [[present, quiet, noisy, noisier]],
	arrays: () => ARRAYS,
};

const next = (refused: Refused) =>
	promisingExchange(
		evaluateChoice([present], ARRAYS, objective),
		table,
		objective,
		refused,
	)?.option;

test("the exchange that gains most for its noise comes first, and none twice", () => {
	const refused: Refused = { noise: [], tried: new Set() };
	expect(next(refused)).toBe(noisier);
	expect(next(refused)).toBe(noisy);
	expect(next(refused)).toBe(quiet);
	expect(next(refused)).toBeUndefined();
});

test("nothing is tried that is noisier than what did not pass", () => {
	expect(next({ noise: [noisy.noise], tried: new Set() })).toBe(quiet);
	expect(next({ noise: [quiet.noise], tried: new Set() })).toBeUndefined();
});
