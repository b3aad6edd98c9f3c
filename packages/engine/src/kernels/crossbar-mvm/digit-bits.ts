import { remembered } from "../../base/remembered.js";
import type { DigitTable, ReadPlan } from "./contract.js";

/** Digits as sums over bits of the input integer: digit_i(x) = Σ_b coefficient_ib · bit_b(x). */
export interface DigitBits {
	/** Bits of an input in two's complement. */
	readonly bits: number;
	/** [inputPlanes × bits] */
	readonly coefficients: Int8Array;
	/** Least and greatest digit of any plane, and 0. */
	readonly min: number;
	readonly max: number;
}

/** Layers share their tables, and a table of 16 bits takes long. */
const known = remembered<DigitTable, DigitBits | string>();

/**
 * Decomposes a digit table. Plain bits, digits of several bits, two's complement and balanced (Booth) digits
 * all are sums of bits.
 *
 * @returns a reason where the digits are no such sums
 */
export function decomposeDigits(
	table: DigitTable,
	{ inputPlanes }: ReadPlan,
): DigitBits | string {
	return known(table, `${inputPlanes}`, () => decompose(table, inputPlanes));
}

function decompose(table: DigitTable, inputPlanes: number): DigitBits | string {
	const { codes } = table;
	const bits = Math.log2(codes);
	if (!Number.isInteger(bits) || bits > 16)
		return `inputs take ${codes} values, not a power of two up to 65536`;
	const coefficients = new Int8Array(inputPlanes * bits);
	const sums = new Int32Array(codes);
	let min = 0;
	let max = 0;
	for (let i = 0; i < inputPlanes; i++) {
		const digit = digitOfPattern(table, i);
		for (let b = 0; b < bits; b++) coefficients[i * bits + b] = digit(1 << b);
		for (let pattern = 0; pattern < codes; pattern++) {
			if (pattern > 0) {
				const lowest = 31 - Math.clz32(pattern & -pattern);
				sums[pattern] =
					sums[pattern & (pattern - 1)]! + coefficients[i * bits + lowest]!;
			}
			const actual = digit(pattern);
			if (sums[pattern] !== actual)
				return `digits of plane ${i} are not a sum of bits`;
			if (actual < min) min = actual;
			if (actual > max) max = actual;
		}
	}
	return { bits, coefficients, min, max };
}

/** Digit of the integer whose two's complement is `pattern`. */
export function digitOfPattern(
	{ digits, least, codes }: DigitTable,
	plane: number,
): (pattern: number) => number {
	const start = plane * codes;
	return (pattern) => digits[start + ((pattern - least) & (codes - 1))]!;
}

/** The bit that a digit is; undefined where it is more or less than one bit. */
export function bitOfPlane(
	{ bits, coefficients }: DigitBits,
	plane: number,
): number | undefined {
	const own = coefficients.subarray(plane * bits, (plane + 1) * bits);
	const bit = own.indexOf(1);
	const isBit = own.every(
		(coefficient, b) => coefficient === (b === bit ? 1 : 0),
	);
	return isBit && bit >= 0 ? bit : undefined;
}
