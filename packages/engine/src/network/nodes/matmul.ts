import { InputError } from "../../base/input-error.js";
import { sizeOf } from "../../base/tensor.js";
import type { Gemm } from "../../kernels/gemm/contract.js";
import type { BatchTensor, NodeBase, Shape } from "./node.js";
import { broadcastOffsets, broadcastShape } from "./strides.js";

/** Product of two computed tensors: of the matrices in their last two axes, for each place in the axes before. */
export interface MatmulNode extends NodeBase {
	readonly kind: "matmul";
}

export function matmulShape(
	{ name }: MatmulNode,
	inputs: readonly Shape[],
): Shape {
	const [a, b] = inputs as [Shape, Shape];
	const stack = broadcastShape(a.slice(0, -2), b.slice(0, -2));
	if (a.length < 2 || b.length < 2 || a.at(-1) !== b.at(-2) || !stack)
		throw new InputError(
			`${name}: matrix product of [${a}] and [${b}], which do not fit`,
		);
	return [...stack, a.at(-2)!, b.at(-1)!];
}

export function runMatmul(
	a: BatchTensor,
	b: BatchTensor,
	outputShape: Shape,
	gemm: Gemm,
): Float32Array {
	const [m, n] = outputShape.slice(-2) as [number, number];
	const k = a.shape.at(-1)!;
	const stack = outputShape.slice(0, -2);
	const batch = Math.max(a.batch, b.batch);
	const output = new Float32Array(batch * sizeOf(outputShape));
	const [readA, readB] = [matrices(a, stack), matrices(b, stack)];
	for (let image = 0, at = 0; image < batch; image++) {
		for (let place = 0; place < sizeOf(stack); place++, at += m * n) {
			const product = output.subarray(at, at + m * n);
			gemm.multiply(
				{ m, n, k },
				readA(image, place),
				readB(image, place),
				product,
			);
		}
	}
	return output;
}

/** The matrix at a place of a stack that the tensor's own stack is repeated to fill. */
function matrices(
	{ batch, shape, data }: BatchTensor,
	stack: Shape,
): (image: number, place: number) => Float32Array {
	const offsets = broadcastOffsets(shape.slice(0, -2), stack);
	const size = sizeOf(shape.slice(-2));
	return (image, place) => {
		const own = batch === 1 ? 0 : image * sizeOf(shape);
		const start = own + offsets[place]! * size;
		return (data as Float32Array).subarray(start, start + size);
	};
}
