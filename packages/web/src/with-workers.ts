import {
	type ChunkAnswer,
	type ImageChunk,
	type ImageExecutor,
	type ImageResult,
	sendTaskOnce,
	spreadImages,
} from "@mho/engine";
import { wrap } from "comlink";

export interface WorkersOptions {
	/** Images that a worker is handed at a time, at most. */
	readonly mostPerChunk?: number;
	/** Told of every chunk that is done. */
	readonly onAnswer?: (chunk: ImageChunk, answer: ImageResult) => void;
}

/** Web workers that images are spread over. */
export interface ImageWorkers {
	readonly executor: ImageExecutor;
	stop(): void;
}

/**
 * Starts web workers for images.
 *
 * @param start starts a worker that answers chunks of images
 */
export function startWorkers(
	count: number,
	start: () => Worker,
	{ mostPerChunk, onAnswer }: WorkersOptions = {},
): ImageWorkers {
	const workers = Array.from({ length: count }, start);
	const threads = workers.map((worker) =>
		wrap<(chunk: ImageChunk) => ChunkAnswer>(worker),
	);
	const ask = sendTaskOnce((chunk, thread) => threads[thread]!(chunk));
	const send = async (chunk: ImageChunk, thread: number) => {
		const answer = await ask(chunk, thread);
		if (typeof answer !== "string") onAnswer?.(chunk, answer);
		return answer;
	};
	return {
		executor: spreadImages(count, send, mostPerChunk),
		stop: () => {
			for (const worker of workers) worker.terminate();
		},
	};
}

/** Does work with images spread over web workers, which stop with it. */
export async function withWorkers<T>(
	count: number,
	start: () => Worker,
	work: (executor: ImageExecutor) => Promise<T>,
): Promise<T> {
	const { executor, stop } = startWorkers(count, start);
	try {
		return await work(executor);
	} finally {
		stop();
	}
}
