import type { DigitPlane } from "./digit-plane.js";
import { pairEncoder } from "./pair-encoder.js";
import { evenSlices, signedBits, slicePlanes } from "./slices.js";
import type { WeightEncoder } from "./weight-encoder.js";

/**
 * Plain digits of the magnitude in the positive or the negative cell of a pair; no correction.
 *
 * Source: PRIME, ISCA 2016: positive and negative matrices in two crossbars.
 */
export const signMagnitude: WeightEncoder = pairEncoder({
	kind: "sign-magnitude",
	label: "W3",
	cellBits: [1, 2, 3, 4],
	planes: signMagnitudePlanes,
	digit: signedDigit,
});

/** Planes of −2^(bits−1) … 2^(bits−1) − 1. */
export function signMagnitudePlanes(
	bits: number,
	cellBits: number,
): readonly DigitPlane[] {
	return slicePlanes(bits, evenSlices(bits, cellBits));
}

/** Digit of |value| with the sign of the value. */
export function signedDigit(
	value: number,
	plane: number,
	cellBits: number,
): number {
	return signedBits(value, { first: cellBits * plane, bits: cellBits });
}
