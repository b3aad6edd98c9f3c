import { createPointEvaluator } from "@mho/engine";
import { openContext, type SweepContext } from "../sweep/sweep-context.js";
import type { PointExecutor } from "./point-executor.js";

/** Evaluates points in this thread. */
export function inThisProcess(context: SweepContext): PointExecutor {
	const evaluate = createPointEvaluator(context.space, openContext(context));
	return {
		parallel: 1,
		async evaluate(tasks) {
			const results = [];
			for (const task of tasks) results.push(await evaluate(task, "main"));
			// Signals and timers get their turn.
			await new Promise(setImmediate);
			return results;
		},
		close: async () => {},
	};
}
