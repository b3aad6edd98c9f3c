import { BufferPool } from "../base/buffer-pool.js";
import type { Codes } from "../base/codes.js";
import { lowerWindows } from "../kernels/lower-convolution/lower-windows.js";
import { wasmRequantize } from "../kernels/requantize/wasm.js";
import type { MatrixProduct } from "./integer-product.js";
import type { QuantizedMatrixLayer } from "./quantized-network.js";
import { requantization } from "./requantization.js";
import { subtractInputSums } from "./zero-point-terms.js";

/**
 * A convolution or dense layer: input vectors, their product with the weights, and codes of the output tensor, of a
 * convolution [batch × groups · outputs × positions], of a dense layer [batch × positions × outputs].
 */
export function runMatrixLayer(
	layer: QuantizedMatrixLayer,
	input: Codes,
	{ batch, firstImage }: ImageBatch,
	product: MatrixProduct,
	workspace: Workspace,
): Codes {
	const { outputs, groups, positions, output } = layer;
	const inputSize = input.length / batch;
	const outputSize = groups * outputs * positions;
	const result = workspace.codes(output.signed, batch * outputSize);
	const images = imagesPerCall(layer);
	for (let first = 0; first < batch; first += images) {
		const last = Math.min(first + images, batch);
		runImages(
			layer,
			input.subarray(first * inputSize, last * inputSize),
			{ batch: last - first, firstImage: firstImage + first },
			product,
			workspace,
			result.subarray(first * outputSize, last * outputSize),
		);
	}
	return result;
}

/** Images that are worked on together. */
export interface ImageBatch {
	readonly batch: number;
	/** Number of the first one among all images of the run. */
	readonly firstImage: number;
}

/** Vectors that are multiplied at a time: enough for kernels that prepare for each call, few enough for the cache. */
const MOST_VECTORS = 4096;
const MOST_INPUTS = 2 ** 21;
const LEAST_VECTORS = 256;

function imagesPerCall({ rows, positions }: QuantizedMatrixLayer): number {
	const fit = Math.min(MOST_VECTORS, Math.floor(MOST_INPUTS / rows));
	return Math.max(1, Math.floor(Math.max(fit, LEAST_VECTORS) / positions));
}

function runImages(
	layer: QuantizedMatrixLayer,
	images: Codes,
	{ batch, firstImage }: ImageBatch,
	product: MatrixProduct,
	workspace: Workspace,
	result: Codes,
): void {
	const { rows, outputs, groups, positions, geometry, input } = layer;
	const vectors = batch * positions;
	const firstVector = firstImage * positions;
	const padding = input.zeroPoint;
	const sums = workspace.sums(vectors * outputs);
	for (let group = 0; group < groups; group++) {
		let inputs = images;
		if (geometry !== "dense") {
			inputs = workspace.lowered(input.signed, vectors * rows);
			const options = { batch, group, padding };
			lowerWindows(geometry, images, inputs, options);
		}
		const call = { layer, group, inputs, vectors, firstVector, out: sums };
		product(call);
		subtractInputSums(call);
		requantize(layer, group, sums, batch, result);
	}
}

/**
 * Buffers of a run. Input vectors and sums grow to the largest call: all layers use the same ones, one after the other.
 * Tensors that are done with give their memory to later ones.
 */
export class Workspace {
	#lowered = new ArrayBuffer(0);
	#sums = new Float64Array(0);
	/** Of tensors. */
	readonly memory: BufferPool = new BufferPool();

	/** Room for the codes of a tensor; what is in it does not matter. */
	codes(signed: boolean, length: number): Codes {
		const buffer = this.memory.take(2 * length);
		return signed
			? new Int16Array(buffer, 0, length)
			: new Uint16Array(buffer, 0, length);
	}

	/** Takes the memory of codes that nobody reads any more. */
	release({ buffer }: Codes): void {
		this.memory.release(buffer);
	}

	/** Room for input vectors. */
	lowered(signed: boolean, length: number): Codes {
		if (this.#lowered.byteLength < 2 * length)
			this.#lowered = new ArrayBuffer(2 * length);
		return signed
			? new Int16Array(this.#lowered, 0, length)
			: new Uint16Array(this.#lowered, 0, length);
	}

	/** Room for exact sums. */
	sums(length: number): Float64Array {
		if (this.#sums.length < length) this.#sums = new Float64Array(length);
		return this.#sums.subarray(0, length);
	}
}

/** Exact sums + bias → real value → activation function → codes of the output tensor. */
function requantize(
	layer: QuantizedMatrixLayer,
	group: number,
	sums: Float64Array,
	batch: number,
	result: Codes,
): void {
	const how = requantization(layer, group);
	const isDense = layer.geometry === "dense";
	const vectors = isDense ? batch * layer.positions : batch;
	wasmRequantize(how, sums, vectors, result);
}
