import type { InputEncoderKind } from "../design/design.js";
import type { DigitPlane } from "./digit-plane.js";

/** How activations become digit planes that drive the rows one after the other. */
export interface InputEncoder {
	readonly kind: InputEncoderKind;
	readonly label: string;
	/** Bits per digit that it serves. */
	readonly digitBits: readonly number[];
	/**
	 * Rows that are driven together drive greatest − digit in a plane where their digits, 0 … greatest, sum to more than
	 * half of what they can: what full rows would give, less what is read, is what was asked.
	 */
	readonly inverts: boolean;
	/**
	 * Digit planes of `bits`-bit activations, least significant first.
	 *
	 * @param greatest magnitude of any activation; codes whose planes follow from the bits have no fewer for it
	 */
	planes(
		bits: number,
		signed: boolean,
		digitBits: number,
		greatest?: number,
	): readonly DigitPlane[];
	/**
	 * Bits of what a value of `bits` bits has digits taken off by; none where each digit is a group of its bits, or a window
	 * of them that a driver tells apart.
	 */
	recodingBits(planes: readonly DigitPlane[], bits: number): number;
	/** Digit of one value in one plane. */
	digit(
		value: number,
		plane: number,
		bits: number,
		signed: boolean,
		digitBits: number,
	): number;
}

/** Whether digits 0 … greatest of so many rows, which sum to this, are driven upside down by an encoder that inverts. */
export function isInverted(
	sum: number,
	rows: number,
	greatest: number,
): boolean {
	return 2 * sum > rows * greatest;
}

/**
 * Digits of a vector of activations.
 *
 * @param values integers [count]
 * @returns digits [planes × count]
 */
export function encodeInputs(
	encoder: InputEncoder,
	values: ArrayLike<number>,
	bits: number,
	signed: boolean,
	digitBits: number,
): Int8Array {
	const planes = encoder.planes(bits, signed, digitBits).length;
	const digits = new Int8Array(planes * values.length);
	for (let i = 0; i < planes; i++) {
		for (let r = 0; r < values.length; r++) {
			digits[i * values.length + r] = encoder.digit(
				values[r]!,
				i,
				bits,
				signed,
				digitBits,
			);
		}
	}
	return digits;
}
