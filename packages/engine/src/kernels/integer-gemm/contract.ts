/**
 * Exact integer matrix product: out[v, k] = Σ_r inputs[v, r] · weights[r, k]. Weights are packed once and
 * multiplied many times. Since it is exact, the order of summation is free and every implementation agrees.
 */
export interface IntegerGemm {
	readonly name: string;
	/**
	 * @param weights [rows × columns], each within −2^15 … 2^15 − 1
	 * @throws RangeError for larger weights
	 */
	pack(weights: Int32Array, rows: number, columns: number): IntegerProduct;
}

/**
 * Multiplies vectors by packed weights.
 *
 * @param inputs [vectors × rows], each within −2^15 … 2^16 − 1
 * @param out [vectors × columns], overwritten
 * @throws RangeError for larger inputs
 */
export type IntegerProduct = (
	inputs: Int32Array,
	vectors: number,
	out: Float64Array,
) => void;

/** Throws where a value lies outside [least, greatest]; gives the greatest magnitude. */
export function checkRange(
	values: Int32Array,
	least: number,
	greatest: number,
	what: string,
): number {
	let min = 0;
	let max = 0;
	for (let n = 0; n < values.length; n++) {
		const value = values[n]!;
		if (value < min) min = value;
		if (value > max) max = value;
	}
	if (min < least || max > greatest) {
		throw new RangeError(
			`${what}: found ${min} … ${max}, expected ${least} … ${greatest}`,
		);
	}
	return Math.max(-min, max);
}

export const WEIGHT_RANGE: readonly [number, number] = [
	-(2 ** 15),
	2 ** 15 - 1,
];
export const INPUT_RANGE: readonly [number, number] = [-(2 ** 15), 2 ** 16 - 1];
