/** Codes of values that have one scale and zero point, and the values of codes, both as float32. */
export interface QuantizeLinear {
	/**
	 * value / scale in float32, rounded half to even, plus the zero point, within [min, max]; NaN stays NaN.
	 *
	 * @param out may be `values`
	 */
	quantize(values: Reals, rule: LinearRule, out: Float32Array): void;
	/**
	 * (code − zero point) · scale.
	 *
	 * @param codes integers within [min, max]
	 * @param out may be `codes`
	 */
	dequantize(codes: Reals, rule: LinearRule, out: Float32Array): void;
}

/** Numbers of either precision. */
export type Reals = Float32Array | Float64Array;

/** Of float32 numbers; all but the scale are integers. */
export interface LinearRule {
	readonly scale: number;
	readonly zeroPoint: number;
	readonly min: number;
	readonly max: number;
}
