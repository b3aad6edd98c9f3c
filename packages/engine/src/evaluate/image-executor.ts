import { addActivity } from "../activity/activity.js";
import { InputError } from "../base/input-error.js";
import {
	CALIBRATION_BATCH,
	joinStatistics,
	type NetworkStatistics,
} from "../quantize/calibration.js";
import { imagesPerBatch } from "../quantize/run-quantized.js";
import type { EventTotals } from "../simulate/count-events.js";
import {
	type ImageResult,
	type ImageTask,
	type ImageWork,
	openImageTask,
} from "./image-task.js";

/** Carries a task out on all images, here or in other threads; the result is the same. */
export type ImageExecutor = (
	task: ImageTask,
	images: Float32Array,
	count: number,
	onProgress: (imagesDone: number) => void,
) => Promise<ImageResult>;

/** Some images of a task, as plain data that can be sent to another thread. */
export interface ImageChunk {
	/** Of the task: the same for all its chunks. */
	readonly id: number;
	/** May be left out where the thread had a chunk of the task before. */
	readonly task?: ImageTask | undefined;
	readonly images: Float32Array;
	readonly count: number;
	/** Number of the first image among all of the run. */
	readonly firstImage: number;
}

/** What a thread makes of a chunk; a string where the input was wrong, since errors lose their class on the way. */
export type ChunkAnswer = ImageResult | string;

/** The work of one thread: a task is prepared when its first chunk comes, and kept until the next task. */
export function createChunkWorker(): (chunk: ImageChunk) => ChunkAnswer {
	let current: { readonly id: number; readonly work: ImageWork } | undefined;
	return ({ id, task, images, count, firstImage }) => {
		try {
			if (current?.id !== id) current = { id, work: openImageTask(task!) };
			return current.work(images, count, firstImage);
		} catch (error) {
			if (error instanceof InputError) return error.message;
			throw error;
		}
	};
}

/** Sends a chunk to a thread, 0 … threads − 1, that has no other one to work on. */
export type SendChunk = (
	chunk: ImageChunk,
	thread: number,
) => Promise<ChunkAnswer>;

/**
 * Spreads the images of each task over threads: whoever is done gets the next chunk.
 *
 * @param mostPerChunk images that are handed out at a time, at most: few, where somebody watches
 */
export function spreadImages(
	threads: number,
	send: SendChunk,
	mostPerChunk: number = Number.POSITIVE_INFINITY,
): ImageExecutor {
	let tasks = 0;
	return async (task, images, count, onProgress) => {
		const id = tasks++;
		const values = images.length / count;
		const chunkSize = imagesPerChunk(task, count, threads, mostPerChunk);
		const parts = createParts();
		let chunks = 0;
		let next = 0;
		let done = 0;
		// A phase is seen to have begun before its first images are done, which may take seconds.
		onProgress(done);
		const runThread = async (thread: number): Promise<void> => {
			while (next < count) {
				const number = chunks++;
				const first = next;
				const last = Math.min(first + chunkSize(count - first), count);
				next = last;
				const chunk = {
					id,
					task,
					images: images.subarray(first * values, last * values),
					count: last - first,
					firstImage: first,
				};
				const answer = await send(chunk, thread);
				if (typeof answer === "string") throw new InputError(answer);
				parts.add(number, answer);
				done += last - first;
				onProgress(done);
			}
		};
		const stopAll = (error: unknown): never => {
			next = count;
			throw error;
		};
		await Promise.all(
			Array.from({ length: threads }, (_, thread) =>
				runThread(thread).catch(stopAll),
			),
		);
		return parts.join();
	};
}

/** Parts of a result, which come in any order. */
interface ResultParts {
	add(number: number, part: ImageResult): void;
	join(): ImageResult;
}

/** Statistics are large: they are joined, in the order of the images, as soon as all before them are there. */
function createParts(): ResultParts {
	const parts: ImageResult[] = [];
	let joined: NetworkStatistics | undefined;
	let next = 0;
	return {
		add(number, part) {
			parts[number] = part;
			for (; parts[next]; next++) {
				const { statistics, ...rest } = parts[next]!;
				if (statistics)
					joined = joined ? joinStatistics(joined, statistics) : statistics;
				parts[next] = rest;
			}
		},
		join: () => ({ ...joinResults(parts), statistics: joined }),
	};
}

/** Carries tasks out in this thread. */
export const inProcess: ImageExecutor = (...work) => {
	const run = createChunkWorker();
	return spreadImages(1, async (chunk) => run(chunk))(...work);
};

/**
 * How many of the images that are left are handed out at a time: whole batches, towards the end less, so that all
 * threads are done at about the same time. What calibration gives depends on its batches, so they are always the same.
 */
function imagesPerChunk(
	task: ImageTask,
	count: number,
	threads: number,
	most: number,
): (left: number) => number {
	if (task.kind === "calibration") return () => CALIBRATION_BATCH;
	const batch =
		task.kind === "float reference"
			? FLOAT_BATCH
			: imagesPerBatch(task.network);
	const least = Math.min(LEAST_CHUNK, Math.ceil(count / threads));
	return (left) => {
		const share = Math.max(least, Math.ceil(left / (2 * threads)));
		return Math.min(batch, most, share);
	};
}

/** Fewer images at a time cost tables that are built for few. */
const LEAST_CHUNK = 64;

/** All tensors of a batch are in memory in float. */
const FLOAT_BATCH = 64;

/** Classes in order, events added up: whole numbers, so the order of addition does not matter. */
export function joinResults(parts: readonly ImageResult[]): ImageResult {
	const scores = parts.flatMap((part) => (part.scores ? [part.scores] : []));
	return {
		classes: joined(parts.map(({ classes }) => classes)),
		events: parts.map(({ events }) => events).reduce(addEvents, {}),
		...(scores.length > 0 && { scores: joined(scores) }),
	};
}

function joined<Values extends Int32Array | Float32Array>(
	parts: readonly Values[],
): Values {
	const length = parts.reduce((sum, part) => sum + part.length, 0);
	const Values = parts[0]!.constructor as new (length: number) => Values;
	const all = new Values(length);
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

function addEvents(sum: EventTotals, part: EventTotals): EventTotals {
	const layers = Object.entries(part).map(([layer, events]) => [
		layer,
		Object.hasOwn(sum, layer) ? addActivity(sum[layer]!, events) : events,
	]);
	return { ...sum, ...Object.fromEntries(layers) };
}
