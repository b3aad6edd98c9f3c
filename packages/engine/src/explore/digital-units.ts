import type { Cost } from "../cost/cost.js";
import type { Components } from "../design/components.js";
import type { Design } from "../design/design.js";
import { logObjective, type Objective } from "./objective.js";
import { LEAST_GAIN } from "./promising-exchange.js";

/** Units of a tile that a search may add: what they compute does not depend on their number. */
const UNITS = ["tileShiftAdd", "activation", "maxPool"] as const;

/** How many of each a design has. */
export type DigitalUnits = Pick<Components, (typeof UNITS)[number]>;

export function digitalUnitsOf({
	components: { tileShiftAdd, activation, maxPool },
}: Design): DigitalUnits {
	return { tileShiftAdd, activation, maxPool };
}

export function withDigitalUnits(design: Design, units: DigitalUnits): Design {
	return { ...design, components: { ...design.components, ...units } };
}

/** The design as if it had any number of them, for what it would take with enough. */
export function withoutUnitLimits(design: Design): Design {
	const { tileShiftAdd, activation, maxPool } = digitalUnitsOf(design);
	return withDigitalUnits(design, {
		tileShiftAdd: { ...tileShiftAdd, throughput: undefined },
		activation: { ...activation, throughput: undefined },
		maxPool: { ...maxPool, throughput: undefined },
	});
}

/**
 * The design with as many digital units a tile as keep up with its arrays: some kinds are doubled as long as the
 * objective gains from it. Only a design that they hold up changes.
 *
 * @param costOf what a design costs that differs in nothing else
 */
export function keepUp(
	design: Design,
	objective: Objective,
	costOf: (design: Design) => Cost,
): { readonly design: Design; readonly cost: Cost; readonly score: number } {
	let best = scored(design);
	for (;;) {
		const next = SOME_UNITS.map((some) => scored(doubled(best.design, some)))
			.toSorted((a, b) => b.score - a.score)
			.at(0)!;
		if (!(next.score >= best.score + LEAST_GAIN)) return best;
		best = next;
	}

	function scored(of: Design) {
		const cost = costOf(of);
		return { design: of, cost, score: logObjective(objective, cost) };
	}
}

/** Every choice of at least one kind. */
const SOME_UNITS: readonly (readonly (keyof DigitalUnits)[])[] = Array.from(
	{ length: 2 ** UNITS.length - 1 },
	(_, n) => UNITS.filter((_, bit) => ((n + 1) >> bit) & 1),
);

function doubled(
	design: Design,
	some: readonly (keyof DigitalUnits)[],
): Design {
	const units = digitalUnitsOf(design);
	const more = Object.fromEntries(
		some.map((name) => [
			name,
			{ ...units[name], count: 2 * units[name].count },
		]),
	);
	return withDigitalUnits(design, { ...units, ...more });
}
