import { balancedDigit, balancedPlanes } from "./balanced-digits.js";
import { activationRange, type InputEncoder } from "./input-encoder.js";

/** Balanced digits −2^(d−1) … 2^(d−1), driven with either polarity. */
export const balancedRadixInputs: InputEncoder = {
	kind: "balanced-radix",
	label: "I2",
	title: "balanced radix",
	description:
		"Booth digits of radix 2^digitBits: half as many planes as bits for radix 4, digits of either sign that centre on zero.",
	reference:
		"Booth 1951 recoding; reconstruction of the encoding of ASP-DAC 2018",
	digitBits: [2, 3, 4],
	planes(bits, signed, digitBits) {
		const [min, max] = activationRange(bits, signed);
		return balancedPlanes(min, max, digitBits);
	},
	digit: (value, plane, _bits, _signed, digitBits) =>
		balancedDigit(value, plane, digitBits),
};
