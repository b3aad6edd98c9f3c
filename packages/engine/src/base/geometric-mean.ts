/** Of ratios: what their product is made of, each as often. */
export function geometricMean(values: readonly number[]): number {
	return Math.exp(
		values.reduce((sum, value) => sum + Math.log(value), 0) / values.length,
	);
}
