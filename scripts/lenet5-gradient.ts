import type { ConvolutionGeometry, Gemm } from "@mho/engine";
import {
	convolutionGeometry,
	inferShapes,
	lowerConvolution,
} from "@mho/engine";
import type { LayerParameters, Lenet5Parameters } from "./lenet5.js";
import { LENET5_SHAPES, lenet5Network, lenet5Parameters } from "./lenet5.js";

const CLASSES = 10;

export interface Lenet5Gradient {
	/** Derivative of the mean loss of the last batch. */
	readonly gradient: Lenet5Parameters;
	/** Computes `gradient` for a batch of images `[batch × 784]` and gives the mean cross-entropy. */
	compute(
		parameters: Lenet5Parameters,
		images: Float32Array,
		labels: Uint8Array,
	): number;
}

/**
 * Back-propagation through LeNet-5 for batches of a fixed size. Convolutions are matrix products over patches,
 * so their outputs are `[batch × positions × channels]`; pooling turns them into `[batch, channels, height,
 * width]` and remembers the winners.
 */
export function createLenet5Gradient(
	gemm: Gemm,
	batch: number,
): Lenet5Gradient {
	const gradient = lenet5Parameters(() => 0);
	const conv1 = createConvolution(gemm, batch, "conv1", "data");
	const conv2 = createConvolution(gemm, batch, "conv2", "pool1");
	const pool1 = createPool(batch, conv1.geometry, LENET5_SHAPES.conv1[0]);
	const pool2 = createPool(batch, conv2.geometry, LENET5_SHAPES.conv2[0]);
	const ip1 = createDense(gemm, batch, LENET5_SHAPES.ip1);
	const ip2 = createDense(gemm, batch, LENET5_SHAPES.ip2);
	return {
		gradient,
		compute(parameters, images, labels) {
			const pooled1 = pool1.forward(conv1.forward(parameters.conv1, images));
			const pooled2 = pool2.forward(conv2.forward(parameters.conv2, pooled1));
			const hidden = ip1.forward(parameters.ip1, pooled2);
			reluInPlace(hidden);
			const scores = ip2.forward(parameters.ip2, hidden);

			const loss = crossEntropyInPlace(scores, labels);

			const hiddenSlope = ip2.backward(
				parameters.ip2,
				hidden,
				scores,
				gradient.ip2,
			);
			for (let i = 0; i < hidden.length; i++)
				if (hidden[i] === 0) hiddenSlope[i] = 0;
			const pooled2Slope = ip1.backward(
				parameters.ip1,
				pooled2,
				hiddenSlope,
				gradient.ip1,
			);
			const slope2 = pool2.backward(pooled2Slope);
			conv2.weightGradient(slope2, gradient.conv2);
			const slope1 = pool1.backward(
				conv2.inputGradient(parameters.conv2, slope2),
			);
			conv1.weightGradient(slope1, gradient.conv1);
			return loss;
		},
	};
}

function createConvolution(
	gemm: Gemm,
	batch: number,
	layer: "conv1" | "conv2",
	input: string,
) {
	const network = lenet5Network(lenet5Parameters(() => 0));
	const shapes = inferShapes(network);
	const node = network.nodes.find(({ name }) => name === layer);
	if (node?.kind !== "convolution")
		throw new Error(`${layer} is no convolution`);
	const geometry = convolutionGeometry(
		node,
		shapes.get(input)!,
		shapes.get(layer)!,
	);
	const { rows } = geometry;
	const vectors = batch * geometry.positions;
	const outputs = node.bias.length;
	const patches = new Float32Array(vectors * rows);
	const output = new Float32Array(vectors * outputs);
	const inputSlope = new Float32Array(
		batch * geometry.channels * geometry.height * geometry.width,
	);
	return {
		geometry,
		forward(
			{ weights, bias }: LayerParameters,
			images: Float32Array,
		): Float32Array {
			lowerConvolution(geometry, images, patches, { batch });
			gemm.multiply(
				{ m: vectors, n: outputs, k: rows, transposeB: true },
				patches,
				weights.data,
				output,
			);
			addBias(output, bias);
			return output;
		},
		weightGradient(
			slope: Float32Array,
			{ weights, bias }: LayerParameters,
		): void {
			gemm.multiply(
				{ m: outputs, n: rows, k: vectors, transposeA: true },
				slope,
				patches,
				weights.data,
			);
			sumRows(slope, bias);
		},
		inputGradient(
			{ weights }: LayerParameters,
			slope: Float32Array,
		): Float32Array {
			gemm.multiply(
				{ m: vectors, n: rows, k: outputs },
				slope,
				weights.data,
				patches,
			);
			addPatches(geometry, batch, patches, inputSlope);
			return inputSlope;
		},
	};
}

/** The transpose of lowering a convolution without padding, stride 1: sums the patches into the images. */
function addPatches(
	{
		channels,
		height,
		width,
		kernelHeight,
		kernelWidth,
		outputHeight,
		outputWidth,
	}: ConvolutionGeometry,
	batch: number,
	patches: Float32Array,
	images: Float32Array,
): void {
	images.fill(0);
	let at = 0;
	for (let image = 0; image < batch; image++) {
		for (let oy = 0; oy < outputHeight; oy++) {
			for (let ox = 0; ox < outputWidth; ox++) {
				for (let c = 0; c < channels; c++) {
					for (let ky = 0; ky < kernelHeight; ky++) {
						const to = ((image * channels + c) * height + oy + ky) * width + ox;
						for (let kx = 0; kx < kernelWidth; kx++)
							images[to + kx]! += patches[at++]!;
					}
				}
			}
		}
	}
}

/** Maximum over 2 × 2 pixels, from `[batch × positions × channels]` to `[batch, channels, height, width]`. */
function createPool(
	batch: number,
	{ outputHeight, outputWidth }: ConvolutionGeometry,
	channels: number,
) {
	const height = outputHeight / 2;
	const width = outputWidth / 2;
	const output = new Float32Array(batch * channels * height * width);
	const winners = new Int32Array(output.length);
	const inputSlope = new Float32Array(4 * output.length);
	return {
		forward(input: Float32Array): Float32Array {
			let at = 0;
			for (let image = 0; image < batch; image++) {
				for (let c = 0; c < channels; c++) {
					for (let y = 0; y < height; y++) {
						for (let x = 0; x < width; x++) {
							const first =
								((image * outputHeight + 2 * y) * outputWidth + 2 * x) *
									channels +
								c;
							const winner = greatest(
								input,
								first,
								channels,
								outputWidth * channels,
							);
							winners[at] = winner;
							output[at++] = input[winner]!;
						}
					}
				}
			}
			return output;
		},
		backward(slope: Float32Array): Float32Array {
			inputSlope.fill(0);
			for (let i = 0; i < slope.length; i++)
				inputSlope[winners[i]!] = slope[i]!;
			return inputSlope;
		},
	};
}

/** Index of the greatest of 2 × 2 values. */
function greatest(
	values: Float32Array,
	first: number,
	right: number,
	down: number,
): number {
	const upper = values[first + right]! > values[first]! ? first + right : first;
	const below = first + down;
	const lower = values[below + right]! > values[below]! ? below + right : below;
	return values[lower]! > values[upper]! ? lower : upper;
}

function createDense(
	gemm: Gemm,
	batch: number,
	[outputs, inputs]: readonly [number, number],
) {
	const output = new Float32Array(batch * outputs);
	const inputSlope = new Float32Array(batch * inputs);
	return {
		forward(
			{ weights, bias }: LayerParameters,
			input: Float32Array,
		): Float32Array {
			gemm.multiply(
				{ m: batch, n: outputs, k: inputs, transposeB: true },
				input,
				weights.data,
				output,
			);
			addBias(output, bias);
			return output;
		},
		backward(
			{ weights }: LayerParameters,
			input: Float32Array,
			slope: Float32Array,
			gradient: LayerParameters,
		): Float32Array {
			gemm.multiply(
				{ m: outputs, n: inputs, k: batch, transposeA: true },
				slope,
				input,
				gradient.weights.data,
			);
			sumRows(slope, gradient.bias);
			gemm.multiply(
				{ m: batch, n: inputs, k: outputs },
				slope,
				weights.data,
				inputSlope,
			);
			return inputSlope;
		},
	};
}

function addBias(rows: Float32Array, bias: Float32Array): void {
	for (let i = 0; i < rows.length; )
		for (let j = 0; j < bias.length; j++) rows[i++]! += bias[j]!;
}

function sumRows(rows: Float32Array, sums: Float32Array): void {
	sums.fill(0);
	for (let i = 0; i < rows.length; )
		for (let j = 0; j < sums.length; j++) sums[j]! += rows[i++]!;
}

function reluInPlace(values: Float32Array): void {
	for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
}

/** Turns scores `[batch × 10]` into the derivative of the mean cross-entropy, which it returns. */
function crossEntropyInPlace(scores: Float32Array, labels: Uint8Array): number {
	let loss = 0;
	for (let image = 0; image < labels.length; image++) {
		const row = scores.subarray(image * CLASSES, (image + 1) * CLASSES);
		const maximum = Math.max(...row);
		const powers = Array.from(row, (score) => Math.exp(score - maximum));
		const sum = powers.reduce((a, b) => a + b);
		const label = labels[image]!;
		loss -= Math.log(powers[label]! / sum) / labels.length;
		for (let j = 0; j < CLASSES; j++) {
			row[j] = (powers[j]! / sum - (j === label ? 1 : 0)) / labels.length;
		}
	}
	return loss;
}
