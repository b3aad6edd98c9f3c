import { addActivity } from "../activity/activity.js";
import { InputError } from "../base/input-error.js";
import { clamp } from "../base/round.js";
import {
	CALIBRATION_BATCH,
	joinStatistics,
	type NetworkStatistics,
} from "../quantize/calibration.js";
import {
	matrixLayersOf,
	type QuantizedNetwork,
} from "../quantize/quantized-network.js";
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

/** Sends a chunk to a place, 0 … places − 1, that has no other one. */
export type SendChunk = (
	chunk: ImageChunk,
	place: number,
) => Promise<ChunkAnswer>;

/** Leaves the task out of a chunk where the thread had a chunk of it before: there, it was copied. */
export function sendTaskOnce(send: SendChunk): SendChunk {
	const known: number[] = [];
	return ({ task, ...chunk }, thread) => {
		const isKnown = known[thread] === chunk.id;
		known[thread] = chunk.id;
		return send(isKnown ? chunk : { ...chunk, task }, thread);
	};
}

/**
 * Spreads the images of each task over places: whichever is free gets the next chunk. A place is a thread, or one of
 * several of a thread, so that its next chunk is there before it asks.
 *
 * @param mostPerChunk images that are handed out at a time, at most: few, where somebody watches
 */
export function spreadImages(
	places: number,
	send: SendChunk,
	mostPerChunk: number = Number.POSITIVE_INFINITY,
): ImageExecutor {
	let tasks = 0;
	return async (task, images, count, onProgress) => {
		const id = tasks++;
		const values = images.length / count;
		const chunkSize = imagesPerChunk(task, count, places, mostPerChunk);
		const parts = createParts();
		let chunks = 0;
		let next = 0;
		let done = 0;
		// A phase is seen to have begun before its first images are done, which may take seconds.
		onProgress(done);
		const runPlace = async (place: number): Promise<void> => {
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
				const answer = await send(chunk, place);
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
			Array.from({ length: places }, (_, place) =>
				runPlace(place).catch(stopAll),
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
	places: number,
	most: number,
): (left: number) => number {
	if (task.kind === "calibration") return () => CALIBRATION_BATCH;
	const isFloat = task.kind === "float reference";
	const batch = isFloat ? FLOAT_BATCH : imagesPerBatch(task.network);
	const fewest = isFloat ? FEWEST_IN_FLOAT : fewestImages(task.network);
	const least = Math.min(fewest, Math.ceil(count / places));
	return (left) => {
		const share = Math.max(least, Math.ceil(left / (2 * places)));
		return Math.min(batch, most, share);
	};
}

/**
 * Fewer images at a time cost tables that are built for few; more of a large network take long, while others have
 * nothing left to do.
 */
function fewestImages(network: QuantizedNetwork): number {
	const products = matrixLayersOf(network).reduce(
		(sum, { rows, outputs, groups, positions }) =>
			sum + rows * outputs * groups * positions,
		0,
	);
	return clamp(Math.ceil(LEAST_PRODUCTS / products), 1, MOST_OF_FEWEST);
}

/** Multiply-accumulates of the smallest chunk: about 0.1 s through crossbars. */
const LEAST_PRODUCTS = 2 ** 29;
const MOST_OF_FEWEST = 64;
const FEWEST_IN_FLOAT = 16;

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
