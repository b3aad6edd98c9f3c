import { balancedDigit, balancedPlanes } from "./balanced-digits.js";
import type { DigitPlane } from "./digit-plane.js";
import {
	allocateSegment,
	type EncodedSegment,
	type WeightEncoder,
	type WeightSegment,
} from "./weight-encoder.js";

/** Balanced digits −2^(c−1) … 2^(c−1) in pairs of c-bit cells: small levels, and zero wherever a weight is small. */
export const balancedRadixWeights: WeightEncoder = {
	kind: "balanced-radix",
	label: "W5",
	title: "balanced radix in pairs",
	description:
		"Booth digits of radix 2^cellBits, positive part and negative part in a pair of cells; no correction.",
	reference:
		"Booth 1951 recoding; reconstruction of the encoding of ASP-DAC 2018",
	cellBits: [2, 3, 4],
	cells: "pair",
	needsInputSum: false,
	planes: weightPlanes,
	maxColumnLevel: (bits, cellBits, rows) =>
		rows *
		Math.max(
			...weightPlanes(bits, cellBits).flatMap(({ min, max }) => [-min, max]),
		),
	encode,
};

function weightPlanes(bits: number, cellBits: number): readonly DigitPlane[] {
	return balancedPlanes(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1, cellBits);
}

function encode(
	segment: WeightSegment,
	bits: number,
	cellBits: number,
): EncodedSegment {
	const { rows, outputs, weights } = segment;
	const planes = weightPlanes(bits, cellBits);
	const encoded = allocateSegment(rows, outputs, planes);
	planes.forEach((_, j) => {
		for (let cell = 0; cell < rows * outputs; cell++) {
			encoded.levels[j * rows * outputs + cell] = balancedDigit(
				weights[cell]!,
				j,
				cellBits,
			);
		}
	});
	return encoded;
}
