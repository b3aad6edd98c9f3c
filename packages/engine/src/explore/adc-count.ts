import type { Cost } from "../cost/cost.js";
import { hasIdealThresholds } from "../design/adc-defects.js";
import type { Design } from "../design/design.js";
import { logObjective, type Objective } from "./objective.js";

/**
 * The design with the ADCs a PE that its conversions take: those of fewer bits are done sooner, so that fewer converters
 * keep up with the arrays, and the area of the others holds more PEs. What is computed does not depend on their number, but
 * where each has thresholds of its own: such a design stays as it is.
 *
 * @param costOf what a design costs that differs in nothing else
 */
export function asManyAdcsAsPay(
	design: Design,
	objective: Objective,
	costOf: (design: Design) => Cost,
): { readonly design: Design; readonly cost: Cost; readonly score: number } {
	const scored = (of: Design) => {
		const cost = costOf(of);
		return { design: of, cost, score: logObjective(objective, cost) };
	};
	const given = scored(design);
	if (!hasIdealThresholds(design)) return given;
	const { hierarchy } = design;
	const most = 2 * hierarchy.adcsPerPe;
	return Array.from({ length: most }, (_, n) => n + 1)
		.map((adcsPerPe) =>
			scored({ ...design, hierarchy: { ...hierarchy, adcsPerPe } }),
		)
		.reduce((best, one) => (one.score > best.score ? one : best), given);
}
