/** Least and greatest of some values. */
export interface ValueRange {
	/** ∞ where there are no values; NaN is not looked at. */
	readonly min: number;
	readonly max: number;
	/** No value is NaN or infinite. */
	readonly isFinite: boolean;
}

/** What calibration notes of a tensor. */
export interface ValueStatistics {
	/** −0 counts as 0. */
	rangeOf(values: Float32Array): ValueRange;
	/**
	 * Counts values by magnitude.
	 *
	 * @param values finite, of magnitudes below bins / `binsPerUnit`
	 * @param binsPerUnit a power of 2
	 * @param counts of negative values, then of positive ones, [2 × bins], added to
	 * @returns values that are 0, which are in no bin
	 */
	countMagnitudes(
		values: Float32Array,
		binsPerUnit: number,
		counts: Float64Array,
	): number;
}
