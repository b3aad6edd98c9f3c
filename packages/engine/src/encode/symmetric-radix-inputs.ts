import { operandRange } from "../network/operand-range.js";
import { driveBits } from "./drive-bits.js";
import type { InputEncoder } from "./input-encoder.js";
import { symmetricDigit, symmetricPlanes } from "./symmetric-digits.js";

/**
 * Balanced digits of radix 2^digitBits whose ties go either way, so that no plane is biased.
 *
 * Source: signed digits of minimal weight, Reitwiesner 1960, of a higher radix; on word lines: ours.
 */
export const symmetricRadixInputs: InputEncoder = {
	kind: "symmetric-radix",
	label: "I2s",
	digitBits: [2, 3, 4],
	inverts: false,
	planes(bits, signed, digitBits, greatest) {
		const [min, max] = operandRange(bits, signed, greatest);
		return symmetricPlanes(min, max, 2 ** digitBits);
	},
	// Carries, as of an addition: whether a tie is one depends on all digits below it.
	recodingBits: (planes) =>
		planes.slice(0, -1).reduce((sum, plane) => sum + driveBits(plane), 0),
	digit: (value, plane, _bits, _signed, digitBits) =>
		symmetricDigit(value, plane, 2 ** digitBits),
};
