import { type Activity, activityPerImage } from "../activity/activity.js";
import { layerActivity } from "../activity/layer-activity.js";
import { networkTraffic } from "../activity/traffic.js";
import type { Design } from "../design/design.js";
import type { CrossbarMvmKernel } from "../kernels/crossbar-mvm/contract.js";
import { createPlainCrossbarMvm } from "../kernels/crossbar-mvm/plain.js";
import { createWasmCrossbarMvm } from "../kernels/crossbar-mvm/wasm.js";
import type { Mapping } from "../map/mapping.js";
import {
	integerProduct as exactIntegerProduct,
	type MatrixProduct,
} from "../quantize/integer-product.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import type { Workspace } from "../quantize/run-matrix-layer.js";
import {
	classify,
	imagesPerBatch,
	runInBatches,
} from "../quantize/run-quantized.js";
import type { EventCounts, EventTotals } from "./count-events.js";
import { crossbarProduct, firstKernelThatCan } from "./crossbar-product.js";
import type { ReadyToRead } from "./group-read.js";
import type { ProgrammedLayer } from "./program-layer.js";
import { programLayers } from "./program-layers.js";

/** A quantised network whose weights are in crossbars. */
export interface ProgrammedNetwork {
	readonly network: QuantizedNetwork;
	readonly mapping: Mapping;
	readonly design: Design;
	readonly layers: ReadonlyMap<string, ProgrammedLayer>;
	readonly readyToRead: ReadyToRead;
}

/**
 * Programs every matrix layer into its arrays.
 *
 * @param seed of the chip: of deviations and noise
 * @param kernels that read them, the preferred one first
 */
export function programNetwork(
	network: QuantizedNetwork,
	mapping: Mapping,
	design: Design,
	seed = 1,
	kernels: readonly CrossbarMvmKernel[] = [
		createWasmCrossbarMvm(),
		createPlainCrossbarMvm(),
	],
): ProgrammedNetwork {
	const layers = programLayers(network, mapping, design, seed);
	const readyToRead = firstKernelThatCan(kernels);
	return { network, mapping, design, layers, readyToRead };
}

/** What a simulation of some images gave. */
export interface SimulatedImages {
	/** Integer class scores, [images × classes]. */
	readonly scores: Int32Array;
	/** Most likely class of each image. */
	readonly classes: Int32Array;
	readonly activity: Activity;
}

export interface SimulateOptions {
	/** For provably exact layers. */
	readonly integerProduct?: MatrixProduct;
	/** Images that are in memory at a time; the result does not depend on it. */
	readonly batch?: number;
	/** Kept from call to call, where there are several. */
	readonly workspace?: Workspace;
	/** Number of the first image among all of the run: read noise is keyed by it. */
	readonly firstImage?: number;
	/** False runs provably exact layers through the crossbars too. */
	readonly useShortcut?: boolean;
	readonly onProgress?: (imagesDone: number) => void;
}

/**
 * Classifies images with the programmed crossbars and counts every event.
 *
 * @param images float, [count × input values]
 */
export function simulateImages(
	programmed: ProgrammedNetwork,
	images: Float32Array,
	count: number,
	options: SimulateOptions = {},
): SimulatedImages {
	const { scores, events } = simulateScores(programmed, images, count, options);
	return {
		scores,
		classes: classify(scores, count),
		activity: measuredActivity(programmed.mapping, events, count),
	};
}

/** Scores of some images and the events that they caused; parts of a set of images add up to the whole. */
export interface SimulatedScores {
	/** [images × classes] */
	readonly scores: Int32Array;
	/** Totals over the images, by layer. */
	readonly events: EventTotals;
}

/** Scores and event totals of some images. */
export function simulateScores(
	programmed: ProgrammedNetwork,
	images: Float32Array,
	count: number,
	options: SimulateOptions = {},
): SimulatedScores {
	const {
		integerProduct = exactIntegerProduct,
		batch = imagesPerBatch(programmed.network),
		useShortcut = true,
		firstImage = 0,
		workspace,
		onProgress,
	} = options;
	const events: EventCounts = new Map();
	const product = crossbarProduct(
		programmed.layers,
		programmed.design,
		programmed.readyToRead,
		events,
		useShortcut ? integerProduct : undefined,
	);
	const scores = runInBatches(programmed.network, images, count, product, {
		batch,
		firstImage,
		workspace,
		onProgress,
	});
	return { scores, events: Object.fromEntries(events) };
}

/** Activity per image from the event totals of a run. */
export function measuredActivity(
	mapping: Mapping,
	events: EventTotals,
	images: number,
): Activity {
	const traffic = networkTraffic(mapping);
	const layers = mapping.layers.map((layer, l) =>
		layerActivity(
			layer,
			activityPerImage(events[layer.shape.layer]!, images),
			traffic[l]!,
		),
	);
	return {
		source: "measured",
		images,
		note: `counted over ${images} simulated images`,
		layers,
	};
}
