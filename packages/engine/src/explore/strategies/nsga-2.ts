import { lossesOf, violationOf } from "../pareto/losses-of.js";
import { countChoices } from "../sweep/choices.js";
import type { Space, Strategy } from "../sweep/space.js";
import { choiceOperators } from "./choice-operators.js";
import { evolve, type Fitness } from "./evolve.js";
import type { Search, SearchStrategy, Told } from "./search.js";

type Nsga2 = Extract<Strategy, { kind: "nsga-2" }>;

export const nsga2: SearchStrategy<Nsga2> = {
	kind: "nsga-2",
	description: "the genetic algorithm NSGA-II; no point is evaluated twice",
	isAdaptive: true,
	search: evolvePoints,
};

function* evolvePoints(
	space: Space,
	{ points, population, seed }: Nsga2,
): Search {
	const evaluations = Math.min(points, countChoices(space.axes));
	const generations = evolve(choiceOperators(space.axes), {
		population,
		evaluations,
		seed,
	});
	let young = generations.next([]);
	while (!young.done) {
		const told = yield young.value.map((choice) => ({ choice }));
		young = generations.next(told.map((figures) => fitnessOf(figures, space)));
	}
}

/** Points that could not be evaluated are worse than any that violates a constraint. */
export function fitnessOf(
	figures: Told,
	{ objectives, constraints }: Space,
): Fitness {
	return figures === undefined
		? { losses: objectives.map(() => Infinity), violation: Infinity }
		: {
				losses: lossesOf(figures, objectives),
				violation: violationOf(figures, constraints),
			};
}
