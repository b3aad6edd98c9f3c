import { workerData } from "node:worker_threads";
import { type ImageResult, type ImageTask, openImageTask } from "@mho/engine";

// tinypool hands workers [its own data, ours].
const work = openImageTask((workerData as readonly [unknown, ImageTask])[1]);

/** Some images of the task that this thread was started for. */
export function runImages({
	images,
	count,
}: {
	images: Float32Array;
	count: number;
}): ImageResult {
	return work(images, count);
}
