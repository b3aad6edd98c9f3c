import { sizeOf } from "../base/tensor.js";
import type { Gemm } from "../kernels/gemm/contract.js";
import { runFloatReference } from "../network/float-reference.js";
import { inferShapes } from "../network/infer-shapes.js";
import type { Network } from "../network/network.js";
import { ValueHistogram } from "./value-histogram.js";
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
	/** Mean of each channel; of a vector, of each value. */
	readonly means?: Float64Array;
}

const BATCH = 64;

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
	const statistics = new Map<string, TensorStatistics>();
	const shapes = inferShapes(network);
	const values = images.length / count;
	for (let first = 0; first < count; first += BATCH) {
		const batch = Math.min(BATCH, count - first);
		const slice = images.subarray(first * values, (first + batch) * values);
		runFloatReference(network, slice, {
			gemm,
			onTensor: (name, data) => {
				const shape = shapes.get(name) ?? network.input.shape;
				const known = statistics.get(name) ?? noStatistics(shape);
				statistics.set(name, known);
				note(known, data, shape);
			},
		});
	}
	const step = valueStep(images);
	return new Map(
		[...statistics].map(([name, { sums, seen, ...range }]) => {
			const means = sums.map((sum) => (sum * sums.length) / seen);
			const isInput = name === network.input.name && step !== undefined;
			return [name, { ...range, means, ...(isInput && { step }) }];
		}),
	);
}

/** What is known of a tensor after some batches. */
interface TensorStatistics {
	min: number;
	max: number;
	readonly histogram: ValueHistogram;
	/** Of each channel. */
	readonly sums: Float64Array;
	/** Values of all channels. */
	seen: number;
}

function noStatistics(shape: readonly number[]): TensorStatistics {
	return {
		min: Number.POSITIVE_INFINITY,
		max: Number.NEGATIVE_INFINITY,
		histogram: new ValueHistogram(),
		sums: new Float64Array(shape[0] ?? 1),
		seen: 0,
	};
}

/** @param data [images × channels × values] */
function note(
	known: TensorStatistics,
	data: Float32Array,
	shape: readonly number[],
): void {
	const { sums } = known;
	const run = sizeOf(shape) / sums.length;
	for (let at = 0, channel = 0; at < data.length; at += run, channel++) {
		let sum = 0;
		for (let i = at; i < at + run; i++) {
			const value = data[i]!;
			if (value < known.min) known.min = value;
			if (value > known.max) known.max = value;
			sum += value;
		}
		sums[channel % sums.length]! += sum;
	}
	known.seen += data.length;
	known.histogram.add(data);
}
