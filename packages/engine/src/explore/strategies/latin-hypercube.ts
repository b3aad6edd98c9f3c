import { randomFor, shuffledOrder } from "../../base/random.js";
import type { Strategy } from "../sweep/space.js";
import { choicesAt } from "./sampled.js";
import { askAll, type SearchStrategy } from "./search.js";

export const latinHypercube: SearchStrategy<
	Extract<Strategy, { kind: "latin-hypercube" }>
> = {
	kind: "latin-hypercube",
	description: "points of which each lies in a slice of its own of every axis",
	isAdaptive: false,
	search({ axes }, { points, seed }) {
		const random = randomFor(seed, "latin hypercube");
		let drawn = -1;
		let orders: Uint32Array[] = [];
		return askAll(
			choicesAt(axes, points, (n) => {
				// Where two places fall on one point, another hypercube gives more.
				const cube = Math.floor(n / points);
				if (cube !== drawn) {
					drawn = cube;
					orders = axes.map((_, k) =>
						shuffledOrder(points, random, cube * axes.length + k),
					);
				}
				return orders.map((order) => (order[n % points]! + 0.5) / points);
			}),
		);
	},
};
