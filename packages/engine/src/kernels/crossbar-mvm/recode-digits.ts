import type { Codes } from "../../base/codes.js";
import type { DigitTable, ReadPlan } from "./contract.js";

/** Inputs written anew so that every digit is a sum of their bits. */
export interface RecodedDigits {
	/** The new integer of each old one, at its 16 bits. */
	readonly integers: Uint16Array;
	/** Digits of the new integers, also of those that no old one becomes. */
	readonly digits: DigitTable;
}

/**
 * Puts the digits of an input side by side, each in two's complement (or plain, where none is negative): digits
 * of odd radices are no sums of the input's own bits.
 *
 * @returns undefined where they take more than 16 bits together
 */
export function recodeDigits(
	{ digits, least, codes }: DigitTable,
	{ inputPlanes }: ReadPlan,
): RecodedDigits | undefined {
	const fields: { readonly width: number; readonly signed: boolean }[] = [];
	for (let i = 0; i < inputPlanes; i++)
		fields.push(fieldFor(digits.subarray(i * codes, (i + 1) * codes)));
	const bits = fields.reduce((sum, { width }) => sum + width, 0);
	if (bits > 16) return undefined;
	const integers = new Uint16Array(2 ** 16);
	const recoded = new Int8Array(inputPlanes * 2 ** bits);
	let shift = 0;
	fields.forEach(({ width, signed }, i) => {
		const mask = 2 ** width - 1;
		for (let code = 0; code < codes; code++)
			integers[(code + least) & 0xffff]! |=
				(digits[i * codes + code]! & mask) << shift;
		for (let integer = 0; integer < 2 ** bits; integer++) {
			const field = (integer >> shift) & mask;
			recoded[i * 2 ** bits + integer] =
				signed && field > mask >> 1 ? field - 2 ** width : field;
		}
		shift += width;
	});
	const table = { digits: recoded, least: 0, codes: 2 ** bits };
	return { integers, digits: table };
}

function fieldFor(digits: Int8Array): { width: number; signed: boolean } {
	let min = 0;
	let max = 0;
	for (const digit of digits) {
		if (digit < min) min = digit;
		if (digit > max) max = digit;
	}
	const magnitude = Math.ceil(Math.log2(Math.max(-min, max + 1)));
	return { width: magnitude + (min < 0 ? 1 : 0), signed: min < 0 };
}

/** Inputs written anew, over what was in `out`. */
export function recode(
	{ integers }: RecodedDigits,
	inputs: Codes,
	out: Uint16Array,
): void {
	// One kind of array for signed and unsigned codes: the loop is compiled for it.
	const { buffer, byteOffset, length } = inputs;
	const words = new Uint16Array(buffer, byteOffset, length);
	for (let n = 0; n < length; n++) out[n] = integers[words[n]!]!;
}
