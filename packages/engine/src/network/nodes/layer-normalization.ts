import { InputError } from "../../base/input-error.js";
import { sizeOf, type Tensor } from "../../base/tensor.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	type NodeBase,
	type Shape,
} from "./node.js";
import { broadcastOffsets, broadcastShape } from "./strides.js";

/**
 * `(x − mean) / √(variance + epsilon) · scale + bias`, with mean and variance of the values of one image along all
 * axes from `axis` on: layer normalisation, and with the axes of a feature map apart, instance and group normalisation.
 */
export interface LayerNormalizationNode extends NodeBase {
	readonly kind: "layer-normalization";
	/** The first one that is normalised. */
	readonly axis: number;
	readonly epsilon: number;
	/** `none` divides by the root mean square and takes no mean off (RMSNormalization). */
	readonly centre: "mean" | "none";
	/** Repeated to fill the axes that are normalised. */
	readonly scale: Tensor;
	readonly bias?: Tensor;
}

export function layerNormalizationShape(
	{ name, axis, scale, bias }: LayerNormalizationNode,
	input: Shape,
): Shape {
	const own = input.slice(axis);
	if (!Number.isInteger(axis) || axis < 0 || axis >= input.length)
		throw new InputError(`${name}: [${input}] has no axis ${axis}`);
	for (const tensor of bias ? [scale, bias] : [scale]) {
		const { shape, data } = tensor;
		const fits = String(broadcastShape(shape, own)) === String(own);
		if (!fits || data.length !== sizeOf(shape))
			throw new InputError(
				`${name}: scale or bias of shape [${shape}] for [${own}]`,
			);
	}
	return input;
}

export function runLayerNormalization(
	{ axis, epsilon, centre, scale, bias }: LayerNormalizationNode,
	{ shape, data }: BatchTensor,
): FloatArray {
	const own = shape.slice(axis);
	const size = sizeOf(own);
	const scaleAt = broadcastOffsets(scale.shape, own);
	const biasAt = bias && broadcastOffsets(bias.shape, own);
	const output = arrayLike(data, data.length);
	for (let first = 0; first < data.length; first += size) {
		const values = data.subarray(first, first + size);
		const mean = centre === "mean" ? meanOf(values, (x) => x) : 0;
		const variance = meanOf(values, (x) => (x - mean) ** 2);
		const factor = 1 / Math.sqrt(variance + epsilon);
		for (let i = 0; i < size; i++) {
			const normal = (values[i]! - mean) * factor * scale.data[scaleAt[i]!]!;
			output[first + i] = normal + (biasAt ? bias.data[biasAt[i]!]! : 0);
		}
	}
	return output;
}

function meanOf(values: FloatArray, of: (value: number) => number): number {
	let sum = 0;
	for (const value of values) sum += of(value);
	return sum / values.length;
}
