import { InputError } from "../base/input-error.js";
import { sizeOf } from "../base/tensor.js";
import { type Network, type NetworkNode, operatorOf } from "./network.js";
import { argExtremeShape } from "./nodes/arg-extreme.js";
import { broadcastNodeShape } from "./nodes/arithmetic.js";
import { constantShape } from "./nodes/constant.js";
import { convolutionShape } from "./nodes/convolution.js";
import { denseShape } from "./nodes/dense.js";
import { layerNormalizationShape } from "./nodes/layer-normalization.js";
import { concatShape, layoutShape, reshapeShape } from "./nodes/layout.js";
import { matmulShape } from "./nodes/matmul.js";
import type { Shape } from "./nodes/node.js";
import {
	batchNormalizationShape,
	localResponseNormalizationShape,
} from "./nodes/normalization.js";
import { opaqueShape } from "./nodes/opaque.js";
import { globalPoolShape, poolShape } from "./nodes/pool.js";
import { quantizeLinearShape } from "./nodes/quantize-linear.js";
import { reduceShape } from "./nodes/reduce.js";
import { resizeShape } from "./nodes/resize.js";
import { softmaxShape } from "./nodes/softmax.js";
import { transposedConvolutionShape } from "./nodes/transposed-convolution.js";
import { maxPoolIndicesShape, maxUnpoolShape } from "./nodes/unpool.js";

/** Larger tensors cannot be held in one typed array; a file that asks for one is broken. */
export const MAX_TENSOR_SIZE: number = 2 ** 31;

/** Shape of one image's tensor, by tensor name, the input included. Checks that all nodes fit together. */
export function inferShapes(network: Network): ReadonlyMap<string, Shape> {
	const { input } = network;
	if (!input.shape.every((size) => Number.isInteger(size) && size > 0)) {
		throw new InputError(
			`input ${input.name}: shape [${input.shape}] needs positive sizes`,
		);
	}
	const shapes = new Map<string, Shape>([[input.name, input.shape]]);
	for (const node of network.nodes) {
		if (shapes.has(node.name))
			throw new InputError(`${node.name}: two tensors have this name`);
		const inputs = node.inputs.map((name) => {
			const shape = shapes.get(name);
			if (!shape)
				throw new InputError(
					`${node.name}: input ${name} is not the output of an earlier node`,
				);
			return shape;
		});
		shapes.set(node.name, inferNodeShape(node, inputs));
	}
	if (!shapes.has(network.output))
		throw new InputError(`output ${network.output}: no node has this name`);
	return shapes;
}

/** Shape of the tensor that a node makes of inputs of the given shapes. */
export function inferNodeShape(
	node: NetworkNode,
	inputs: readonly Shape[],
): Shape {
	const wanted = inputCount(node);
	if (wanted === "some" ? inputs.length === 0 : inputs.length !== wanted) {
		const noun = wanted === 1 || wanted === "some" ? "input" : "inputs";
		throw new InputError(
			`${node.name}: ${operatorOf(node)} needs ${wanted} ${noun}, found ${inputs.length}`,
		);
	}
	const shape = outputShape(node, inputs);
	if (sizeOf(shape) > MAX_TENSOR_SIZE) {
		throw new InputError(
			`${node.name}: output [${shape}] has more than 2^31 values`,
		);
	}
	return shape;
}

function inputCount(node: NetworkNode): number | "some" {
	switch (node.kind) {
		case "constant":
			return 0;
		case "arithmetic":
		case "matmul":
		case "max-unpool":
			return 2;
		case "select":
			return 3;
		case "concat":
		case "opaque":
			return "some";
		default:
			return 1;
	}
}

function outputShape(node: NetworkNode, inputs: readonly Shape[]): Shape {
	const [input] = inputs as [Shape];
	switch (node.kind) {
		case "convolution":
			return convolutionShape(node, input);
		case "transposed-convolution":
			return transposedConvolutionShape(node, input);
		case "dense":
			return denseShape(node, input);
		case "matmul":
			return matmulShape(node, inputs);
		case "max-pool":
		case "average-pool":
			return poolShape(node, input);
		case "global-pool":
			return globalPoolShape(node, input);
		case "batch-normalization":
			return batchNormalizationShape(node, input);
		case "local-response-normalization":
			return localResponseNormalizationShape(node, input);
		case "layer-normalization":
			return layerNormalizationShape(node, input);
		case "activation":
			return input;
		case "arithmetic":
		case "select":
			return broadcastNodeShape(node, inputs);
		case "softmax":
		case "log-softmax":
			return softmaxShape(node, input);
		case "reduce":
			return reduceShape(node, input);
		case "arg-extreme":
			return argExtremeShape(node, input);
		case "resize":
			return resizeShape(node, input);
		case "max-pool-indices":
			return maxPoolIndicesShape(node, input);
		case "max-unpool":
			return maxUnpoolShape(node, inputs);
		case "concat":
			return concatShape(node, inputs);
		case "flatten":
			return [sizeOf(input)];
		case "reshape":
			return reshapeShape(node, input);
		case "transpose":
		case "slice":
		case "pad":
		case "gather":
		case "gather-elements":
			return layoutShape(node, input);
		case "quantize-linear":
		case "dequantize-linear":
			return quantizeLinearShape(node, input);
		case "constant":
			return constantShape(node);
		case "opaque":
			return opaqueShape(node);
		default:
			throw node satisfies never;
	}
}
