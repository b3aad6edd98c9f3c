import { InputError } from "../../base/input-error.js";
import { sizeOf } from "../../base/tensor.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	type NodeBase,
	type Shape,
} from "./node.js";

/** Exponentials along an axis, divided by their sum; or the logarithm of that. */
export interface SoftmaxNode extends NodeBase {
	readonly kind: "softmax" | "log-softmax";
	readonly axis: number;
}

export function softmaxShape(
	{ name, kind, axis }: SoftmaxNode,
	input: Shape,
): Shape {
	if (!Number.isInteger(axis) || axis < 0 || axis >= input.length)
		throw new InputError(`${name}: ${kind} along axis ${axis} of [${input}]`);
	return input;
}

export function runSoftmax(
	{ kind, axis }: SoftmaxNode,
	{ batch, shape, data }: BatchTensor,
): FloatArray {
	const classes = shape[axis]!;
	const inner = sizeOf(shape.slice(axis + 1));
	const outer = batch * sizeOf(shape.slice(0, axis));
	const output = arrayLike(data, data.length);
	const scores = new Float64Array(classes);
	for (let block = 0; block < outer; block++) {
		for (let place = 0; place < inner; place++) {
			const first = block * classes * inner + place;
			for (let k = 0; k < classes; k++) scores[k] = data[first + k * inner]!;
			const maximum = scores.reduce(
				(a, b) => Math.max(a, b),
				Number.NEGATIVE_INFINITY,
			);
			const powers = scores.map((score) => Math.exp(score - maximum));
			const sum = powers.reduce((a, b) => a + b, 0);
			for (let k = 0; k < classes; k++)
				output[first + k * inner] =
					kind === "softmax"
						? powers[k]! / sum
						: scores[k]! - maximum - Math.log(sum);
		}
	}
	return output;
}
