import {
	type ChunkAnswer,
	type ImageChunk,
	type ImageExecutor,
	spreadImages,
} from "@mho/engine";
import { wrap } from "comlink";

/**
 * Does work with images spread over web workers, which stop with it.
 *
 * @param start starts a worker that runs `image-worker.ts`
 */
export async function withWorkers<T>(
	count: number,
	start: () => Worker,
	work: (executor: ImageExecutor) => Promise<T>,
): Promise<T> {
	const workers = Array.from({ length: count }, start);
	const threads = workers.map((worker) =>
		wrap<(chunk: ImageChunk) => ChunkAnswer>(worker),
	);
	// A task is sent to each worker once: there, its weights are copied.
	const known: number[] = [];
	const send = ({ task, ...chunk }: ImageChunk, thread: number) => {
		const isKnown = known[thread] === chunk.id;
		known[thread] = chunk.id;
		return threads[thread]!(isKnown ? chunk : { ...chunk, task });
	};
	try {
		return await work(spreadImages(count, send));
	} finally {
		for (const worker of workers) worker.terminate();
	}
}
