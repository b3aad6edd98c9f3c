import { clamp, roundHalfToEven } from "../base/round.js";
import { sizeOf } from "../base/tensor.js";
import { lowerConvolution } from "../network/lower-convolution.js";
import { activationFunction } from "../network/nodes/activation.js";
import { codeRange } from "./code-range.js";
import type { MatrixProduct } from "./integer-product.js";
import {
	matrixLayersOf,
	type QuantizedDigital,
	type QuantizedMatrixLayer,
	type QuantizedMaxPool,
	type QuantizedNetwork,
	type QuantizedNode,
	type QuantizedTensor,
} from "./quantized-network.js";
import { runDigital } from "./run-digital.js";

/**
 * Runs a batch of images through a quantised network.
 *
 * @param images float, [batch × input values]
 * @param product how matrix layers are multiplied: `integerProduct`, or a crossbar simulation
 * @returns class scores as integers of the output tensor, [batch × classes]
 */
export function runQuantized(
	network: QuantizedNetwork,
	images: Float32Array,
	batch: number,
	product: MatrixProduct,
	workspace: Workspace = new Map(),
): Int32Array {
	const tensors = new Map<string, Int32Array>();
	tensors.set(network.input.name, quantizeTensor(images, network.input));
	for (const node of network.nodes) {
		const integersOf = (tensor: string) => tensors.get(tensor)!;
		tensors.set(
			node.output.name,
			node.kind === "digital"
				? runDigital(node, integersOf, batch)
				: runNode(node, integersOf(node.input.name), batch, product, workspace),
		);
	}
	return tensors.get(network.output)!;
}

/**
 * The same for any number of images, `batch` of them in memory at a time; the result does not depend on it.
 *
 * @returns class scores, [count × classes]
 */
export function runInBatches(
	network: QuantizedNetwork,
	images: Float32Array,
	count: number,
	product: MatrixProduct,
	batch: number,
	onProgress?: (imagesDone: number) => void,
): Int32Array {
	const values = sizeOf(network.input.shape);
	const workspace: Workspace = new Map();
	let scores = new Int32Array(0);
	for (let first = 0; first < count; first += batch) {
		const last = Math.min(first + batch, count);
		const part = runQuantized(
			network,
			images.subarray(first * values, last * values),
			last - first,
			product,
			workspace,
		);
		if (first === 0) scores = new Int32Array((part.length / last) * count);
		scores.set(part, (part.length / (last - first)) * first);
		onProgress?.(last);
	}
	return scores;
}

/** Bytes that the largest layer of a batch may take in lowered inputs and sums. */
const BATCH_BYTES = 2 ** 26;
const LARGEST_BATCH = 256;

/** Images that are worked on at a time: many, so that kernels prepare rarely, within bounded memory. */
export function imagesPerBatch(network: QuantizedNetwork): number {
	const bytes = matrixLayersOf(network).map(
		({ positions, rows, outputs }) => positions * (4 * rows + 8 * outputs),
	);
	const fit = Math.floor(BATCH_BYTES / Math.max(1, ...bytes));
	return Math.min(Math.max(fit, 1), LARGEST_BATCH);
}

/** Integers of a float tensor: rounded half to even, saturated. */
export function quantizeTensor(
	values: ArrayLike<number>,
	tensor: QuantizedTensor,
): Int32Array {
	const [min, max] = codeRange(tensor);
	const integers = new Int32Array(values.length);
	for (let n = 0; n < values.length; n++) {
		integers[n] = clamp(roundHalfToEven(values[n]! / tensor.scale), min, max);
	}
	return integers;
}

/** Index of the greatest score of each image; the first of equal ones. */
export function classify(scores: ArrayLike<number>, batch: number): Int32Array {
	const classes = scores.length / batch;
	return Int32Array.from({ length: batch }, (_, b) => {
		let best = 0;
		for (let k = 1; k < classes; k++) {
			if (scores[b * classes + k]! > scores[b * classes + best]!) best = k;
		}
		return best;
	});
}

function runNode(
	node: Exclude<QuantizedNode, QuantizedDigital>,
	input: Int32Array,
	batch: number,
	product: MatrixProduct,
	workspace: Workspace,
): Int32Array {
	switch (node.kind) {
		case "matrix":
			return runMatrixLayer(node, input, batch, product, workspace);
		case "max-pool":
			return runMaxPool(node, input, batch);
		case "flatten":
			return input;
		default:
			return node satisfies never;
	}
}

function runMatrixLayer(
	layer: QuantizedMatrixLayer,
	input: Int32Array,
	batch: number,
	product: MatrixProduct,
	workspace: Workspace,
): Int32Array {
	const { rows, outputs, groups, positions } = layer;
	const vectors = batch * positions;
	const result = new Int32Array(batch * groups * outputs * positions);
	const { lowered, sums } = buffersFor(layer, vectors, workspace);
	for (let group = 0; group < groups; group++) {
		const inputs =
			layer.geometry === "dense"
				? input
				: lowerConvolution(layer.geometry, input, {
						batch,
						group,
						out: lowered.subarray(0, vectors * rows),
					});
		product({ layer, group, inputs, vectors, out: sums });
		requantize(layer, group, sums, batch, result);
	}
	return result;
}

/** Buffers of each layer, kept from batch to batch. */
type Workspace = Map<string, Buffers>;

interface Buffers {
	/** Input vectors of a convolution, [vectors × rows]. */
	readonly lowered: Int32Array;
	/** [vectors × outputs] */
	readonly sums: Float64Array;
}

function buffersFor(
	{ name, rows, outputs, geometry }: QuantizedMatrixLayer,
	vectors: number,
	workspace: Workspace,
): Buffers {
	const known = workspace.get(name);
	if (known && known.sums.length >= vectors * outputs) return known;
	const fresh = {
		lowered: new Int32Array(geometry === "dense" ? 0 : vectors * rows),
		sums: new Float64Array(vectors * outputs),
	};
	workspace.set(name, fresh);
	return fresh;
}

/** Exact sums + bias → real value → activation function → integers of the output tensor, channels outermost. */
function requantize(
	layer: QuantizedMatrixLayer,
	group: number,
	sums: Float64Array,
	batch: number,
	result: Int32Array,
): void {
	const {
		outputs,
		groups,
		positions,
		bias,
		weightScales,
		input,
		output,
		activation,
	} = layer;
	const f = activation === "none" ? undefined : activationFunction(activation);
	const [min, max] = codeRange(output);
	const first = group * outputs;
	const scales = weightScales
		.subarray(first, first + outputs)
		.map((scale) => input.scale * scale);
	for (let b = 0; b < batch; b++) {
		const image = (b * groups * outputs + first) * positions;
		for (let p = 0; p < positions; p++) {
			const vector = (b * positions + p) * outputs;
			for (let k = 0; k < outputs; k++) {
				const real = (sums[vector + k]! + bias[first + k]!) * scales[k]!;
				const activated = f === undefined ? real : f(real);
				result[image + k * positions + p] = clamp(
					roundHalfToEven(activated / output.scale),
					min,
					max,
				);
			}
		}
	}
}

/** The scale is the same before and after, so the greatest integer is the greatest value. */
function runMaxPool(
	node: QuantizedMaxPool,
	input: Int32Array,
	batch: number,
): Int32Array {
	const { kernel, strides, padTopLeft } = node;
	const [channels = 1, height = 1, width = 1] = node.input.shape;
	const [, outHeight = 1, outWidth = 1] = node.output.shape;
	const result = new Int32Array(batch * sizeOf(node.output.shape));
	let o = 0;
	for (let plane = 0; plane < batch * channels; plane++) {
		const start = plane * height * width;
		for (let y = 0; y < outHeight; y++) {
			const top = y * strides[0] - padTopLeft[0];
			const firstRow = Math.max(top, 0);
			const lastRow = Math.min(top + kernel[0], height);
			for (let x = 0; x < outWidth; x++) {
				const left = x * strides[1] - padTopLeft[1];
				const firstColumn = Math.max(left, 0);
				const lastColumn = Math.min(left + kernel[1], width);
				let greatest = -(2 ** 31);
				for (let row = firstRow; row < lastRow; row++) {
					for (let column = firstColumn; column < lastColumn; column++) {
						const value = input[start + row * width + column]!;
						if (value > greatest) greatest = value;
					}
				}
				result[o++] = greatest;
			}
		}
	}
	return result;
}
