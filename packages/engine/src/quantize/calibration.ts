import type { Gemm } from "../kernels/gemm/contract.js";
import { runFloatReference } from "../network/float-reference.js";
import type { Network } from "../network/network.js";
import { valueStep } from "./value-step.js";

/** What each tensor of a network took over the calibration images, by its name. */
export type TensorRanges = ReadonlyMap<string, TensorRange>;

export interface TensorRange {
	/** Least and greatest value. */
	readonly min: number;
	readonly max: number;
	/** Of the images, where their values lie on a grid: what all are multiples of. */
	readonly step?: number;
}

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
	const ranges = new Map<string, TensorRange>();
	const values = images.length / count;
	for (let first = 0; first < count; first += BATCH) {
		const batch = Math.min(BATCH, count - first);
		const slice = images.subarray(first * values, (first + batch) * values);
		runFloatReference(network, slice, {
			gemm,
			onTensor: (name, data) => note(ranges, name, data),
		});
	}
	const step = valueStep(images);
	const input = ranges.get(network.input.name);
	if (input && step !== undefined)
		ranges.set(network.input.name, { ...input, step });
	return ranges;
}

function note(
	ranges: Map<string, TensorRange>,
	name: string,
	data: Float32Array,
): void {
	const known = ranges.get(name);
	let min = known?.min ?? Number.POSITIVE_INFINITY;
	let max = known?.max ?? Number.NEGATIVE_INFINITY;
	for (const value of data) {
		if (value < min) min = value;
		if (value > max) max = value;
	}
	ranges.set(name, { min, max });
}
