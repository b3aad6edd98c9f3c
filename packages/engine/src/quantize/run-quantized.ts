import { codeOf } from "../base/code-rule.js";
import { type Codes, makeCodes } from "../base/codes.js";
import { sizeOf } from "../base/tensor.js";
import { wasmMaxPool } from "../kernels/max-pool/wasm.js";
import type { MatrixProduct } from "./integer-product.js";
import type {
	QuantizedDigital,
	QuantizedMaxPool,
	QuantizedNetwork,
	QuantizedNode,
	QuantizedTensor,
} from "./quantized-network.js";
import { runDigital } from "./run-digital.js";
import {
	type ImageBatch,
	runMatrixLayer,
	Workspace,
} from "./run-matrix-layer.js";
import { codeRule } from "./tensor-code-rule.js";

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
	options: RunBatchOptions = {},
): Codes {
	const { workspace = new Workspace(), firstImage = 0, known } = options;
	const within = { batch, firstImage };
	const tensors = new Map<string, Codes>();
	const room = workspace.codes(network.input.signed, images.length);
	tensors.set(network.input.name, quantizeTensor(images, network.input, room));
	// Who is shown a tensor, or has given it, may keep it.
	const isOwn = !known && !options.onTensor;
	const codesOf = (tensor: string) => tensors.get(tensor)!;
	const lastReader = new Map(
		network.nodes.flatMap((node) =>
			inputsOf(node).map((tensor) => [tensor, node]),
		),
	);
	for (const node of network.nodes) {
		const codes =
			known?.get(node.output.name) ??
			(node.kind === "digital"
				? runDigital(node, codesOf, batch, workspace)
				: runNode(node, codesOf(node.input.name), within, product, workspace));
		tensors.set(node.output.name, codes);
		options.onTensor?.(node.output.name, codes);
		for (const tensor of inputsOf(node)) {
			if (lastReader.get(tensor) !== node || tensor === network.output)
				continue;
			const codes = codesOf(tensor);
			tensors.delete(tensor);
			// A flattened tensor is its input.
			const isRead = [...tensors.values()].some(
				({ buffer }) => buffer === codes.buffer,
			);
			if (isOwn && !isRead) workspace.release(codes);
		}
	}
	return tensors.get(network.output)!;
}

export interface RunBatchOptions {
	readonly workspace?: Workspace;
	/** Number of the first image among all of the run. */
	readonly firstImage?: number;
	/** Codes of tensors that need not be computed again, by name. */
	readonly known?: ReadonlyMap<string, Codes>;
	/** Told of each node's output, known ones among them. */
	readonly onTensor?: (tensor: string, codes: Codes) => void;
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
	options: RunInBatchesOptions,
): Int32Array {
	const { batch, firstImage = 0, onProgress } = options;
	const { workspace = new Workspace() } = options;
	const values = sizeOf(network.input.shape);
	let scores = new Int32Array(0);
	for (let first = 0; first < count; first += batch) {
		const last = Math.min(first + batch, count);
		const part = runQuantized(
			network,
			images.subarray(first * values, last * values),
			last - first,
			product,
			{ workspace, firstImage: firstImage + first },
		);
		if (first === 0) scores = new Int32Array((part.length / last) * count);
		scores.set(part, (part.length / (last - first)) * first);
		onProgress?.(last);
	}
	return scores;
}

export interface RunInBatchesOptions {
	readonly batch: number;
	/** Kept from call to call, where there are several. */
	readonly workspace?: Workspace | undefined;
	/** Number of the first image among all of the run. */
	readonly firstImage?: number;
	readonly onProgress?: ((imagesDone: number) => void) | undefined;
}

/** Codes that the largest tensor of a batch may have. */
const BATCH_CODES = 2 ** 23;
const LARGEST_BATCH = 256;

/** Images that are worked on at a time: many, so that kernels prepare rarely, within bounded memory. */
export function imagesPerBatch({ input, nodes }: QuantizedNetwork): number {
	const sizes = [input, ...nodes.map(({ output }) => output)].map(({ shape }) =>
		sizeOf(shape),
	);
	const fit = Math.floor(BATCH_CODES / Math.max(...sizes));
	return Math.min(Math.max(fit, 1), LARGEST_BATCH);
}

/** Codes of a float tensor. */
export function quantizeTensor(
	values: ArrayLike<number>,
	tensor: QuantizedTensor,
	codes: Codes = makeCodes(tensor.signed, values.length),
): Codes {
	const rule = codeRule(tensor);
	for (let n = 0; n < values.length; n++) codes[n] = codeOf(values[n]!, rule);
	return codes;
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

/** Tensors that a node reads. */
export function inputsOf(node: QuantizedNode): readonly string[] {
	if (node.kind !== "digital") return [node.input.name];
	return node.operands.flatMap((operand) =>
		operand.kind === "tensor" ? [operand.tensor.name] : [],
	);
}

function runNode(
	node: Exclude<QuantizedNode, QuantizedDigital>,
	input: Codes,
	within: ImageBatch,
	product: MatrixProduct,
	workspace: Workspace,
): Codes {
	switch (node.kind) {
		case "matrix":
			return runMatrixLayer(node, input, within, product, workspace);
		case "max-pool":
			return runMaxPool(node, input, within.batch, workspace);
		case "flatten":
			return input;
		default:
			return node satisfies never;
	}
}

/** The scale is the same before and after, so the greatest code is the greatest value. */
function runMaxPool(
	node: QuantizedMaxPool,
	input: Codes,
	batch: number,
	workspace: Workspace,
): Codes {
	const { kernel, strides, padTopLeft } = node;
	const [, height = 1, width = 1] = node.input.shape;
	const [, outputHeight = 1, outputWidth = 1] = node.output.shape;
	const geometry = { height, width, kernel, strides, padTopLeft };
	const result = workspace.codes(
		node.output.signed,
		batch * sizeOf(node.output.shape),
	);
	wasmMaxPool({ ...geometry, outputHeight, outputWidth }, input, result);
	return result;
}
