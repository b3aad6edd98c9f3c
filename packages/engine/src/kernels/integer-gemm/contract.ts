import type { Codes } from "../../base/codes.js";

/**
 * Exact integer matrix product: out[v, k] = Σ_r inputs[v, r] · weights[r, k]. Weights are packed once and
 * multiplied many times. Since it is exact, the order of summation is free and every implementation agrees.
 */
export interface IntegerGemm {
	readonly name: string;
	/**
	 * @param weights [groups × rows × columns], each within −2^15 … 2^15 − 1
	 * @param groups matrices of one shape, packed together; 1 where it is left out
	 * @throws RangeError for larger weights
	 */
	pack(
		weights: Int32Array,
		rows: number,
		columns: number,
		groups?: number,
	): IntegerProduct;
}

/**
 * Multiplies vectors by the packed weights of a group, the first one where none is said.
 *
 * @param inputs [vectors × rows]
 * @param out [vectors × columns], overwritten
 */
export type IntegerProduct = (
	inputs: Codes,
	vectors: number,
	out: Float64Array,
	group?: number,
) => void;

/**
 * Greatest magnitude of the weights.
 *
 * @throws RangeError where one takes more than 16 bits
 */
export function greatestWeight(weights: Int32Array): number {
	let min = 0;
	let max = 0;
	for (const weight of weights) {
		if (weight < min) min = weight;
		if (weight > max) max = weight;
	}
	if (min < -(2 ** 15) || max >= 2 ** 15) {
		throw new RangeError(
			`weights: found ${min} … ${max}, expected 16-bit integers`,
		);
	}
	return Math.max(-min, max);
}
