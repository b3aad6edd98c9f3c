import { pairEncoder } from "./pair-encoder.js";
import type { WeightEncoder } from "./weight-encoder.js";

/**
 * Digits −1, 0, 1 with a 0 beside every other (non-adjacent form) in pairs of 1-bit cells: a third of the digits is
 * not 0, the fewest that there can be.
 *
 * Source: Reitwiesner 1960, Binary arithmetic, Advances in Computers 1.
 */
export const canonicalSignedDigits: WeightEncoder = pairEncoder({
	kind: "canonical-signed-digits",
	label: "W4",
	cellBits: [1],
	planes: (bits) =>
		Array.from({ length: bits }, (_, j) => ({
			significance: 2 ** j,
			min: -1,
			// The greatest weight of 1 bit is 0, that of 2 bits is 1.
			max: bits <= 2 && j === bits - 1 ? 0 : 1,
		})),
	digit: canonicalDigit,
});

/** Digit of the non-adjacent form: bits of 3·value where they differ from those of value, one place up. */
function canonicalDigit(value: number, plane: number): number {
	const bit = (of: number): number => (of >> (plane + 1)) & 1;
	return bit(3 * value) - bit(value);
}
