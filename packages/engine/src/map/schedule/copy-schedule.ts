import type { Seconds } from "../../base/units.js";
import type { Schedule } from "../../design/design.js";
import type { LayerPlan } from "../layer-plan.js";

/** What copies are chosen for. */
export interface CopyProblem {
	readonly plans: readonly LayerPlan[];
	/** Time per image of each layer if it had one copy. */
	readonly times: readonly Seconds[];
	/** Arrays that one PE holds; a PE belongs to one layer. */
	readonly arraysPerPe: number;
	readonly availablePes: number;
	/** Images that are worked on together. */
	readonly batch: number;
}

/** How layers share the arrays of the chips. */
export interface CopySchedule {
	readonly kind: Schedule["kind"];
	/** Whether all layers have arrays of their own, or each takes all arrays in its turn. */
	readonly layout: "side-by-side" | "in-turn";
	/** The copies of each layer with which images take the least time. */
	balance(problem: CopyProblem): readonly number[];
}

/** PEs that layers take side by side. */
export function pesOf(
	plans: readonly LayerPlan[],
	arraysPerPe: number,
	copies: readonly number[],
): number {
	return plans.reduce(
		(sum, plan, l) => sum + pesOfLayer(plan, copies[l]!, arraysPerPe),
		0,
	);
}

export function pesOfLayer(
	{ arraysPerCopy }: Pick<LayerPlan, "arraysPerCopy">,
	copies: number,
	arraysPerPe: number,
): number {
	return Math.ceil((copies * arraysPerCopy) / arraysPerPe);
}
