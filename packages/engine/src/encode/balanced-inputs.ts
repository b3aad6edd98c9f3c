import { operandRange } from "../network/operand-range.js";
import { balancedDigit, balancedPlanes } from "./balanced-digits.js";
import type { InputEncoder } from "./input-encoder.js";

/** The encoder of balanced digits on the word lines; the radix may follow from the bits of a digit. */
export function balancedInputs(
	radix: (digitBits: number) => number,
	described: Omit<InputEncoder, "planes" | "digit" | "inverts">,
): InputEncoder {
	return {
		...described,
		inverts: false,
		planes(bits, signed, digitBits, greatest) {
			const [min, max] = operandRange(bits, signed, greatest);
			return balancedPlanes(min, max, radix(digitBits));
		},
		digit: (value, plane, _bits, _signed, digitBits) =>
			balancedDigit(value, plane, radix(digitBits)),
	};
}
