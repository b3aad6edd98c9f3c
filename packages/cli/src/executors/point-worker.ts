import { threadId, workerData } from "node:worker_threads";
import {
	createPointEvaluator,
	type EvaluatePoint,
	InputError,
	type PointResult,
	type PointTask,
} from "@mho/engine";
import { openContext, type SweepContext } from "../sweep/sweep-context.js";

/** What a thread makes of points; a string where the input was wrong, since errors lose their class on the way. */
export type PointsAnswer = readonly PointResult[] | string;

let evaluate: EvaluatePoint | undefined;

/** Evaluates points in a thread that was started with the context of its sweep. */
export async function evaluatePoints(
	tasks: readonly PointTask[],
): Promise<PointsAnswer> {
	try {
		evaluate ??= open();
	} catch (error) {
		if (error instanceof InputError) return error.message;
		throw error;
	}
	const results = [];
	for (const task of tasks)
		results.push(await evaluate(task, `thread ${threadId}`));
	return results;
}

function open(): EvaluatePoint {
	// Tinypool hands the data of a thread over beside its own.
	const [, context] = workerData as [unknown, SweepContext];
	return createPointEvaluator(context.space, openContext(context));
}
