import {
	type ImageExecutor,
	imagesPerChunk,
	inProcess,
	joinResults,
} from "@mho/engine";
import { Tinypool } from "tinypool";

/** Spreads images over worker threads; one thread works in the main one. */
export function threadExecutor(threads: number): ImageExecutor {
	if (threads === 1) return inProcess;
	return async (task, images, count, onProgress) => {
		const chunkImages = imagesPerChunk(task, count, threads);
		const chunks = Math.ceil(count / chunkImages);
		const workers = Math.min(threads, chunks);
		const pool = new Tinypool({
			filename: new URL("./image-worker.js", import.meta.url).href,
			name: "runImages",
			runtime: "worker_threads",
			minThreads: workers,
			maxThreads: workers,
			isolateWorkers: false,
			workerData: task,
		});
		const values = images.length / count;
		let done = 0;
		try {
			const parts = await Promise.all(
				Array.from({ length: chunks }, async (_, chunk) => {
					const first = chunk * chunkImages;
					const last = Math.min(first + chunkImages, count);
					const part = await pool.run({
						images: images.slice(first * values, last * values),
						count: last - first,
					});
					done += last - first;
					onProgress(done);
					return part;
				}),
			);
			return joinResults(parts);
		} finally {
			await pool.destroy();
		}
	};
}
