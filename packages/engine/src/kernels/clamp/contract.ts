/**
 * Each value, or `min` where it is below, and then `max` where that is above: `Math.min(Math.max(value, min), max)` of
 * each, so that NaN stays NaN and −0 becomes +0 where `min` is 0.
 *
 * @param min any number, rounded to float32: that gives the same as rounding the result
 * @param out may be `values`
 */
export type Clamp = (
	values: Float32Array,
	min: number,
	max: number,
	out: Float32Array,
) => void;
