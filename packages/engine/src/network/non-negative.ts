import type { Network, NetworkNode } from "./network.js";
import { rangeOf } from "./nodes/activation.js";
import { keepsNonNegative } from "./nodes/arithmetic.js";
import { keepsSign } from "./nodes/resize.js";
import type { TensorCodes } from "./tensor-codes.js";

/** The tensors that cannot be negative: by what computes them, or by the codes that hold them. */
export function nonNegativeTensors(
	{ nodes, input }: Network,
	codes: ReadonlyMap<string, TensorCodes>,
): ReadonlySet<string> {
	const proven = new Set<string>();
	if (input.isNonNegative || codes.get(input.name)?.signed === false)
		proven.add(input.name);
	for (const node of nodes) {
		if (codes.get(node.name)?.signed === false) proven.add(node.name);
		const areInputs = node.inputs.every((input) => proven.has(input));
		if (givesNonNegative(node, areInputs, proven)) proven.add(node.name);
	}
	return proven;
}

function givesNonNegative(
	node: NetworkNode,
	areInputs: boolean,
	proven: ReadonlySet<string>,
): boolean {
	switch (node.kind) {
		case "softmax":
		case "arg-extreme":
		case "max-pool-indices":
			return true;
		case "activation": {
			const range = rangeOf(node.function);
			return range === "non-negative" || (range !== "signed" && areInputs);
		}
		case "arithmetic":
			return areInputs && keepsNonNegative(node.function);
		case "select":
			return node.inputs.slice(1).every((input) => proven.has(input));
		case "pad":
			return (
				areInputs && (node.mode.kind !== "constant" || node.mode.value >= 0)
			);
		case "reduce":
			return areInputs && !node.function.startsWith("log");
		case "resize":
			return areInputs && keepsSign(node);
		case "constant":
			return node.value.data.every((value) => value >= 0);
		case "quantize-linear":
			return node.min >= 0;
		case "dequantize-linear":
			return (
				node.scale.data.every((scale) => scale >= 0) &&
				node.zeroPoint.data.every((zero) => zero <= node.min)
			);
		case "max-pool":
		case "average-pool":
		case "global-pool":
		case "matmul":
		case "concat":
		case "flatten":
		case "reshape":
		case "transpose":
		case "slice":
		case "gather":
		case "gather-elements":
		case "max-unpool":
		case "local-response-normalization":
			return areInputs;
		case "convolution":
		case "transposed-convolution":
		case "dense":
		case "batch-normalization":
		case "layer-normalization":
		case "log-softmax":
		case "opaque":
			return false;
		default:
			return node satisfies never;
	}
}
