import {
	type ImageExecutor,
	type ImageResult,
	InputError,
	imagesPerChunk,
	inProcess,
	joinResults,
} from "@mho/engine";
import { Tinypool } from "tinypool";
import type { ImageChunk } from "./image-worker.js";
import { inSharedMemory } from "./in-shared-memory.js";

/**
 * Does work with images spread over so many worker threads; one thread is the main one. The threads start at once,
 * so that they have loaded the engine when the first images come, and stay for all tasks. Weights and images are in
 * shared memory: one copy for all threads.
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
	let tasks = 0;
	const executor: ImageExecutor = async (task, images, count, onProgress) => {
		const id = tasks++;
		const shared = { id, task: share(task) };
		const all = share(images);
		const values = images.length / count;
		const size = imagesPerChunk(task, count, threads);
		let done = 0;
		const runChunk = async (first: number): Promise<ImageResult> => {
			const last = Math.min(first + size, count);
			const chunk: ImageChunk = {
				...shared,
				images: all.subarray(first * values, last * values),
				count: last - first,
				firstImage: first,
			};
			const answer: ImageResult | string = await pool.run(chunk);
			if (typeof answer === "string") throw new InputError(answer);
			done += last - first;
			onProgress(done);
			return answer;
		};
		const starts = Array.from(
			{ length: Math.ceil(count / size) },
			(_, chunk) => chunk * size,
		);
		return joinResults(await Promise.all(starts.map(runChunk)));
	};
	try {
		return await work(executor);
	} finally {
		await pool.destroy();
	}
}
