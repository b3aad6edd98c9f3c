import { clamp } from "../base/round.js";
import type { TransferTable } from "../kernels/crossbar-mvm/contract.js";
import type { Transitions } from "../map/adc-policy/adc-range.js";

/** Of 1,024 rows of 4-bit cells and digits, on the grid of 2^−6 levels that the largest sums take. */
const GREATEST_SUM = 2 ** 24;

/** The least sum on the grid of 2^−fractionBits levels that reaches a threshold, or one that no sum comes near. */
export function leastSumReaching(level: number, fractionBits: number): number {
	const least = Math.ceil(level * 2 ** fractionBits);
	return clamp(least, -GREATEST_SUM, GREATEST_SUM);
}

/** The codes of all sums on the grid of 2^−fractionBits levels between the first and the last threshold. */
export function tabulateTransitions(
	{ thresholds, codes }: Transitions,
	fractionBits: number,
): TransferTable {
	// One less than the first has the first code.
	const reached = thresholds.map((level) =>
		leastSumReaching(level, fractionBits),
	);
	const first = reached[0]! - 1;
	const table = new Int16Array(reached.at(-1)! - first + 1);
	reached.forEach((sum, n) => {
		table.fill(codes[n + 1]!, sum - first);
	});
	table[0] = codes[0]!;
	return { first, codes: table };
}
