import { operandRange } from "../network/operand-range.js";
import { pairEncoder } from "./pair-encoder.js";
import { symmetricDigit, symmetricPlanes } from "./symmetric-digits.js";
import type { WeightEncoder } from "./weight-encoder.js";

/**
 * Balanced digits of radix 2^cellBits whose ties go either way, so that no plane is biased: smaller sums and less
 * current than Booth's, in the same cells.
 *
 * Source: signed digits of minimal weight, Reitwiesner 1960, of a higher radix; for column sums: ours.
 */
export const symmetricRadixWeights: WeightEncoder = pairEncoder({
	kind: "symmetric-radix",
	label: "W5s",
	cellBits: [2, 3, 4],
	planes: (bits, cellBits, greatest) =>
		symmetricPlanes(...operandRange(bits, true, greatest), 2 ** cellBits),
	digit: (weight, plane, cellBits) =>
		symmetricDigit(weight, plane, 2 ** cellBits),
});
