import { BufferPool } from "../base/buffer-pool.js";
import { InputError } from "../base/input-error.js";
import { sizeOf } from "../base/tensor.js";
import type { Gemm } from "../kernels/gemm/contract.js";
import { wasmValueStatistics } from "../kernels/value-statistics/wasm.js";
import { runFloatReference } from "../network/float-reference.js";
import { fuseNodes } from "../network/fuse-nodes.js";
import { inferShapes } from "../network/infer-shapes.js";
import { isMatrixNode, type Network } from "../network/network.js";
import { takeOverScales } from "../network/stored-scales.js";
import {
	addHistogram,
	addValues,
	emptyHistogram,
	type ValueHistogram,
} from "./value-histogram.js";
import { valueStep } from "./value-step.js";

/** What each tensor of a network took over the calibration images, by its name. */
export type TensorRanges = ReadonlyMap<string, TensorRange>;

export interface TensorRange {
	/** Least and greatest value. */
	readonly min: number;
	readonly max: number;
	/** Of the images, where their values lie on a grid: what all are multiples of. */
	readonly step?: number;
	/** How often it took which magnitudes. */
	readonly histogram?: ValueHistogram;
	/** Mean of each of its values over the images, where a layer of the network reads it. */
	readonly means?: Float32Array;
}

/**
 * Images that are noted at a time. The means are sums of the sums of such batches, in order: that makes the ranges the
 * same wherever the batches were run.
 */
export const CALIBRATION_BATCH = 64;

/**
 * What those tensors of a network held over some images that may need codes, as plain data, by their names: neither what
 * is fused away nor what a file only converts.
 */
export type NetworkStatistics = ReadonlyMap<string, TensorStatistics>;

interface TensorStatistics {
	min: number;
	max: number;
	readonly histogram: ValueHistogram;
	/** Of each value over the images; empty where nobody asks for it. */
	readonly sums: Float64Array;
}

/**
 * Runs the calibration images through the network in float and notes what every tensor held, in memory that does not depend on the
 * number of images.
 *
 * @param images [count × input values]; never the images that accuracy is measured on
 */
export function calibrate(
	network: Network,
	images: Float32Array,
	count: number,
	gemm: Gemm,
): TensorRanges {
	const values = images.length / count;
	const memory = new BufferPool();
	let joined: NetworkStatistics | undefined;
	for (let first = 0; first < count; first += CALIBRATION_BATCH) {
		const last = Math.min(first + CALIBRATION_BATCH, count);
		const batch = images.subarray(first * values, last * values);
		const noted = noteTensors(network, batch, gemm, memory);
		joined = joined ? joinStatistics(joined, noted) : noted;
	}
	return rangesOf(network, joined!, images, count);
}

/**
 * Runs one batch of calibration images through the network.
 *
 * @param images [count × input values], of {@link CALIBRATION_BATCH} images or what is left
 * @param memory of the tensors, kept from batch to batch
 * @throws InputError for the first tensor that holds NaN or infinity, as damaged weights make it
 */
export function noteTensors(
	network: Network,
	images: Float32Array,
	gemm: Gemm,
	memory: BufferPool = new BufferPool(),
): NetworkStatistics {
	const sizes = notedSizes(network);
	const statistics = new Map<string, TensorStatistics>();
	runFloatReference(network, images, {
		gemm,
		memory,
		onTensor: (name, data) => {
			const range = wasmValueStatistics.rangeOf(data);
			if (!range.isFinite) throw notFinite(data, `${network.name}: ${name}`);
			const size = sizes.get(name);
			if (size === undefined) return;
			statistics.set(name, statisticsOf(data, range, size));
		},
	});
	return statistics;
}

/** Tensors that are noted, each with how many means are wanted of it: of all its values where a layer reads it, or 0. */
function notedSizes(given: Network): ReadonlyMap<string, number> {
	const { network, codes } = takeOverScales(given);
	const shapes = inferShapes(network);
	const fused = fuseNodes(network, shapes, (tensor) => codes.has(tensor));
	const layerInputs = new Set(
		fused.flatMap(({ node }) => (isMatrixNode(node) ? node.inputs : [])),
	);
	const names = [network.input.name, ...fused.map(({ output }) => output)];
	return new Map(
		names.map((name) => [
			name,
			layerInputs.has(name) ? sizeOf(shapes.get(name)!) : 0,
		]),
	);
}

/** What was noted of some images and of the batch after them; `sum` is no longer to be used. */
export function joinStatistics(
	sum: NetworkStatistics,
	next: NetworkStatistics,
): NetworkStatistics {
	for (const [name, tensor] of sum) {
		const part = next.get(name)!;
		tensor.min = Math.min(tensor.min, part.min);
		tensor.max = Math.max(tensor.max, part.max);
		addHistogram(tensor.histogram, part.histogram);
		for (let i = 0; i < tensor.sums.length; i++)
			tensor.sums[i]! += part.sums[i]!;
	}
	return sum;
}

/**
 * What each tensor took over all images.
 *
 * @param images [count × input values], those that `statistics` were noted of
 */
export function rangesOf(
	network: Network,
	statistics: NetworkStatistics,
	images: Float32Array,
	count: number,
): TensorRanges {
	const step = valueStep(images);
	return new Map(
		[...statistics].map(([name, { sums, ...range }]) => {
			const means = Float32Array.from(sums, (sum) => sum / count);
			const isInput = name === network.input.name && step !== undefined;
			return [
				name,
				{
					...range,
					...(means.length > 0 && { means }),
					...(isInput && { step }),
				},
			];
		}),
	);
}

function notFinite(data: Float32Array, place: string): InputError {
	const odd = data.find((value) => !Number.isFinite(value));
	return new InputError(
		`${place}: found ${odd} for a calibration image, expected finite values: weights of this node or before it are damaged`,
	);
}

/** @param size values of one image to sum over the images; 0 for none */
function statisticsOf(
	data: Float32Array,
	{ min, max }: Pick<TensorStatistics, "min" | "max">,
	size: number,
): TensorStatistics {
	const sums = new Float64Array(size);
	for (let at = 0; at < data.length && size > 0; at += size) {
		for (let i = 0; i < size; i++) sums[i]! += data[at + i]!;
	}
	const histogram = emptyHistogram();
	addValues(histogram, data, Math.max(-min, max));
	return { min, max, histogram, sums };
}
