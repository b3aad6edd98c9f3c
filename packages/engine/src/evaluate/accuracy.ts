/** Share of images whose class is right. */
export function accuracyOf(
	classes: ArrayLike<number>,
	labels: ArrayLike<number>,
): number {
	let right = 0;
	for (let n = 0; n < classes.length; n++)
		if (classes[n] === labels[n]) right++;
	return right / classes.length;
}

/** A difference of accuracies on the same images with its interval. */
export interface PairedDifference {
	/** Accuracy of the first minus that of the second. */
	readonly difference: number;
	/** Half width of the 95 % interval. */
	readonly halfWidth95: number;
}

/** 97.5 % quantile of the standard normal. */
const Z_95 = 1.959963984540054;

/**
 * Difference in accuracy of two classifications of the same images. Only images on which exactly one is
 * right carry information; the interval is Wald's for paired proportions (Agresti, Categorical Data
 * Analysis, section on matched pairs).
 */
export function pairedDifference(
	first: ArrayLike<number>,
	second: ArrayLike<number>,
	labels: ArrayLike<number>,
): PairedDifference {
	let onlyFirst = 0;
	let onlySecond = 0;
	for (let n = 0; n < labels.length; n++) {
		const firstRight = first[n] === labels[n];
		if (firstRight === (second[n] === labels[n])) continue;
		if (firstRight) onlyFirst++;
		else onlySecond++;
	}
	const count = labels.length;
	const difference = (onlyFirst - onlySecond) / count;
	const variance =
		(onlyFirst + onlySecond - (onlyFirst - onlySecond) ** 2 / count) /
		count ** 2;
	return { difference, halfWidth95: Z_95 * Math.sqrt(variance) };
}
