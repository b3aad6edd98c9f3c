import type { DigitPlane } from "./digit-plane.js";
import {
	allocateSegment,
	type EncodedSegment,
	type WeightEncoder,
	type WeightSegment,
} from "./weight-encoder.js";

/** A code that gives each weight by itself digits of either sign. */
export interface SignedCode
	extends Pick<WeightEncoder, "kind" | "label" | "cellBits"> {
	/** Planes of `bits`-bit weights, none of a greater magnitude than `greatest`, least significant first. */
	planes(
		bits: number,
		cellBits: number,
		greatest?: number,
	): readonly DigitPlane[];
	digit(weight: number, plane: number, cellBits: number): number;
}

/** The encoder of a code whose digits go into pairs of cells: nothing to correct. */
export function pairEncoder(code: SignedCode): WeightEncoder {
	const { planes, digit, ...described } = code;
	const tableOf = rememberTables(code);
	return {
		...described,
		cells: "pair",
		needsInputSum: false,
		multipliesInputSum: false,
		planes,
		maxColumnLevel: (bits, cellBits, rows, greatest) =>
			rows * greatestDigit(planes(bits, cellBits, greatest)),
		encode: (segment, bits, cellBits, greatest) => {
			const { least, size, digits } = tableOf(bits, cellBits);
			return encodeDigits(
				segment,
				planes(bits, cellBits, greatest),
				(weight, j) => digits[j * size + weight - least]!,
			);
		},
	};
}

/** Digits of all weights from `least` on, `size` of them in each plane. */
interface WeightDigits {
	readonly least: number;
	readonly size: number;
	readonly digits: Int8Array;
}

/** To look a digit up is faster than to work it out. */
function rememberTables({
	planes,
	digit,
}: SignedCode): (bits: number, cellBits: number) => WeightDigits {
	const tables = new Map<string, WeightDigits>();
	return (bits, cellBits) => {
		const key = `${bits} ${cellBits}`;
		const known = tables.get(key);
		if (known) return known;
		const least = -(2 ** (bits - 1));
		// Of 1-bit weights, +1 is one too.
		const size = 2 ** bits + 1;
		const digits = new Int8Array(planes(bits, cellBits).length * size);
		for (let at = 0; at < digits.length; at++)
			digits[at] = digit((at % size) + least, Math.floor(at / size), cellBits);
		const table = { least, size, digits };
		tables.set(key, table);
		return table;
	};
}

/** Greatest magnitude of a digit in any plane. */
export function greatestDigit(planes: readonly DigitPlane[]): number {
	return Math.max(...planes.flatMap(({ min, max }) => [-min, max]));
}

/** A segment whose levels are the digits of its weights. */
export function encodeDigits(
	{ rows, outputs, weights }: WeightSegment,
	planes: readonly DigitPlane[],
	digit: (weight: number, plane: number) => number,
): EncodedSegment {
	const encoded = allocateSegment(rows, outputs, planes);
	const cells = rows * outputs;
	planes.forEach((_, j) => {
		for (let cell = 0; cell < cells; cell++)
			encoded.levels[j * cells + cell] = digit(weights[cell]!, j);
	});
	return encoded;
}
