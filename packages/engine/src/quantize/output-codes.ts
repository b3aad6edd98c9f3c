import { codeOf } from "../base/code-rule.js";
import { clamp } from "../base/round.js";
import { realOf } from "../kernels/requantize/reference.js";
import type { ActivationFunction } from "../network/nodes/activation.js";
import { clampOf } from "./activation-clamp.js";
import type { QuantizedMatrixLayer } from "./quantized-network.js";
import { requantization } from "./requantization.js";

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
	const how = requantization(layer, group);
	const { activation, rule } = how;
	const bounds = typeof activation === "function" ? undefined : activation;
	const apply =
		typeof activation === "function"
			? activation
			: (real: number) => clamp(real, activation.least, activation.greatest);
	const least = bounds?.least ?? Number.NEGATIVE_INFINITY;
	return {
		codeOf: (k, sum) => codeOf(apply(realOf(how, k, sum)), rule),
		isLeast: (k, sum) => realOf(how, k, sum) <= least,
		isMonotone: isMonotone(layer.activation),
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
