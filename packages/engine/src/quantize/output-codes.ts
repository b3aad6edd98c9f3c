import { codeOf } from "../base/code-rule.js";
import { clamp } from "../base/round.js";
import type { ActivationFunction } from "../network/nodes/activation.js";
import { activationBefore } from "./activation-before.js";
import { clampOf } from "./activation-clamp.js";
import type { QuantizedMatrixLayer } from "./quantized-network.js";
import { codeRule } from "./tensor-code-rule.js";

/** What becomes of the sums of a group of a matrix layer, zero-point terms included. */
export interface OutputCodes {
	/** Code of the output tensor. */
	codeOf(output: number, sum: number): number;
	/** Whether the activation function clamps the sum, and all smaller ones, to its least value. */
	isLeast(output: number, sum: number): boolean;
	/** A greater sum never has a smaller code. */
	readonly isMonotone: boolean;
}

/** How a group of a layer rounds its sums, as `runMatrixLayer` does. */
export function outputCodes(
	layer: QuantizedMatrixLayer,
	group: number,
): OutputCodes {
	const { activation, output, input, outputs } = layer;
	const first = group * outputs;
	const bias = layer.bias.subarray(first, first + outputs);
	const scales = layer.weightScales
		.subarray(first, first + outputs)
		.map((scale) => input.scale * scale);
	const rule = codeRule(output);
	const bounds = clampOf(activation);
	const { least, greatest } = bounds ?? {
		least: Number.NEGATIVE_INFINITY,
		greatest: Number.POSITIVE_INFINITY,
	};
	const apply = bounds ? undefined : activationBefore(output, activation);
	return {
		codeOf(k, sum) {
			const real = (sum + bias[k]!) * scales[k]!;
			return codeOf(apply ? apply(real) : clamp(real, least, greatest), rule);
		},
		isLeast: (k, sum) => (sum + bias[k]!) * scales[k]! <= least,
		isMonotone: isMonotone(activation),
	};
}

/** Functions that never fall, on all machines. */
function isMonotone(activation: "none" | ActivationFunction): boolean {
	if (clampOf(activation) !== undefined || activation === "none") return true;
	switch (activation.kind) {
		case "leaky-relu":
		case "hard-sigmoid":
		case "thresholded-relu":
			return activation.alpha >= 0;
		case "sigmoid":
		case "tanh":
		case "softsign":
		case "sign":
			return true;
		default:
			return false;
	}
}
