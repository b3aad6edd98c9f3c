import { InputError } from "../../base/input-error.js";
import { sizeOf } from "../../base/tensor.js";
import {
	arrayLike,
	type BatchTensor,
	checkSize,
	type FloatArray,
	isPositive,
	type NodeBase,
	type Shape,
} from "./node.js";

/** `scale · (x − mean) / √(variance + epsilon) + bias` with values for each channel. */
export interface BatchNormalizationNode extends NodeBase {
	readonly kind: "batch-normalization";
	readonly scale: Float32Array;
	readonly bias: Float32Array;
	readonly mean: Float32Array;
	readonly variance: Float32Array;
	readonly epsilon: number;
}

/**
 * Across channels: `x / (bias + alpha / size · Σ x²)^beta` with the sum over the `size` channels around the own
 * one.
 */
export interface LocalResponseNormalizationNode extends NodeBase {
	readonly kind: "local-response-normalization";
	readonly size: number;
	readonly alpha: number;
	readonly beta: number;
	readonly bias: number;
}

export function batchNormalizationShape(
	node: BatchNormalizationNode,
	input: Shape,
): Shape {
	const [channels = 1] = input;
	for (const what of ["scale", "bias", "mean", "variance"] as const)
		checkSize(node.name, what, node[what].length, channels);
	return input;
}

export function localResponseNormalizationShape(
	{ name, size }: LocalResponseNormalizationNode,
	input: Shape,
): Shape {
	if (!isPositive(size))
		throw new InputError(`${name}: size ${size} needs a positive integer`);
	return input;
}

/** The normalisation of each channel as `x · factor + offset`, in float64. */
export function normalizationFactors({
	scale,
	bias,
	mean,
	variance,
	epsilon,
}: BatchNormalizationNode): {
	readonly factors: Float64Array;
	readonly offsets: Float64Array;
} {
	const factors = Float64Array.from(
		scale,
		(gamma, c) => gamma / Math.sqrt(variance[c]! + epsilon),
	);
	const offsets = factors.map((factor, c) => bias[c]! - mean[c]! * factor);
	return { factors, offsets };
}

export function runBatchNormalization(
	node: BatchNormalizationNode,
	{ batch, shape, data }: BatchTensor,
): FloatArray {
	const { factors, offsets } = normalizationFactors(node);
	const positions = sizeOf(shape.slice(1));
	const output = arrayLike(data, data.length);
	let at = 0;
	for (let image = 0; image < batch; image++) {
		for (const [c, factor] of factors.entries()) {
			const offset = offsets[c]!;
			for (const end = at + positions; at < end; at++)
				output[at] = data[at]! * factor + offset;
		}
	}
	return output;
}

export function runLocalResponseNormalization(
	{ size, alpha, beta, bias }: LocalResponseNormalizationNode,
	{ batch, shape, data }: BatchTensor,
): FloatArray {
	const [channels = 1, ...spatial] = shape;
	const positions = sizeOf(spatial);
	const before = Math.floor((size - 1) / 2);
	const after = size - 1 - before;
	const output = arrayLike(data, data.length);
	for (let image = 0; image < batch; image++) {
		const start = image * channels * positions;
		for (let c = 0; c < channels; c++) {
			const first = Math.max(c - before, 0);
			const last = Math.min(c + after, channels - 1);
			for (let p = 0; p < positions; p++) {
				let squares = 0;
				for (let other = first; other <= last; other++)
					squares += data[start + other * positions + p]! ** 2;
				const at = start + c * positions + p;
				output[at] = data[at]! / (bias + (alpha / size) * squares) ** beta;
			}
		}
	}
	return output;
}
