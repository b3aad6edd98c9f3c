import type { Design } from "../design/design.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import type { Mapping } from "../map/mapping.js";
import { runFloatReference } from "../network/float-reference.js";
import type { Network } from "../network/network.js";
import { integerProductBy } from "../quantize/integer-product.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import {
	classify,
	imagesPerBatch,
	runInBatches,
} from "../quantize/run-quantized.js";
import type { EventTotals } from "../simulate/count-events.js";
import { programNetwork, simulateScores } from "../simulate/simulate-images.js";

/** Work on images as plain data, so that it can be sent to another thread. */
export type ImageTask =
	| { readonly kind: "float reference"; readonly network: Network }
	/** Integer operands, exact arithmetic. */
	| { readonly kind: "integer reference"; readonly network: QuantizedNetwork }
	| {
			readonly kind: "crossbars";
			readonly network: QuantizedNetwork;
			readonly mapping: Mapping;
			readonly design: Design;
	  };

/** What a task found out about some images; parts add up to the whole. */
export interface ImageResult {
	/** Most likely class of each image. */
	readonly classes: Int32Array;
	/** Of crossbars. */
	readonly events: EventTotals;
}

/**
 * Runs a task on some images.
 *
 * @param firstImage number of the first one among all of the run
 */
export type ImageWork = (
	images: Float32Array,
	count: number,
	firstImage: number,
) => ImageResult;

/** Prepares a task once (weights go into the crossbars) for many calls. */
export function openImageTask(task: ImageTask): ImageWork {
	switch (task.kind) {
		case "float reference": {
			const gemm = createWasmGemm();
			return (images, count) => {
				const scores = runFloatReference(task.network, images, { gemm });
				return { classes: classify(scores, count), events: {} };
			};
		}
		case "integer reference": {
			const { network } = task;
			const product = integerProductBy(wasmIntegerGemm);
			const batch = imagesPerBatch(network);
			return (images, count) => {
				const scores = runInBatches(network, images, count, product, { batch });
				return { classes: classify(scores, count), events: {} };
			};
		}
		case "crossbars": {
			const { network, mapping, design } = task;
			const programmed = programNetwork(network, mapping, design);
			const integerProduct = integerProductBy(wasmIntegerGemm);
			return (images, count, firstImage) => {
				const options = { integerProduct, firstImage };
				const read = simulateScores(programmed, images, count, options);
				return { classes: classify(read.scores, count), events: read.events };
			};
		}
		default:
			return task satisfies never;
	}
}

/** Carries a task out on all images, here or in other threads; the result is the same. */
export type ImageExecutor = (
	task: ImageTask,
	images: Float32Array,
	count: number,
	onProgress: (imagesDone: number) => void,
) => Promise<ImageResult>;

/** Images that are handed out at a time to each of `threads` threads: whole batches, or less so that all have work. */
export function imagesPerChunk(
	task: ImageTask,
	count: number,
	threads: number,
): number {
	const batch =
		task.kind === "float reference"
			? FLOAT_BATCH
			: imagesPerBatch(task.network);
	return Math.min(batch, Math.ceil(count / threads));
}

/** All tensors of a batch are in memory in float. */
const FLOAT_BATCH = 64;

/** Carries tasks out in this thread. */
export const inProcess: ImageExecutor = async (
	task,
	images,
	count,
	onProgress,
) => {
	const work = openImageTask(task);
	const values = images.length / count;
	const parts: ImageResult[] = [];
	const chunk = imagesPerChunk(task, count, 1);
	for (let first = 0; first < count; first += chunk) {
		const last = Math.min(first + chunk, count);
		parts.push(
			work(images.subarray(first * values, last * values), last - first, first),
		);
		onProgress(last);
	}
	return joinResults(parts);
};

/** Classes in order, events added up: whole numbers, so the order of addition does not matter. */
export function joinResults(parts: readonly ImageResult[]): ImageResult {
	return {
		classes: Int32Array.from(parts.flatMap(({ classes }) => [...classes])),
		events: parts.map(({ events }) => events).reduce(addEvents, {}),
	};
}

function addEvents(sum: EventTotals, part: EventTotals): EventTotals {
	const layers = Object.entries(part).map(([layer, events]) => {
		const known = sum[layer];
		const added = Object.entries(events).map(
			([event, total]: [string, number]) => [
				event,
				total + (known?.[event as keyof typeof events] ?? 0),
			],
		);
		return [layer, Object.fromEntries(added)];
	});
	return { ...sum, ...Object.fromEntries(layers) };
}
