import { BufferPool } from "../base/buffer-pool.js";
import type { Design } from "../design/design.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import type { Mapping } from "../map/mapping.js";
import { runFloatReference } from "../network/float-reference.js";
import type { Network } from "../network/network.js";
import {
	type NetworkStatistics,
	noteTensors,
} from "../quantize/calibration.js";
import { integerProductBy } from "../quantize/integer-product.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import { Workspace } from "../quantize/run-matrix-layer.js";
import {
	classify,
	imagesPerBatch,
	runInBatches,
} from "../quantize/run-quantized.js";
import type { EventTotals } from "../simulate/count-events.js";
import { programNetwork, simulateScores } from "../simulate/simulate-images.js";

/** Work on images as plain data, so that it can be sent to another thread. */
export type ImageTask = (
	| CalibrationTask
	| FloatTask
	| IntegerTask
	| CrossbarTask
) & {
	/** Whether the scores themselves are wanted beside the classes. */
	readonly wantsScores?: boolean | undefined;
};

/** What the tensors hold in float. */
interface CalibrationTask {
	readonly kind: "calibration";
	readonly network: Network;
}

interface FloatTask {
	readonly kind: "float reference";
	readonly network: Network;
}

/** Integer operands, exact arithmetic. */
interface IntegerTask {
	readonly kind: "integer reference";
	readonly network: QuantizedNetwork;
}

interface CrossbarTask {
	readonly kind: "crossbars";
	readonly network: QuantizedNetwork;
	readonly mapping: Mapping;
	readonly design: Design;
	/** Of the chip and its noise. */
	readonly seed: number;
}

/** What a task found out about some images; parts add up to the whole. */
export interface ImageResult {
	/** Most likely class of each image; none of calibration images. */
	readonly classes: Int32Array;
	/** Of calibration images. */
	readonly statistics?: NetworkStatistics | undefined;
	/** Of crossbars. */
	readonly events: EventTotals;
	/** As the network gives them, integers in units of its output tensor, [images × classes]; where they are wanted. */
	readonly scores?: Float32Array | Int32Array | undefined;
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
		case "calibration": {
			const gemm = createWasmGemm();
			const memory = new BufferPool();
			return (images) => ({
				classes: new Int32Array(0),
				events: {},
				statistics: noteTensors(task.network, images, gemm, memory),
			});
		}
		case "float reference": {
			const options = { gemm: createWasmGemm(), memory: new BufferPool() };
			return (images, count) => {
				const scores = runFloatReference(task.network, images, options);
				return resultOf(task, scores, count);
			};
		}
		case "integer reference": {
			const { network } = task;
			const product = integerProductBy(wasmIntegerGemm);
			const batch = imagesPerBatch(network);
			const options = { batch, workspace: new Workspace() };
			return (images, count) => {
				const scores = runInBatches(network, images, count, product, options);
				return resultOf(task, scores, count);
			};
		}
		case "crossbars": {
			const { network, mapping, design, seed } = task;
			const programmed = programNetwork(network, mapping, design, seed);
			const integerProduct = integerProductBy(wasmIntegerGemm);
			const workspace = new Workspace();
			return (images, count, firstImage) => {
				const options = { integerProduct, firstImage, workspace };
				const read = simulateScores(programmed, images, count, options);
				return resultOf(task, read.scores, count, read.events);
			};
		}
		default:
			return task satisfies never;
	}
}

function resultOf(
	{ wantsScores }: ImageTask,
	scores: Float32Array | Int32Array,
	count: number,
	events: EventTotals = {},
): ImageResult {
	const classes = classify(scores, count);
	return wantsScores ? { classes, events, scores } : { classes, events };
}
