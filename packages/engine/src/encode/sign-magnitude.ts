import type { DigitPlane } from "./digit-plane.js";
import { pairEncoder } from "./pair-encoder.js";
import type { WeightEncoder } from "./weight-encoder.js";

/** The digits of |weight|, in the positive or the negative cell of a pair. */
export const signMagnitude: WeightEncoder = pairEncoder({
	kind: "sign-magnitude",
	label: "W3",
	title: "sign and magnitude in pairs",
	description:
		"Plain digits of the magnitude in the positive or the negative cell of a pair; no correction.",
	reference:
		"PRIME, ISCA 2016: positive and negative matrices in two crossbars",
	cellBits: [1, 2, 3, 4],
	planes: signMagnitudePlanes,
	digit: signedDigit,
});

/** Planes of −2^(bits−1) … 2^(bits−1) − 1. */
export function signMagnitudePlanes(
	bits: number,
	cellBits: number,
): readonly DigitPlane[] {
	const least = 2 ** (bits - 1);
	const greatestDigit = (magnitude: number, j: number): number =>
		Math.min(2 ** cellBits - 1, Math.floor(magnitude / 2 ** (cellBits * j)));
	// −2^(bits−1) may take a plane that no other weight uses.
	return Array.from({ length: Math.ceil(bits / cellBits) }, (_, j) => ({
		significance: 2 ** (cellBits * j),
		min: 0 - greatestDigit(least, j),
		max: greatestDigit(least - 1, j),
	}));
}

/** Digit of |value| with the sign of the value. */
export function signedDigit(
	value: number,
	plane: number,
	cellBits: number,
): number {
	const digit = (Math.abs(value) >> (cellBits * plane)) & (2 ** cellBits - 1);
	return value < 0 ? 0 - digit : digit;
}
