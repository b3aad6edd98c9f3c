import { encodeOffsetBinary, offsetBinaryPlanes } from "./offset-binary.js";
import type {
	EncodedSegment,
	WeightEncoder,
	WeightSegment,
} from "./weight-encoder.js";

/**
 * Offset binary; a column whose levels sum to more than half of their maximum stores max − level, which halves the
 * greatest column sum.
 *
 * Source: ISAAC, ISCA 2016, section on data encoding.
 */
export const columnFlip: WeightEncoder = {
	kind: "column-flip",
	label: "W1",
	cellBits: [1, 2, 3, 4],
	cells: "single",
	needsInputSum: true,
	multipliesInputSum: false,
	planes: offsetBinaryPlanes,
	maxColumnLevel: (bits, cellBits, rows) =>
		Math.floor((rows * (2 ** Math.min(bits, cellBits) - 1)) / 2),
	encode: encodeColumnFlip,
};

function encodeColumnFlip(
	segment: WeightSegment,
	bits: number,
	cellBits: number,
): EncodedSegment {
	const encoded = encodeOffsetBinary(segment, bits, cellBits);
	const { rows, outputs, planes } = encoded;
	planes.forEach(({ max }, j) => {
		for (let k = 0; k < outputs; k++) {
			if (columnLevel(encoded, j, k) > (rows * max) / 2)
				flipColumn(encoded, j, k, max);
		}
	});
	return encoded;
}

function columnLevel(
	{ rows, outputs, levels }: EncodedSegment,
	j: number,
	k: number,
): number {
	let sum = 0;
	for (let r = 0; r < rows; r++) sum += levels[(j * rows + r) * outputs + k]!;
	return sum;
}

/** level = max − stored, so sign turns and max joins the offset. */
function flipColumn(
	{ rows, outputs, levels, sign, offset }: EncodedSegment,
	j: number,
	k: number,
	max: number,
): void {
	for (let r = 0; r < rows; r++) {
		const cell = (j * rows + r) * outputs + k;
		levels[cell] = max - levels[cell]!;
	}
	sign[j * outputs + k] = -1;
	offset[j * outputs + k]! += max;
}
