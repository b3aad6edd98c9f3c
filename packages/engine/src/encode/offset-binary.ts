import type { DigitPlane } from "./digit-plane.js";
import {
	allocateSegment,
	type EncodedSegment,
	type WeightEncoder,
	type WeightSegment,
} from "./weight-encoder.js";

/**
 * Weights are shifted to be unsigned and cut into digits of one cell; half the range times Σx is taken off.
 *
 * Source: ISAAC, ISCA 2016, without the flipped columns.
 */
export const offsetBinary: WeightEncoder = {
	kind: "offset-binary",
	label: "W0",
	cellBits: [1, 2, 3, 4],
	cells: "single",
	needsInputSum: true,
	multipliesInputSum: false,
	planes: offsetBinaryPlanes,
	maxColumnLevel: (bits, cellBits, rows) =>
		rows * (2 ** Math.min(bits, cellBits) - 1),
	encode: encodeOffsetBinary,
};

export function offsetBinaryPlanes(
	bits: number,
	cellBits: number,
): readonly DigitPlane[] {
	return Array.from({ length: Math.ceil(bits / cellBits) }, (_, j) => ({
		significance: 2 ** (cellBits * j),
		min: 0,
		max: 2 ** Math.min(cellBits, bits - cellBits * j) - 1,
	}));
}

export function encodeOffsetBinary(
	segment: WeightSegment,
	bits: number,
	cellBits: number,
): EncodedSegment {
	const { rows, outputs, weights } = segment;
	const planes = offsetBinaryPlanes(bits, cellBits);
	const encoded = allocateSegment(rows, outputs, planes);
	const half = 2 ** (bits - 1);
	planes.forEach(({ max }, j) => {
		for (let cell = 0; cell < rows * outputs; cell++) {
			encoded.levels[j * rows * outputs + cell] =
				((weights[cell]! + half) >> (cellBits * j)) & max;
		}
	});
	const top = planes.length - 1;
	encoded.offset.fill(-half / planes[top]!.significance, top * outputs);
	return encoded;
}
