import { hostname } from "node:os";
import {
	createPointEvaluator,
	type EvaluatePoint,
	type PointResult,
} from "@mho/engine";
import { openContext } from "../sweep/sweep-context.js";
import type { PointsJob } from "./on-redis.js";

let opened:
	| { readonly key: string; readonly evaluate: EvaluatePoint }
	| undefined;

/** Carries a job out in a thread of `mho worker`; the main thread tells the server meanwhile that it is alive. */
async function evaluateJob({
	data: { context, contextKey, tasks },
}: {
	readonly data: PointsJob;
}): Promise<readonly PointResult[]> {
	if (opened?.key !== contextKey) {
		const sources = openContext(context);
		opened = {
			key: contextKey,
			evaluate: createPointEvaluator(context.space, sources),
		};
	}
	const results = [];
	for (const task of tasks)
		results.push(await opened.evaluate(task, `${hostname()} ${process.pid}`));
	return results;
}

// biome-ignore lint/style/noDefaultExport: BullMQ calls the default export of the file that it is given.
export default evaluateJob;
