import type { PointResult, PointTask } from "@mho/engine";

/** Where points are evaluated. The results are the same everywhere. */
export interface PointExecutor {
	/** Calls of `evaluate` that it can work on at a time; more would only wait. */
	readonly parallel: number;
	/**
	 * Results of some points, in their order.
	 *
	 * @throws InputError where what the sweep names cannot be opened
	 * @throws Error where whoever worked on them came to an end
	 */
	evaluate(tasks: readonly PointTask[]): Promise<readonly PointResult[]>;
	close(): Promise<void>;
}
