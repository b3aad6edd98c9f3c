import type { CrossbarLayer } from "./contract.js";
import { type DigitBits, digitOfPattern } from "./digit-bits.js";

/** Squares of digits as sums of bits, for the variance of a column: digit_i(x)² = Σ 2^shift · bit(x). */
export interface SquareBits {
	/** Further bits of an input, after those of its integer: bytes of each pattern, each [codes]. */
	readonly bytes: readonly Uint8Array[];
	/** Bits of the integer and further bits, with one that is never set. */
	readonly bits: number;
	/** Which of the further bits there are, as bit masks of bits 0 … 31 and 32 … 63. */
	readonly used: readonly [low: number, high: number];
	readonly ofPlane: readonly (readonly SquareBit[])[];
}

export interface SquareBit {
	readonly bit: number;
	readonly shift: number;
}

const MOST_BITS = 64;

/**
 * A digit of one bit has its bit as a square; other squares get bits of their own.
 *
 * @param planes those that run
 * @returns a reason where there are more than the kernel can list
 */
export function squareBits(
	{ digits, plan }: Pick<CrossbarLayer, "digits" | "plan">,
	{ bits, coefficients }: DigitBits,
	planes: readonly number[],
): SquareBits | string {
	// The bit after the integer's is the one that is never set.
	const first = (bits > 8 ? 16 : 8) + 1;
	const ofPlane: SquareBit[][] = Array.from(
		{ length: plan.inputPlanes },
		() => [],
	);
	const further: { plane: number; shift: number }[] = [];
	for (const plane of planes) {
		const own = coefficients.subarray(plane * bits, (plane + 1) * bits);
		const used = [...own.keys()].filter((b) => own[b] !== 0);
		const shift = 2 * Math.log2(Math.abs(own[used[0]!] ?? 0));
		if (used.length === 1 && Number.isInteger(shift)) {
			ofPlane[plane]!.push({ bit: used[0]!, shift });
			continue;
		}
		for (const shift of bitsOfSquares(digits, plane)) {
			ofPlane[plane]!.push({ bit: first + further.length, shift });
			further.push({ plane, shift });
		}
	}
	const last = first + further.length;
	if (last > MOST_BITS)
		return `squares of the digits take ${further.length} bits`;
	const count = further.length === 0 ? 0 : Math.ceil((further.length + 1) / 8);
	const bytes = Array.from(
		{ length: count },
		() => new Uint8Array(digits.codes),
	);
	let usedLow = 0;
	let usedHigh = 0;
	further.forEach(({ plane, shift }, at) => {
		const digit = digitOfPattern(digits, plane);
		const byte = bytes[(at + 1) >> 3]!;
		for (let pattern = 0; pattern < digits.codes; pattern++)
			byte[pattern]! |=
				(((digit(pattern) ** 2) >> shift) & 1) << ((at + 1) & 7);
		const bit = first + at;
		if (bit < 32) usedLow |= 1 << bit;
		else usedHigh |= 1 << (bit - 32);
	});
	return {
		bytes,
		bits: further.length === 0 ? bits + 1 : last,
		used: [usedLow, usedHigh],
		ofPlane,
	};
}

function bitsOfSquares(
	{ digits, codes }: CrossbarLayer["digits"],
	plane: number,
): number[] {
	let any = 0;
	for (const digit of digits.subarray(plane * codes, (plane + 1) * codes))
		any |= digit ** 2;
	return Array.from({ length: 16 }, (_, shift) => shift).filter(
		(shift) => ((any >> shift) & 1) === 1,
	);
}
