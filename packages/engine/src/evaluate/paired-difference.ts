/** A difference of accuracies on the same images with its interval. */
export interface PairedDifference {
	/** Accuracy of the first minus that of the second. */
	readonly difference: number;
	/** Ends of the 95 % interval. */
	readonly lower95: number;
	readonly upper95: number;
}

/** Difference in accuracy of two classifications of the same images. */
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
	const [lower95, upper95] = scoreInterval({ onlyFirst, onlySecond, count });
	return { difference: (onlyFirst - onlySecond) / count, lower95, upper95 };
}

/** How two classifications of the same images differ. */
export interface PairedCounts {
	/** Images that only the first, or only the second, has right. */
	readonly onlyFirst: number;
	readonly onlySecond: number;
	/** All images. */
	readonly count: number;
}

/** 97.5 % quantile of the standard normal. */
export const Z_95 = 1.959963984540054;
/** Halvings of the range of differences: more than float64 can tell apart. */
const HALVINGS = 60;

/**
 * 95 % interval of a difference of paired proportions by Tango's score statistic (Statistics in Medicine 17, 1998,
 * 891–908): all differences that the data do not reject at 5 %. It covers what it should where hardly any pair
 * differs, as it is with quantised networks, and is not empty where none does: ± z² / (n + z²).
 *
 * @returns its lower and upper end
 */
export function scoreInterval(
	counts: PairedCounts,
	z: number = Z_95,
): readonly [number, number] {
	const { onlyFirst, onlySecond, count } = counts;
	const estimate = (onlyFirst - onlySecond) / count;
	return [
		differenceAt(z, -1, estimate, counts),
		differenceAt(-z, estimate, 1, counts),
	];
}

/** The difference, within bounds, whose statistic has a value; it falls as the difference grows. */
function differenceAt(
	value: number,
	lower: number,
	upper: number,
	counts: PairedCounts,
): number {
	let low = lower;
	let high = upper;
	for (let n = 0; n < HALVINGS; n++) {
		const middle = (low + high) / 2;
		if (scoreStatistic(middle, counts) > value) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/**
 * Standard normal where the difference is what is assumed: the observed difference less that one, over its standard
 * error with the most likely share of pairs that only the second has right.
 */
function scoreStatistic(
	difference: number,
	{ onlyFirst, onlySecond, count }: PairedCounts,
): number {
	const b =
		-onlyFirst - onlySecond + (2 * count - onlyFirst + onlySecond) * difference;
	const c = -onlySecond * difference * (1 - difference);
	const share = (Math.sqrt(b * b - 8 * count * c) - b) / (4 * count);
	const variance = count * (2 * share + difference * (1 - difference));
	const excess = onlyFirst - onlySecond - count * difference;
	return variance > 0 ? excess / Math.sqrt(variance) : excess * Infinity;
}
