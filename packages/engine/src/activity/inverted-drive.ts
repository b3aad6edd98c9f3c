/** What a row of a plane drives on average. */
export interface MeanDrive {
	/** Share of the vectors that drive it. */
	readonly active: number;
	/** Σ digit^exponent */
	readonly drive: number;
	/** Share of the vectors whose plane is inverted. */
	readonly inverted: number;
}

/**
 * Mean drive of a plane that is inverted where its digits sum to more than half of what they can, of rows whose digits
 * are independent.
 *
 * @param chances of the digits 0, 1, … greatest
 */
export function meanInvertedDrive(
	chances: Float64Array,
	rows: number,
	exponent: number,
): MeanDrive {
	const greatest = chances.length - 1;
	const half = Math.floor((rows * greatest) / 2);
	const others = sumChances(chances, rows - 1);
	/** Chance that the other rows sum to no more than this. */
	const upTo = others.slice();
	for (let sum = 1; sum < upTo.length; sum++) upTo[sum]! += upTo[sum - 1]!;
	const mean = { active: 0, drive: 0, inverted: 0 };
	chances.forEach((chance, digit) => {
		const sum = Math.min(half - digit, upTo.length - 1);
		const upright = sum < 0 ? 0 : upTo[sum]!;
		for (const [driven, share] of [
			[digit, chance * upright],
			[greatest - digit, chance * (1 - upright)],
		] as const) {
			mean.active += driven === 0 ? 0 : share;
			mean.drive += driven ** exponent * share;
		}
		mean.inverted += chance * (1 - upright);
	});
	return mean;
}

/** Chances of the sums of so many digits. */
function sumChances(chances: Float64Array, rows: number): Float64Array {
	let sums = Float64Array.of(1);
	for (let r = 0; r < rows; r++) {
		const next = new Float64Array(sums.length + chances.length - 1);
		sums.forEach((chance, sum) => {
			chances.forEach((own, digit) => {
				next[sum + digit]! += chance * own;
			});
		});
		sums = next;
	}
	return sums;
}
