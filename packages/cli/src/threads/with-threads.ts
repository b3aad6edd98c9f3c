import {
	type ImageChunk,
	type ImageExecutor,
	inProcess,
	spreadImages,
} from "@mho/engine";
import { Tinypool } from "tinypool";
import { inSharedMemory } from "./in-shared-memory.js";

/**
 * Does work with images spread over so many worker threads; one thread is the main one. The threads start at once,
 * so that they have loaded the engine when the first images come, and stay for all tasks. Weights are in shared
 * memory: one copy for all threads.
 */
export async function withThreads<T>(
	threads: number,
	work: (executor: ImageExecutor) => Promise<T>,
): Promise<T> {
	if (threads === 1) return work(inProcess);
	const pool = new Tinypool({
		filename: new URL("./image-worker.js", import.meta.url).href,
		name: "runImages",
		runtime: "worker_threads",
		minThreads: threads,
		maxThreads: threads,
		isolateWorkers: false,
	});
	const share = inSharedMemory();
	const send = (chunk: ImageChunk) => pool.run(share(chunk));
	try {
		return await work(spreadImages(threads, send));
	} finally {
		await pool.destroy();
	}
}
