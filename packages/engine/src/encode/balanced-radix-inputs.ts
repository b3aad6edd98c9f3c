import { balancedInputs } from "./balanced-inputs.js";
import type { InputEncoder } from "./input-encoder.js";

/** Balanced digits −2^(d−1) … 2^(d−1), driven with either polarity. */
export const balancedRadixInputs: InputEncoder = balancedInputs(
	(digitBits) => 2 ** digitBits,
	{
		kind: "balanced-radix",
		label: "I2",
		title: "balanced radix",
		description:
			"Booth digits of radix 2^digitBits: half as many planes as bits for radix 4, digits of either sign that centre on zero.",
		reference:
			"Booth 1951 recoding; reconstruction of the encoding of ASP-DAC 2018",
		digitBits: [2, 3, 4],
	},
);
