import { InputError } from "@mho/engine";
import type { Redis } from "ioredis";

export type BullMq = typeof import("bullmq");

/** The queue of all sweeps on a Redis server, and the prefix of its keys. */
export const QUEUE = "points";
export const PREFIX = "mho";

/** What threads of `mho worker` run. */
export const REDIS_WORKER: URL = new URL("./redis-worker.js", import.meta.url);

/**
 * BullMQ, which is installed only by those who sweep on several machines.
 *
 * @throws InputError that says how to install it
 */
export async function loadBullMq(): Promise<BullMq> {
	return installed(() => import("bullmq"));
}

/** Longest time that a first connection may take. */
const CONNECT_MILLISECONDS = 5000;

/**
 * A connection to a Redis server that comes back by itself when the server does.
 *
 * @throws InputError where no server is there in the first place
 */
export async function connectRedis(url: string): Promise<Redis> {
	if (!/^rediss?:\/\/./.test(url))
		throw new InputError(
			`--redis: found ${url}, expected an address such as redis://localhost:6379`,
		);
	const { Redis } = await installed(() => import("ioredis"));
	const client = new Redis(url, {
		lazyConnect: true,
		// BullMQ waits for a server that is away as long as it takes.
		maxRetriesPerRequest: null,
		connectTimeout: CONNECT_MILLISECONDS,
		retryStrategy: (times) => Math.min(100 * times, 1000),
	});
	let lastError: Error | undefined;
	client.on("error", (error: Error) => {
		lastError = error;
	});
	const timeout = new Promise<never>((_, reject) => {
		setTimeout(() => reject(lastError), CONNECT_MILLISECONDS).unref();
	});
	try {
		await Promise.race([client.connect(), timeout]);
		return client;
	} catch (error) {
		client.disconnect();
		const reason = lastError ?? (error as Error | undefined);
		throw new InputError(
			`--redis: ${url} cannot be reached (${reason?.message || "no answer"}): expected a running Redis server`,
		);
	}
}

async function installed<T>(load: () => Promise<T>): Promise<T> {
	try {
		return await load();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND")
			throw error;
		throw new InputError(
			"BullMQ is not installed, which sweeps on several machines need: npm install bullmq ioredis",
		);
	}
}
