import { balancedInputs } from "./balanced-inputs.js";
import type { InputEncoder } from "./input-encoder.js";

/**
 * Booth digits of radix 2^digitBits: half as many planes as bits for radix 4, digits of either sign that centre on
 * zero.
 *
 * Source: Booth 1951 recoding; reconstruction of the encoding of ASP-DAC 2018.
 */
export const balancedRadixInputs: InputEncoder = balancedInputs(
	(digitBits) => 2 ** digitBits,
	{
		kind: "balanced-radix",
		label: "I2",
		digitBits: [2, 3, 4],
	},
);
