import type { Design } from "../design/design.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import type { LayerPlan } from "../map/layer-plan.js";

/** Codes that the means of a uniform distribution are taken over. */
const SAMPLES = 4096;

/** All integers of a range, or an odd-strided sample of them that hits all residues evenly. */
export function evenCodes(min: number, max: number): Int32Array {
	const size = max - min + 1;
	const count = Math.min(size, SAMPLES);
	// A stride by the golden ratio visits a range evenly.
	const stride = Math.round(size * 0.6180339887) | 1;
	const codes = new Int32Array(count);
	for (let n = 0; n < count; n++)
		codes[n] = min + (size <= SAMPLES ? n : (n * stride) % size);
	return codes;
}

/** Digits of evenly spread weights, slice by slice. */
export function digitsOfEvenWeights(
	{ weightBits, greatestWeight, weightPlanes, shape }: LayerPlan,
	design: Design,
): readonly Int8Array[] {
	const encoder = weightEncoderOf(design, shape.layer);
	const greatest = greatestWeight ?? 2 ** (weightBits - 1) - 1;
	const codes = evenCodes(-greatest, greatest);
	const { levels } = encoder.encode(
		{ rows: codes.length, outputs: 1, weights: codes },
		weightBits,
		design.crossbar.cellBits,
		greatestWeight,
	);
	return weightPlanes.map((_, j) =>
		levels.subarray(j * codes.length, (j + 1) * codes.length),
	);
}
