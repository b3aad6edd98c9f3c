import { balancedDigit, balancedPlanes } from "./balanced-digits.js";
import { activationRange, type InputEncoder } from "./input-encoder.js";

/** The encoder of balanced digits on the word lines; the radix may follow from the bits of a digit. */
export function balancedInputs(
	radix: (digitBits: number) => number,
	described: Omit<InputEncoder, "planes" | "digit" | "inverts">,
): InputEncoder {
	return {
		...described,
		inverts: false,
		planes(bits, signed, digitBits) {
			const [min, max] = activationRange(bits, signed);
			return balancedPlanes(min, max, radix(digitBits));
		},
		digit: (value, plane, _bits, _signed, digitBits) =>
			balancedDigit(value, plane, radix(digitBits)),
	};
}
