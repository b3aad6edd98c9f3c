import { operandRange } from "../network/operand-range.js";
import { balancedDigit, balancedPlanes } from "./balanced-digits.js";
import type { DigitPlane } from "./digit-plane.js";
import type { InputEncoder } from "./input-encoder.js";

/** The encoder of balanced digits on the word lines; the radix may follow from the bits of a digit. */
export function balancedInputs(
	radix: (digitBits: number) => number,
	described: Pick<InputEncoder, "kind" | "label" | "digitBits">,
): InputEncoder {
	return {
		...described,
		inverts: false,
		planes(bits, signed, digitBits, greatest) {
			const [min, max] = operandRange(bits, signed, greatest);
			return balancedPlanes(min, max, radix(digitBits));
		},
		recodingBits: (planes, bits) =>
			isOddRadix(planes) ? divisionBits(planes, bits) : 0,
		digit: (value, plane, _bits, _signed, digitBits) =>
			balancedDigit(value, plane, radix(digitBits)),
	};
}

/** Digits of an odd radix are no sums of bits; Booth's are windows of them. */
function isOddRadix([lowest, next]: readonly DigitPlane[]): boolean {
	return (
		next !== undefined && (next.significance / lowest!.significance) % 2 === 1
	);
}

/** Digits are taken off from the top, each from what the ones above leave; the last one is what is left. */
function divisionBits(
	[lowest, ...others]: readonly DigitPlane[],
	bits: number,
): number {
	let width = bits;
	let rest = lowest!.max;
	for (const { significance, max } of others.slice(0, -1)) {
		rest += significance * max;
		width += Math.ceil(Math.log2(2 * rest + 1));
	}
	return width;
}
