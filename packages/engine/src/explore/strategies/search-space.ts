import type { Space, Strategy } from "../sweep/space.js";
import { cheapFirst } from "./cheap-first.js";
import { grid } from "./grid.js";
import { latinHypercube } from "./latin-hypercube.js";
import { nsga2 } from "./nsga-2.js";
import { random } from "./random.js";
import type { Search, SearchStrategy } from "./search.js";
import { sobol } from "./sobol.js";
import { surrogate } from "./surrogate.js";

const strategies = {
	grid,
	random,
	sobol,
	"latin-hypercube": latinHypercube,
	"nsga-2": nsga2,
	surrogate,
	"cheap-first": cheapFirst,
} satisfies {
	readonly [K in Strategy["kind"]]: SearchStrategy<
		Extract<Strategy, { kind: K }>
	>;
};

/** The search that a space asks for. */
export function searchSpace(space: Space): {
	readonly isAdaptive: boolean;
	readonly search: Search;
} {
	const strategy = strategies[space.strategy.kind] as SearchStrategy;
	return {
		isAdaptive: strategy.isAdaptive,
		search: strategy.search(space, space.strategy),
	};
}
