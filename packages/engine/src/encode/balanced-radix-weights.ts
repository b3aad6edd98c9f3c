import { balancedWeights } from "./balanced-weights.js";
import type { WeightEncoder } from "./weight-encoder.js";

/**
 * Booth digits of radix 2^cellBits, positive part and negative part in a pair of cells; no correction.
 *
 * Source: Booth 1951 recoding; reconstruction of the encoding of ASP-DAC 2018.
 */
export const balancedRadixWeights: WeightEncoder = balancedWeights(
	(cellBits) => 2 ** cellBits,
	{
		kind: "balanced-radix",
		label: "W5",
		cellBits: [2, 3, 4],
	},
);
