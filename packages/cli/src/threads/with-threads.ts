import { setImmediate } from "node:timers/promises";
import {
	createChunkWorker,
	type ImageExecutor,
	inProcess,
	sendTaskOnce,
	spreadImages,
} from "@mho/engine";
import { inSharedMemory } from "./in-shared-memory.js";
import { startThread } from "./start-thread.js";

/**
 * Does work with images spread over so many threads, the main one among them: it would only wait, and a thread less
 * has nothing to load, to compile and to program. The others start at once, so that they have loaded the engine when
 * the first images come, and stay for all tasks. Weights are in shared memory: one copy for all threads.
 */
export async function withThreads<T>(
	threads: number,
	work: (executor: ImageExecutor) => Promise<T>,
): Promise<T> {
	if (threads === 1) return work(inProcess);
	const others = Array.from({ length: threads - 1 }, startThread);
	const share = inSharedMemory();
	const sendToOther = sendTaskOnce((chunk, other) =>
		others[other]!.run(share(chunk)),
	);
	const runHere = createChunkWorker();
	try {
		return await work(
			spreadImages(1 + QUEUE * others.length, async (chunk, place) => {
				if (place > 0) return sendToOther(chunk, (place - 1) % others.length);
				// What others have answered meanwhile comes first, so that they get their next chunk.
				await setImmediate();
				return runHere(chunk);
			}),
		);
	} finally {
		await Promise.all(others.map(({ stop }) => stop()));
	}
}

/** Chunks that another thread has: one that it works on, one for the time until the main thread has done its own. */
const QUEUE = 2;
