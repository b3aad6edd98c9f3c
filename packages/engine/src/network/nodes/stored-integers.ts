/** Weights as the integers in which a file stores them: `weight = (code − zero point) · scale` of its output. */
export interface StoredIntegers {
	/** In the order of the weights. */
	readonly codes: Int32Array;
	/** Least and greatest code of their type. */
	readonly min: number;
	readonly max: number;
	/** [outputs] */
	readonly scales: Float64Array;
	/** [outputs] */
	readonly zeroPoints: Int32Array;
}
