import type { Design } from "../design/design.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import type { Mapping } from "../map/mapping.js";
import { integerProductBy } from "../quantize/integer-product.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import { imagesPerBatch, runInBatches } from "../quantize/run-quantized.js";
import type { EventTotals } from "../simulate/count-events.js";
import {
	programNetwork,
	type SimulatedScores,
	simulateScores,
} from "../simulate/simulate-images.js";

/** Work on images as plain data, so that it can be sent to another thread. */
export type ImageTask =
	/** Integer operands, exact arithmetic. */
	| { readonly kind: "integer reference"; readonly network: QuantizedNetwork }
	| {
			readonly kind: "crossbars";
			readonly network: QuantizedNetwork;
			readonly mapping: Mapping;
			readonly design: Design;
	  };

/** Runs a task on any images; parts add up to the whole. */
export type ImageWork = (
	images: Float32Array,
	count: number,
) => SimulatedScores;

/** Prepares a task once (weights go into the crossbars) for many calls. */
export function openImageTask(task: ImageTask): ImageWork {
	switch (task.kind) {
		case "integer reference": {
			const integerProduct = integerProductBy(wasmIntegerGemm);
			return (images, count) => ({
				scores: runInBatches(
					task.network,
					images,
					count,
					integerProduct,
					imagesPerBatch(task.network),
				),
				events: {},
			});
		}
		case "crossbars": {
			const programmed = programNetwork(
				task.network,
				task.mapping,
				task.design,
			);
			const integerProduct = integerProductBy(wasmIntegerGemm);
			return (images, count) =>
				simulateScores(programmed, images, count, {
					integerProduct,
				});
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
) => Promise<SimulatedScores>;

/** Images that are handed out at a time to each of `threads` threads: whole batches, or less so that all have work. */
export function imagesPerChunk(
	task: ImageTask,
	count: number,
	threads: number,
): number {
	return Math.min(imagesPerBatch(task.network), Math.ceil(count / threads));
}

/** Carries tasks out in this thread. */
export const inProcess: ImageExecutor = async (
	task,
	images,
	count,
	onProgress,
) => {
	const work = openImageTask(task);
	const values = images.length / count;
	const parts: SimulatedScores[] = [];
	const chunk = imagesPerChunk(task, count, 1);
	for (let first = 0; first < count; first += chunk) {
		const last = Math.min(first + chunk, count);
		parts.push(
			work(images.subarray(first * values, last * values), last - first),
		);
		onProgress(last);
	}
	return joinScores(parts);
};

/** Scores in order, events added up: whole numbers, so the order of addition does not matter. */
export function joinScores(parts: readonly SimulatedScores[]): SimulatedScores {
	const scores = new Int32Array(
		parts.reduce((sum, part) => sum + part.scores.length, 0),
	);
	let at = 0;
	for (const part of parts) {
		scores.set(part.scores, at);
		at += part.scores.length;
	}
	return {
		scores,
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
