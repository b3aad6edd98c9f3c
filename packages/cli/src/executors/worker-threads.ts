import { InputError } from "@mho/engine";
import { Tinypool } from "tinypool";
import type { SweepContext } from "../sweep/sweep-context.js";
import type { PointExecutor } from "./point-executor.js";
import type { PointsAnswer } from "./point-worker.js";

/** Evaluates points in threads: whichever is free takes the next ones. A thread that dies is replaced. */
export function inWorkerThreads(
	context: SweepContext,
	threads: number,
): PointExecutor {
	const pool = new Tinypool({
		filename: new URL("./point-worker.js", import.meta.url).href,
		name: "evaluatePoints",
		runtime: "worker_threads",
		minThreads: threads,
		maxThreads: threads,
		isolateWorkers: false,
		workerData: context,
	});
	return {
		parallel: threads,
		async evaluate(tasks) {
			const answer: PointsAnswer = await pool.run(tasks);
			if (typeof answer === "string") throw new InputError(answer);
			return answer;
		},
		close: () => pool.destroy(),
	};
}
