import { sizeOf } from "../base/tensor.js";
import type { Gemm } from "../kernels/gemm/contract.js";
import { runFloatReference } from "../network/float-reference.js";
import { inferShapes } from "../network/infer-shapes.js";
import { isMatrixNode, type Network } from "../network/network.js";
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
	/** Mean of each of its values over the images, where a layer of the network reads it. */
	readonly means?: Float32Array;
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
	onProgress: (done: number) => void = () => {},
): TensorRanges {
	const statistics = new Map<string, TensorStatistics>();
	const shapes = inferShapes(network);
	const layerInputs = new Set(
		network.nodes.filter(isMatrixNode).flatMap(({ inputs }) => inputs),
	);
	const values = images.length / count;
	for (let first = 0; first < count; first += BATCH) {
		const batch = Math.min(BATCH, count - first);
		const slice = images.subarray(first * values, (first + batch) * values);
		runFloatReference(network, slice, {
			gemm,
			onTensor: (name, data) => {
				const size = layerInputs.has(name) ? sizeOf(shapes.get(name)!) : 0;
				const known = statistics.get(name) ?? noStatistics(size);
				statistics.set(name, known);
				note(known, data);
			},
		});
		onProgress(first + batch);
	}
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

/** What is known of a tensor after some batches. */
interface TensorStatistics {
	min: number;
	max: number;
	readonly histogram: ValueHistogram;
	/** Of each value over the images; empty where nobody asks for it. */
	readonly sums: Float64Array;
}

function noStatistics(size: number): TensorStatistics {
	return {
		min: Number.POSITIVE_INFINITY,
		max: Number.NEGATIVE_INFINITY,
		histogram: new ValueHistogram(),
		sums: new Float64Array(size),
	};
}

function note(known: TensorStatistics, data: Float32Array): void {
	const { sums, histogram } = known;
	let { min, max } = known;
	for (let i = 0; i < data.length; i++) {
		const value = data[i]!;
		if (value < min) min = value;
		if (value > max) max = value;
	}
	for (let at = 0; at < data.length && sums.length > 0; at += sums.length) {
		for (let i = 0; i < sums.length; i++) sums[i]! += data[at + i]!;
	}
	known.min = min;
	known.max = max;
	histogram.add(data);
}
