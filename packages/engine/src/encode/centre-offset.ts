import { roundHalfToEven } from "../base/round.js";
import { encodeDigits, greatestDigit } from "./pair-encoder.js";
import {
	cutSlices,
	evenSlices,
	type Slice,
	signedBits,
	slicePlanes,
} from "./slices.js";
import type {
	EncodedSegment,
	WeightEncoder,
	WeightSegment,
} from "./weight-encoder.js";

/**
 * Weight − centre as sign and magnitude in a pair; the centre of a column is its mean as far as the offsets fit the
 * planes. Centre times Σx is added, digit by digit.
 *
 * Source: RAELLA, ISCA 2023: Center+Offset; there the centre is searched, here it is the mean.
 */
export const centreOffset: WeightEncoder = {
	...inSlices(evenSlices),
	withSlices: (widths) =>
		inSlices((bits, cellBits) => cutSlices(bits, widths, cellBits)),
};

function inSlices(
	slicesOf: (bits: number, cellBits: number) => readonly Slice[],
): WeightEncoder {
	const planes = (bits: number, cellBits: number) =>
		slicePlanes(bits, slicesOf(bits, cellBits));
	return {
		kind: "centre-offset",
		label: "W6",
		cellBits: [1, 2, 3, 4],
		cells: "pair",
		needsInputSum: true,
		multipliesInputSum: true,
		planes,
		maxColumnLevel: (bits, cellBits, rows) =>
			rows * greatestDigit(planes(bits, cellBits)),
		encode: (segment, bits, cellBits) =>
			encodeCentreOffset(segment, bits, slicesOf(bits, cellBits)),
	};
}

function encodeCentreOffset(
	segment: WeightSegment,
	bits: number,
	slices: readonly Slice[],
): EncodedSegment {
	const { rows, outputs, weights } = segment;
	const centres = Int32Array.from({ length: outputs }, (_, k) =>
		centreOf(segment, k, bits),
	);
	const offsets = weights.map(
		(weight, cell) => weight - centres[cell % outputs]!,
	);
	const encoded = encodeDigits(
		{ rows, outputs, weights: offsets },
		slicePlanes(bits, slices),
		(offset, j) => signedBits(offset, slices[j]!),
	);
	// The centre's digits lie in the planes of the same significance and are skipped with them.
	slices.forEach((slice, j) => {
		for (let k = 0; k < outputs; k++)
			encoded.offset[j * outputs + k] = signedBits(centres[k]!, slice);
	});
	return encoded;
}

/** Mean of a column, moved so far that every offset is within −2^(bits−1) … 2^(bits−1) − 1. */
function centreOf(
	{ rows, outputs, weights }: WeightSegment,
	k: number,
	bits: number,
): number {
	let sum = 0;
	let least = Number.POSITIVE_INFINITY;
	let greatest = Number.NEGATIVE_INFINITY;
	for (let r = 0; r < rows; r++) {
		const weight = weights[r * outputs + k]!;
		sum += weight;
		least = Math.min(least, weight);
		greatest = Math.max(greatest, weight);
	}
	const half = 2 ** (bits - 1);
	return Math.max(
		greatest - (half - 1),
		Math.min(least + half, roundHalfToEven(sum / rows)),
	);
}
