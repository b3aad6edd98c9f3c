import { metrics, type PointFigures } from "../sweep/metric.js";
import type { Constraint, SpaceObjective } from "../sweep/space.js";
import type { Losses } from "./front.js";

/** Objectives of a point, turned so that less is better. */
export function lossesOf(
	figures: PointFigures,
	objectives: readonly SpaceObjective[],
): Losses {
	return objectives.map(({ metric, goal }) => {
		const value = metrics[metric].of(figures);
		return goal === "min" ? value : -value;
	});
}

/** By how much a point is outside of what is allowed: 0 where it is inside, relative to each bound. */
export function violationOf(
	figures: PointFigures,
	constraints: readonly Constraint[],
): number {
	let sum = 0;
	for (const { metric, min = -Infinity, max = Infinity } of constraints) {
		const value = metrics[metric].of(figures);
		if (value > max) sum += (value - max) / (Math.abs(max) || 1);
		if (value < min) sum += (min - value) / (Math.abs(min) || 1);
	}
	return sum;
}
