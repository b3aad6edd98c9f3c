import type { DigitPlane } from "./digit-plane.js";
import { encodeDigits, greatestDigit } from "./pair-encoder.js";
import type { WeightEncoder } from "./weight-encoder.js";

/**
 * Plain digits of the bits below the sign, and a plane of the sign bit that counts negative; nothing to correct, but
 * small negative weights fill every plane.
 *
 * Source: common fixed point; the sign plane is subtracted by shift-and-add.
 */
export const twosComplement: WeightEncoder = {
	kind: "twos-complement",
	label: "W2",
	cellBits: [1, 2, 3, 4],
	cells: "single",
	needsInputSum: false,
	multipliesInputSum: false,
	planes: twosComplementPlanes,
	maxColumnLevel: (bits, cellBits, rows) =>
		rows * greatestDigit(twosComplementPlanes(bits, cellBits)),
	encode(segment, bits, cellBits) {
		const planes = twosComplementPlanes(bits, cellBits);
		return encodeDigits(segment, planes, (weight, j) =>
			planes[j]!.significance < 0
				? Number(weight < 0)
				: (weight >> (cellBits * j)) & planes[j]!.max,
		);
	},
};

function twosComplementPlanes(
	bits: number,
	cellBits: number,
): readonly DigitPlane[] {
	const plain = Array.from(
		{ length: Math.ceil((bits - 1) / cellBits) },
		(_, j) => ({
			significance: 2 ** (cellBits * j),
			min: 0,
			max: 2 ** Math.min(cellBits, bits - 1 - cellBits * j) - 1,
		}),
	);
	return [...plain, { significance: -(2 ** (bits - 1)), min: 0, max: 1 }];
}
