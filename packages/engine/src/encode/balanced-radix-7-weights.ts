import { balancedWeights } from "./balanced-weights.js";
import type { WeightEncoder } from "./weight-encoder.js";

/**
 * Digits −3 … 3 of radix 7: every level of a pair of 2-bit cells, 2.81 bits a digit; ×7 = ×8 − ×1 in shift-and-add.
 *
 * Source: Knuth, The Art of Computer Programming, volume 2, section 4.1, balanced number systems; in pairs of cells:
 * ours.
 */
export const balancedRadix7Weights: WeightEncoder = balancedWeights(() => 7, {
	kind: "balanced-radix-7",
	label: "W5-7",
	cellBits: [2],
});
