import { Z_95 } from "./paired-difference.js";

/** Mean of a sample, and the 95 % confidence interval of the mean of what it was drawn from. */
export interface MeanInterval {
	readonly mean: number;
	/** Of the sample. */
	readonly standardDeviation: number;
	readonly halfWidth95: number;
}

/** By Student's t distribution. @param values 2 or more */
export function meanInterval(values: readonly number[]): MeanInterval {
	const count = values.length;
	// From the first one on, so that equal values have no spread at all.
	const [first] = values as [number];
	const mean =
		first + values.reduce((sum, value) => sum + (value - first), 0) / count;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	const standardDeviation = Math.sqrt(squares / (count - 1));
	return {
		mean,
		standardDeviation,
		halfWidth95:
			(studentQuantile(count - 1) * standardDeviation) / Math.sqrt(count),
	};
}

/**
 * 97.5 % quantile of Student's t for so many degrees of freedom: the exact values of 1 and 2, else Hill's expansion
 * around the normal quantile (G. W. Hill, Algorithm 396, Communications of the ACM 13, 1970), to 4 digits from 3 on.
 */
export function studentQuantile(degrees: number): number {
	if (degrees === 1) return 12.706204736432095;
	if (degrees === 2) return 4.302652729911275;
	const z = Z_95;
	const z3 = z ** 3;
	const z5 = z ** 5;
	const z7 = z ** 7;
	const z9 = z ** 9;
	return (
		z +
		(z3 + z) / (4 * degrees) +
		(5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
		(3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3) +
		(79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) /
			(92160 * degrees ** 4)
	);
}
