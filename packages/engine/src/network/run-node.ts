import { sizeOf } from "../base/tensor.js";
import type { Gemm } from "../kernels/gemm/contract.js";
import type { NetworkNode } from "./network.js";
import { runActivation } from "./nodes/activation.js";
import { runArgExtreme } from "./nodes/arg-extreme.js";
import { runArithmetic, runSelect } from "./nodes/arithmetic.js";
import { runConvolution } from "./nodes/convolution.js";
import { runDense } from "./nodes/dense.js";
import { runLayerNormalization } from "./nodes/layer-normalization.js";
import { runConcat, runLayout } from "./nodes/layout.js";
import { runMatmul } from "./nodes/matmul.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	type MakeArray,
	type Shape,
} from "./nodes/node.js";
import {
	runBatchNormalization,
	runLocalResponseNormalization,
} from "./nodes/normalization.js";
import { runOpaque } from "./nodes/opaque.js";
import { runGlobalPool, runPool } from "./nodes/pool.js";
import {
	runDequantizeLinear,
	runQuantizeLinear,
} from "./nodes/quantize-linear.js";
import { runReduce } from "./nodes/reduce.js";
import { runResize } from "./nodes/resize.js";
import { runSoftmax } from "./nodes/softmax.js";
import { runTransposedConvolution } from "./nodes/transposed-convolution.js";
import { runMaxPoolIndices, runMaxUnpool } from "./nodes/unpool.js";

/**
 * Computes one node for a batch of images. Where all inputs are constants, the output has a batch of 1 too.
 *
 * @param makeArray makes the output of the nodes that follow one another in nearly every network
 */
export function runNode(
	node: NetworkNode,
	inputs: readonly BatchTensor[],
	outputShape: Shape,
	gemm: Gemm,
	makeArray: MakeArray = arrayLike,
): BatchTensor {
	const data = nodeValues(node, inputs, outputShape, gemm, makeArray);
	const size = sizeOf(outputShape);
	const batch = Math.max(1, ...inputs.map((input) => input.batch));
	return {
		batch: size > 0 ? data.length / size : batch,
		shape: outputShape,
		data,
	};
}

function nodeValues(
	node: NetworkNode,
	inputs: readonly BatchTensor[],
	outputShape: Shape,
	gemm: Gemm,
	makeArray: MakeArray,
): FloatArray {
	const [input, second] = inputs as [BatchTensor, BatchTensor];
	switch (node.kind) {
		case "convolution":
			return runConvolution(node, input, outputShape, gemm, makeArray);
		case "transposed-convolution":
			return runTransposedConvolution(node, input, outputShape);
		case "dense":
			return runDense(node, input, gemm);
		case "matmul":
			return runMatmul(input, second, outputShape, gemm);
		case "max-pool":
		case "average-pool":
			return runPool(node, input, outputShape);
		case "global-pool":
			return runGlobalPool(node, input);
		case "batch-normalization":
			return runBatchNormalization(node, input);
		case "local-response-normalization":
			return runLocalResponseNormalization(node, input);
		case "layer-normalization":
			return runLayerNormalization(node, input);
		case "activation":
			return runActivation(node, input.data, makeArray);
		case "arithmetic":
			return runArithmetic(node, input, second, outputShape, makeArray);
		case "select":
			return runSelect(inputs, outputShape);
		case "softmax":
		case "log-softmax":
			return runSoftmax(node, input);
		case "reduce":
			return runReduce(node, input);
		case "arg-extreme":
			return runArgExtreme(node, input);
		case "resize":
			return runResize(node, input);
		case "max-pool-indices":
			return runMaxPoolIndices(node, input, outputShape);
		case "max-unpool":
			return runMaxUnpool(node, input, second, outputShape);
		case "concat":
			return runConcat(node, inputs, outputShape);
		case "flatten":
		case "reshape":
			return input.data;
		case "transpose":
		case "slice":
		case "pad":
		case "gather":
		case "gather-elements":
			return runLayout(node, input, makeArray);
		case "quantize-linear":
			return runQuantizeLinear(node, input);
		case "dequantize-linear":
			return runDequantizeLinear(node, input);
		case "constant":
			return node.value.data;
		case "opaque":
			return runOpaque(node);
		default:
			throw node satisfies never;
	}
}
