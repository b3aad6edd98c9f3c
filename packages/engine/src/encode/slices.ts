import type { DigitPlane } from "./digit-plane.js";

/** Bits of a magnitude that one digit holds. */
export interface Slice {
	/** Place of the least significant one. */
	readonly first: number;
	readonly bits: number;
}

/** Slices of as many bits each, least significant first, until they hold `bits`. */
export function evenSlices(bits: number, sliceBits: number): readonly Slice[] {
	return cutSlices(bits, [], sliceBits);
}

/**
 * Slices of the widths that are listed, least significant first, as far as `bits` go; of `further` bits each above them.
 */
export function cutSlices(
	bits: number,
	widths: readonly number[],
	further: number,
): readonly Slice[] {
	const slices: Slice[] = [];
	for (let first = 0; first < bits; ) {
		const width = widths[slices.length] ?? further;
		slices.push({ first, bits: width });
		first += width;
	}
	return slices;
}

/** Planes of the magnitudes of −2^(bits−1) … 2^(bits−1) − 1, with their signs. */
export function slicePlanes(
	bits: number,
	slices: readonly Slice[],
): readonly DigitPlane[] {
	const least = 2 ** (bits - 1);
	const greatestDigit = (magnitude: number, slice: Slice): number =>
		Math.min(2 ** slice.bits - 1, Math.floor(magnitude / 2 ** slice.first));
	// −2^(bits−1) may take a plane that no other weight uses.
	return slices.map((slice) => ({
		significance: 2 ** slice.first,
		min: 0 - greatestDigit(least, slice),
		max: greatestDigit(least - 1, slice),
	}));
}

/** The bits of |value| in a slice, with the sign of the value. */
export function signedBits(value: number, { first, bits }: Slice): number {
	const digit = (Math.abs(value) >> first) & (2 ** bits - 1);
	return value < 0 ? 0 - digit : digit;
}
