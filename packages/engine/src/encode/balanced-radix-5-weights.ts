import { balancedWeights } from "./balanced-weights.js";
import type { WeightEncoder } from "./weight-encoder.js";

/**
 * Digits −2 … 2 of radix 5: what a pair for radix 4 holds, with 2.32 bits a digit instead of 2; ×5 = ×4 + ×1 in
 * shift-and-add.
 *
 * Source: Knuth, The Art of Computer Programming, volume 2, section 4.1, balanced number systems; in pairs of cells:
 * ours.
 */
export const balancedRadix5Weights: WeightEncoder = balancedWeights(() => 5, {
	kind: "balanced-radix-5",
	label: "W5-5",
	cellBits: [2],
});
