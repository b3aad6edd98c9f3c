import { operandRange } from "../network/operand-range.js";
import { balancedDigit, balancedPlanes } from "./balanced-digits.js";
import { pairEncoder, type SignedCode } from "./pair-encoder.js";
import type { WeightEncoder } from "./weight-encoder.js";

/** The encoder of balanced digits in pairs of cells; the radix may follow from the width of a cell. */
export function balancedWeights(
	radix: (cellBits: number) => number,
	described: Omit<SignedCode, "planes" | "digit">,
): WeightEncoder {
	return pairEncoder({
		...described,
		planes: (bits, cellBits, greatest) =>
			balancedPlanes(...operandRange(bits, true, greatest), radix(cellBits)),
		digit: (weight, plane, cellBits) =>
			balancedDigit(weight, plane, radix(cellBits)),
	});
}
