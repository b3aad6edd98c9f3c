import { balancedWeights } from "./balanced-weights.js";
import type { WeightEncoder } from "./weight-encoder.js";

/** Balanced digits −2^(c−1) … 2^(c−1) in pairs of c-bit cells: small levels, and zero wherever a weight is small. */
export const balancedRadixWeights: WeightEncoder = balancedWeights(
	(cellBits) => 2 ** cellBits,
	{
		kind: "balanced-radix",
		label: "W5",
		title: "balanced radix in pairs",
		description:
			"Booth digits of radix 2^cellBits, positive part and negative part in a pair of cells; no correction.",
		reference:
			"Booth 1951 recoding; reconstruction of the encoding of ASP-DAC 2018",
		cellBits: [2, 3, 4],
	},
);
