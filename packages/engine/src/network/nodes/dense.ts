import { InputError } from "../../base/input-error.js";
import { sizeOf, type Tensor } from "../../base/tensor.js";
import type { Gemm } from "../../kernels/gemm/contract.js";
import {
	type BatchTensor,
	checkSize,
	type NodeBase,
	type Shape,
} from "./node.js";
import type { StoredIntegers } from "./stored-integers.js";

/** A matrix applied to a vector, or to each vector along the last axis of a tensor. */
export interface DenseNode extends NodeBase {
	readonly kind: "dense";
	/** `[outputs, inputs]` */
	readonly weights: Tensor;
	/** Where a quantised file stores the weights. */
	readonly integers?: StoredIntegers | undefined;
	/** `[outputs]` */
	readonly bias: Float32Array;
}

export function denseShape(
	{ name, weights, bias }: DenseNode,
	input: Shape,
): Shape {
	const [outputs, inputs] = weights.shape;
	if (weights.shape.length !== 2 || !outputs || !inputs) {
		throw new InputError(
			`${name}: weights need shape [outputs, inputs], found [${weights.shape}]`,
		);
	}
	checkSize(name, "weights", weights.data.length, outputs * inputs);
	checkSize(name, "bias", bias.length, outputs);
	if (inputs !== input.at(-1)) {
		const hint =
			input.length > 1 ? `, in [${input}]; is a flatten missing?` : "";
		throw new InputError(
			`${name}: weights need ${inputs} inputs, found ${input.at(-1) ?? "a scalar"}${hint}`,
		);
	}
	return [...input.slice(0, -1), outputs];
}

export function runDense(
	{ weights, bias }: DenseNode,
	{ batch, shape, data }: BatchTensor,
	gemm: Gemm,
): Float32Array {
	const outputs = bias.length;
	const vectors = batch * sizeOf(shape.slice(0, -1));
	const output = new Float32Array(vectors * outputs);
	gemm.multiply(
		{ m: vectors, n: outputs, k: shape.at(-1)!, transposeB: true },
		data as Float32Array,
		weights.data,
		output,
	);
	for (let i = 0; i < output.length; i++) output[i]! += bias[i % outputs]!;
	return output;
}
