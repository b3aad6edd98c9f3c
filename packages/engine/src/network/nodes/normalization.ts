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
 * `x / (bias + alpha / n · Σ x²)^beta`: across channels with the sum over the n = `size` channels around the own one,
 * within a channel over the window of `size` pixels along each axis around the own one, n of them at the edges too.
 */
export interface LocalResponseNormalizationNode extends NodeBase {
	readonly kind: "local-response-normalization";
	readonly region: "across-channels" | "within-channel";
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
	node: LocalResponseNormalizationNode,
	{ batch, shape, data }: BatchTensor,
): FloatArray {
	const [channels = 1, ...spatial] = shape;
	const isAcross = node.region === "across-channels";
	const axes = isAcross ? [channels, sizeOf(spatial)] : spatial;
	const summed = isAcross ? [0] : spatial.map((_, axis) => axis);
	const scale = node.alpha / node.size ** summed.length;
	const block = sizeOf(axes);
	const output = arrayLike(data, data.length);
	for (let start = 0; start < batch * sizeOf(shape); start += block) {
		const values = data.subarray(start, start + block);
		const squares = Float64Array.from(values, (x) => x * x);
		const sums = summed.reduce<Float64Array>(
			(partial, axis) => windowSums(partial, axes, axis, node.size),
			squares,
		);
		for (const [i, x] of values.entries())
			output[start + i] = x / (node.bias + scale * sums[i]!) ** node.beta;
	}
	return output;
}

/** Sums of up to `size` values along an axis, those around each place. */
function windowSums(
	values: Float64Array,
	shape: Shape,
	axis: number,
	size: number,
): Float64Array {
	const length = shape[axis]!;
	const step = sizeOf(shape.slice(axis + 1));
	const before = Math.floor((size - 1) / 2);
	const sums = new Float64Array(values.length);
	for (let i = 0; i < values.length; i++) {
		const place = Math.floor(i / step) % length;
		const first = Math.max(place - before, 0);
		const last = Math.min(place - before + size, length) - 1;
		for (let other = first; other <= last; other++)
			sums[i]! += values[i + (other - place) * step]!;
	}
	return sums;
}
