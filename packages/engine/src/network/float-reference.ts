import { InputError } from "../base/input-error.js";
import { sizeOf } from "../base/tensor.js";
import type { Gemm } from "../kernels/gemm/contract.js";
import { inferShapes } from "./infer-shapes.js";
import { convolutionGeometry, lowerConvolution } from "./lower-convolution.js";
import type {
	ConvolutionNode,
	DenseNode,
	MaxPoolNode,
	Network,
	NetworkNode,
} from "./network.js";

export interface FloatReferenceOptions {
	readonly gemm: Gemm;
	/** Sees the input and each node's tensor, `[batch, ...shape]`, in order; it is not kept, so copy what is needed. */
	readonly onTensor?: (name: string, data: Float32Array) => void;
}

/**
 * Runs a network in float32 on a batch of images, `[batch, ...input shape]`, and gives the output tensor,
 * `[batch, ...output shape]`. All tensors of the batch are in memory until their last reader has run.
 */
export function runFloatReference(
	network: Network,
	images: Float32Array,
	{ gemm, onTensor }: FloatReferenceOptions,
): Float32Array {
	const shapes = inferShapes(network);
	const batch = images.length / sizeOf(network.input.shape);
	if (!Number.isInteger(batch)) {
		throw new InputError(
			`input ${network.input.name}: ${images.length} values are no whole number of images of [${network.input.shape}]`,
		);
	}
	const lastReader = new Map(
		network.nodes.flatMap((node) =>
			node.inputs.map((name) => [name, node.name]),
		),
	);
	const tensors = new Map([[network.input.name, images]]);
	onTensor?.(network.input.name, images);
	for (const node of network.nodes) {
		const [source] = node.inputs;
		const input: BatchTensor = {
			batch,
			shape: shapes.get(source!)!,
			data: tensors.get(source!)!,
		};
		const output = runNode(node, input, shapes.get(node.name)!, gemm);
		tensors.set(node.name, output);
		onTensor?.(node.name, output);
		for (const name of node.inputs) {
			if (lastReader.get(name) === node.name && name !== network.output)
				tensors.delete(name);
		}
	}
	return tensors.get(network.output)!;
}

interface BatchTensor {
	readonly batch: number;
	/** Of one image. */
	readonly shape: readonly number[];
	readonly data: Float32Array;
}

function runNode(
	node: NetworkNode,
	input: BatchTensor,
	outputShape: readonly number[],
	gemm: Gemm,
): Float32Array {
	switch (node.kind) {
		case "convolution":
			return convolve(node, input, outputShape, gemm);
		case "dense":
			return multiplyDense(node, input, gemm);
		case "max-pool":
			return maxPool(node, input, outputShape);
		case "relu":
			return input.data.map((value) => Math.max(value, 0));
		case "flatten":
			return input.data;
		case "softmax":
			return softmax(input);
		default:
			throw node satisfies never;
	}
}

function convolve(
	node: ConvolutionNode,
	{ batch, shape, data }: BatchTensor,
	outputShape: readonly number[],
	gemm: Gemm,
): Float32Array {
	const geometry = convolutionGeometry(node, shape, outputShape);
	const { rows, positions, groups } = geometry;
	const outputs = outputShape[0]! / groups;
	const output = new Float32Array(batch * sizeOf(outputShape));
	const patches = new Float32Array(positions * rows);
	for (let image = 0; image < batch; image++) {
		const pixels = data.subarray(
			image * sizeOf(shape),
			(image + 1) * sizeOf(shape),
		);
		for (let group = 0; group < groups; group++) {
			lowerConvolution(geometry, pixels, { group, out: patches });
			const weights = node.weights.data.subarray(
				group * outputs * rows,
				(group + 1) * outputs * rows,
			);
			const start = (image * groups + group) * outputs * positions;
			const product = output.subarray(start, start + outputs * positions);
			gemm.multiply(
				{ m: outputs, n: positions, k: rows, transposeB: true },
				weights,
				patches,
				product,
			);
		}
	}
	for (let plane = 0; plane < batch * node.bias.length; plane++) {
		const bias = node.bias[plane % node.bias.length]!;
		for (let i = plane * positions; i < (plane + 1) * positions; i++)
			output[i]! += bias;
	}
	return output;
}

function multiplyDense(
	{ weights, bias }: DenseNode,
	{ batch, shape, data }: BatchTensor,
	gemm: Gemm,
): Float32Array {
	const outputs = bias.length;
	const output = new Float32Array(batch * outputs);
	gemm.multiply(
		{ m: batch, n: outputs, k: shape[0]!, transposeB: true },
		data,
		weights.data,
		output,
	);
	for (let i = 0; i < output.length; i++) output[i]! += bias[i % outputs]!;
	return output;
}

function maxPool(
	node: MaxPoolNode,
	{ batch, shape, data }: BatchTensor,
	outputShape: readonly number[],
): Float32Array {
	const [channels, height, width] = shape as [number, number, number];
	const [, outputHeight, outputWidth] = outputShape as [number, number, number];
	const [kernelHeight, kernelWidth] = node.kernel;
	const output = new Float32Array(batch * sizeOf(outputShape));
	let at = 0;
	for (let plane = 0; plane < batch * channels; plane++) {
		for (let oy = 0; oy < outputHeight; oy++) {
			const top = oy * node.strides[0] - node.pads[0];
			for (let ox = 0; ox < outputWidth; ox++) {
				const left = ox * node.strides[1] - node.pads[1];
				let maximum = Number.NEGATIVE_INFINITY;
				for (
					let y = Math.max(top, 0);
					y < Math.min(top + kernelHeight, height);
					y++
				) {
					for (
						let x = Math.max(left, 0);
						x < Math.min(left + kernelWidth, width);
						x++
					) {
						const value = data[(plane * height + y) * width + x]!;
						if (value > maximum) maximum = value;
					}
				}
				output[at++] = maximum;
			}
		}
	}
	return output;
}

function softmax({ batch, shape, data }: BatchTensor): Float32Array {
	const classes = shape[0]!;
	const output = new Float32Array(data.length);
	for (let image = 0; image < batch; image++) {
		const scores = data.subarray(image * classes, (image + 1) * classes);
		const maximum = scores.reduce((a, b) => Math.max(a, b));
		const powers = Array.from(scores, (score) => Math.exp(score - maximum));
		const sum = powers.reduce((a, b) => a + b);
		output.set(
			powers.map((power) => power / sum),
			image * classes,
		);
	}
	return output;
}
