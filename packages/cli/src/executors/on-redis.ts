import { contentKey, type PointResult, type PointTask } from "@mho/engine";
import type { Job, JobsOptions } from "bullmq";
import type { SweepContext } from "../sweep/sweep-context.js";
import { connectRedis, loadBullMq, PREFIX, QUEUE } from "./load-bullmq.js";
import type { PointExecutor } from "./point-executor.js";

/** What a job of the queue holds. */
export interface PointsJob {
	/** Of the context: workers keep what they have opened for it. */
	readonly contextKey: string;
	readonly context: SweepContext;
	readonly tasks: readonly PointTask[];
}

/** Jobs that are in the queue at a time: enough for many workers, few enough to be taken back. */
const DEPTH = 64;
/** How often the jobs are looked at, besides the events that tell of them. */
const LOOK_MILLISECONDS = 1000;
/** Times that a worker may come to an end over a job. */
const ATTEMPTS = 2;

const JOB: JobsOptions = {
	attempts: ATTEMPTS,
	backoff: { type: "fixed", delay: 500 },
	removeOnComplete: { age: 3600 },
	removeOnFail: { age: 3600 },
};

interface Pending {
	readonly data: PointsJob;
	readonly resolve: (results: readonly PointResult[]) => void;
	readonly reject: (error: Error) => void;
}

/**
 * Evaluates points on all machines that run `mho worker` on the same Redis server. A job is named after its points:
 * one that is there already, or done, is not done again. Jobs that the server has forgotten are sent again.
 */
export async function onRedis(
	context: SweepContext,
	url: string,
	stop: AbortSignal,
): Promise<PointExecutor> {
	const { Queue, QueueEvents } = await loadBullMq();
	const connection = await connectRedis(url);
	const events = await connectRedis(url);
	const queue = new Queue<PointsJob, readonly PointResult[]>(QUEUE, {
		connection,
		prefix: PREFIX,
	});
	const listener = new QueueEvents(QUEUE, {
		connection: events,
		prefix: PREFIX,
	});
	queue.on("error", () => {});
	listener.on("error", () => {});
	const pending = new Map<string, Pending>();
	const contextKey = contentKey(JSON.stringify(context));
	const send = async (id: string, data: PointsJob): Promise<void> => {
		await queue.add("points", data, { ...JOB, jobId: id });
	};
	const settle = (id: string, end: (waiting: Pending) => void): void => {
		const waiting = pending.get(id);
		pending.delete(id);
		if (waiting) end(waiting);
	};
	const look = async (id: string): Promise<void> => {
		// The state first: a job that is done then has its result.
		const state = await queue.getJobState(id);
		const job = (await queue.getJob(id)) as
			| Job<PointsJob, readonly PointResult[]>
			| undefined;
		const waiting = pending.get(id);
		if (!waiting) return;
		if (!job) return send(id, waiting.data);
		if (state === "completed") {
			settle(id, ({ resolve }) => resolve(job.returnvalue));
		} else if (state === "failed") {
			await job.remove();
			settle(id, ({ reject }) => reject(new Error(job.failedReason)));
		} else if (stop.aborted && state !== "active") {
			await job.remove();
			settle(id, ({ resolve }) => resolve([]));
		}
	};
	const lookQuietly = (id: string): Promise<void> => look(id).catch(() => {});
	listener.on("completed", ({ jobId }) => lookQuietly(jobId));
	listener.on("failed", ({ jobId }) => lookQuietly(jobId));
	const missWorkers = tellOfMissingWorkers(url, () => queue.getWorkersCount());
	let isLooking = false;
	const timer = setInterval(async () => {
		if (isLooking || pending.size === 0) return;
		isLooking = true;
		await missWorkers().catch(() => {});
		await Promise.all([...pending.keys()].map(lookQuietly));
		isLooking = false;
	}, LOOK_MILLISECONDS);
	return {
		parallel: DEPTH,
		evaluate(tasks) {
			const names = tasks.map(({ key, attempt }) => `${key}-${attempt}`);
			const id = contentKey([contextKey, ...names].join("\n"));
			const data = { contextKey, context, tasks };
			return new Promise((resolve, reject) => {
				pending.set(id, { data, resolve, reject });
				send(id, data).then(() => lookQuietly(id), reject);
			});
		},
		async close() {
			clearInterval(timer);
			for (const part of [listener, queue]) await part.close().catch(() => {});
			for (const client of [connection, events]) client.disconnect();
		},
	};
}

/** Says once that nobody works on the queue, after a while. */
function tellOfMissingWorkers(
	url: string,
	countWorkers: () => Promise<number>,
): () => Promise<void> {
	let looks = 0;
	return async () => {
		if (++looks !== 5 || (await countWorkers()) > 0) return;
		process.stderr.write(`waiting for workers: mho worker --redis ${url}\n`);
	};
}
