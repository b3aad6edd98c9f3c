import type { QuantizedTensor } from "./quantized-network.js";

/** Least and greatest integer that a tensor can hold. */
export function codeRange({
	bits,
	signed,
}: Pick<QuantizedTensor, "bits" | "signed">): readonly [number, number] {
	return signed
		? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1]
		: [0, 2 ** bits - 1];
}
