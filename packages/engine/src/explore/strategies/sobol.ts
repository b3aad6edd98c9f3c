import { InputError } from "../../base/input-error.js";
import { randomFor } from "../../base/random.js";
import type { Strategy } from "../sweep/space.js";
import { choicesAt } from "./sampled.js";
import { askAll, type SearchStrategy } from "./search.js";
import { SOBOL_DIMENSIONS, sobolPoint } from "./sobol-sequence.js";

export const sobol: SearchStrategy<Extract<Strategy, { kind: "sobol" }>> = {
	kind: "sobol",
	description:
		"points along the Sobol sequence, shifted digit by digit by the seed",
	isAdaptive: false,
	search({ name, axes }, { points, seed }) {
		if (axes.length > SOBOL_DIMENSIONS)
			throw new InputError(
				`${name}: strategy: found ${axes.length} axes, sobol serves up to ${SOBOL_DIMENSIONS}`,
			);
		const { uniform } = randomFor(seed, "sobol shift");
		const shift = axes.map((_, k) => Math.floor(uniform(k) * 2 ** 32));
		return askAll(
			choicesAt(axes, points, (n) =>
				Array.from(
					sobolPoint(n, axes.length),
					(x, k) => ((x ^ shift[k]!) >>> 0) / 2 ** 32,
				),
			),
		);
	},
};
