import { InputError } from "../base/input-error.js";
import {
	type ActivationFunction,
	activationFunction,
} from "../network/nodes/activation.js";
import type { QuantizedTensor } from "./quantized-network.js";

/**
 * The activation function that is applied before a tensor is stored, in float64.
 *
 * A sign that is stored in 1 bit is ±1: that of exactly 0 throws an InputError, since no code stands for it, or is 1
 * where the tensor says so.
 */
export function activationBefore(
	{ name, bits, signed, signOfZero }: QuantizedTensor,
	activation: "none" | ActivationFunction,
): (x: number) => number {
	if (activation === "none") return (x) => x;
	const f = activationFunction(activation);
	if (activation.kind !== "sign" || bits !== 1 || !signed) return f;
	return (x) => {
		if (x !== 0) return f(x);
		if (signOfZero === "positive") return 1;
		throw new InputError(
			`${name}: the sign of exactly 0 is 0, which 1 bit cannot hold; give the layers that read it inputBits: 2`,
		);
	};
}
