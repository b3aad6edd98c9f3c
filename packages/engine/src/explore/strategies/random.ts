import { randomFor } from "../../base/random.js";
import type { Strategy } from "../sweep/space.js";
import { choicesAt } from "./sampled.js";
import { askAll, type SearchStrategy } from "./search.js";

export const random: SearchStrategy<Extract<Strategy, { kind: "random" }>> = {
	kind: "random",
	description: "different points, evenly at random",
	isAdaptive: false,
	search({ axes }, { points, seed }) {
		const { uniform } = randomFor(seed, "random search");
		return askAll(
			choicesAt(axes, points, (n) => axes.map((_, k) => uniform(n, k))),
		);
	},
};
