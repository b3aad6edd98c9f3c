import type { Gemm } from "../kernels/gemm/contract.js";
import { runFloatReference } from "../network/float-reference.js";
import type { Network } from "../network/network.js";

/** Least and greatest value that each tensor of a network took over the calibration images. */
export type TensorRanges = ReadonlyMap<
	string,
	{ readonly min: number; readonly max: number }
>;

const BATCH = 64;

/**
 * Runs the calibration images through the network in float and notes the range of every tensor.
 *
 * @param images [count × input values]; never the images that accuracy is measured on
 */
export function calibrate(
	network: Network,
	images: Float32Array,
	count: number,
	gemm: Gemm,
): TensorRanges {
	const ranges = new Map<string, { min: number; max: number }>();
	const values = images.length / count;
	for (let first = 0; first < count; first += BATCH) {
		const batch = Math.min(BATCH, count - first);
		const slice = images.subarray(first * values, (first + batch) * values);
		runFloatReference(network, slice, {
			gemm,
			onTensor: (name, data) => note(ranges, name, data),
		});
	}
	return ranges;
}

function note(
	ranges: Map<string, { min: number; max: number }>,
	name: string,
	data: Float32Array,
): void {
	const range = ranges.get(name) ?? {
		min: Number.POSITIVE_INFINITY,
		max: Number.NEGATIVE_INFINITY,
	};
	for (const value of data) {
		if (value < range.min) range.min = value;
		if (value > range.max) range.max = value;
	}
	ranges.set(name, range);
}
