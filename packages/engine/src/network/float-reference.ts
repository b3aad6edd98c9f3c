import { BufferPool } from "../base/buffer-pool.js";
import { InputError } from "../base/input-error.js";
import { sizeOf } from "../base/tensor.js";
import type { Gemm } from "../kernels/gemm/contract.js";
import { arraysIn } from "./arrays-in.js";
import { inferShapes } from "./infer-shapes.js";
import type { Network } from "./network.js";
import type { BatchTensor } from "./nodes/node.js";
import { runNode } from "./run-node.js";

export interface FloatReferenceOptions {
	readonly gemm: Gemm;
	/** Of the tensors, kept from call to call, where there are several. */
	readonly memory?: BufferPool;
	/** Sees the input and each node's tensor, `[batch, ...shape]`, in order; it is not kept, so copy what is needed. */
	readonly onTensor?: (name: string, data: Float32Array) => void;
}

/**
 * Runs a network in float32 on a batch of images, `[batch, ...input shape]`, and gives the output tensor,
 * `[batch, ...output shape]`. All tensors of the batch are in memory until their last reader has run. Constants
 * are passed to `onTensor` once, not once for each image.
 */
export function runFloatReference(
	network: Network,
	images: Float32Array,
	{ gemm, onTensor, memory = new BufferPool() }: FloatReferenceOptions,
): Float32Array {
	if (network.isWithoutWeights)
		throw new InputError(
			`${network.name}: the file has shapes but no weights, so it has a cost but cannot run`,
		);
	const [missing] = network.unsupported ?? [];
	if (missing)
		throw new InputError(
			`${network.name}: ${missing.reason}, so it has a cost but cannot run`,
		);
	const shapes = inferShapes(network);
	const { input } = network;
	const batch = images.length / sizeOf(input.shape);
	if (!Number.isInteger(batch)) {
		throw new InputError(
			`input ${input.name}: ${images.length} values are no whole number of images of [${input.shape}]`,
		);
	}
	const lastReader = new Map(
		network.nodes.flatMap((node) =>
			node.inputs.map((name) => [name, node.name]),
		),
	);
	const makeArray = arraysIn(memory);
	const tensors = new Map<string, BatchTensor>([
		[input.name, { batch, shape: input.shape, data: images }],
	]);
	onTensor?.(input.name, images);
	for (const node of network.nodes) {
		const inputs = node.inputs.map((name) => tensors.get(name)!);
		const output = runNode(
			node,
			inputs,
			shapes.get(node.name)!,
			gemm,
			makeArray,
		);
		tensors.set(node.name, output);
		onTensor?.(node.name, output.data as Float32Array);
		for (const name of node.inputs) {
			const tensor = tensors.get(name);
			if (
				!tensor ||
				lastReader.get(name) !== node.name ||
				name === network.output
			)
				continue;
			tensors.delete(name);
			// A flattened tensor is its input.
			const { buffer } = tensor.data;
			const isRead = [...tensors.values()].some(
				({ data }) => data.buffer === buffer,
			);
			if (!isRead) memory.release(buffer);
		}
	}
	return repeat(tensors.get(network.output)!, batch);
}

/** An answer that no image has a part in is the same for all. */
function repeat(tensor: BatchTensor, batch: number): Float32Array {
	const data = tensor.data as Float32Array;
	if (tensor.batch === batch) return data;
	const repeated = new Float32Array(batch * data.length);
	for (let image = 0; image < batch; image++)
		repeated.set(data, image * data.length);
	return repeated;
}
