import {
	type ImageResult,
	type ImageTask,
	type ImageWork,
	InputError,
	openImageTask,
} from "@mho/engine";

/** Some images of a task. */
export interface ImageChunk {
	/** Of the task: the same for all its chunks. */
	readonly id: number;
	readonly task: ImageTask;
	readonly images: Float32Array;
	readonly count: number;
	/** Number of the first image among all of the run. */
	readonly firstImage: number;
}

let current: { readonly id: number; readonly work: ImageWork } | undefined;

/**
 * Works on a chunk; a task is prepared when its first chunk comes.
 *
 * @returns a string where the input was wrong: errors lose their class between threads
 */
export function runImages({
	id,
	task,
	images,
	count,
	firstImage,
}: ImageChunk): ImageResult | string {
	try {
		if (current?.id !== id) current = { id, work: openImageTask(task) };
		return current.work(images, count, firstImage);
	} catch (error) {
		if (error instanceof InputError) return error.message;
		throw error;
	}
}
