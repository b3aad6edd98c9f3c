import { type Command, Option } from "commander";
import {
	connectRedis,
	loadBullMq,
	PREFIX,
	QUEUE,
	REDIS_WORKER,
} from "../executors/load-bullmq.js";
import { positiveInteger, threadsOption } from "./options.js";

interface WorkerOptions {
	readonly redis: string;
	readonly threads: number;
	readonly lockSeconds: number;
}

export const redisOption = (): Option =>
	new Option(
		"--redis <address>",
		"Redis server that sweeps and workers share",
	).default("redis://localhost:6379");

/** `mho worker`: evaluates points of sweeps that run elsewhere. */
export function addWorkerCommand(program: Command): void {
	program
		.command("worker")
		.description(
			"evaluate points for sweeps with --executor bullmq, on this and other machines, until it is stopped",
		)
		.addOption(redisOption())
		.addOption(threadsOption())
		.addOption(
			new Option(
				"--lock-seconds <count>",
				"a worker that was not heard of for so long has lost its job to another one",
			)
				.argParser(positiveInteger)
				.default(30),
		)
		.addHelpText(
			"after",
			"\nExample:\n  mho worker --redis redis://head-node:6379 --threads 8",
		)
		.action((options: WorkerOptions) => work(options));
}

/** A job whose worker has come to an end so often is given up by the queue; the sweep then tries its points alone. */
const MAX_STALLED = 5;

async function work({
	redis,
	threads,
	lockSeconds,
}: WorkerOptions): Promise<void> {
	const { Worker } = await loadBullMq();
	const connection = await connectRedis(redis);
	const milliseconds = 1000 * lockSeconds;
	const worker = new Worker(QUEUE, REDIS_WORKER, {
		connection,
		prefix: PREFIX,
		concurrency: threads,
		useWorkerThreads: true,
		lockDuration: milliseconds,
		stalledInterval: milliseconds,
		maxStalledCount: MAX_STALLED,
	});
	// A server that is away is waited for.
	worker.on("error", () => {});
	let jobs = 0;
	worker.on("completed", () => {
		jobs++;
	});
	process.stderr.write(`working for ${redis} in ${threads} threads\n`);
	await new Promise<void>((resolve) => {
		for (const signal of ["SIGINT", "SIGTERM"] as const)
			process.once(signal, () => resolve());
	});
	process.stderr.write("stopping once the jobs in hand are done\n");
	await worker.close();
	connection.disconnect();
	process.stderr.write(`${jobs} jobs done\n`);
}
