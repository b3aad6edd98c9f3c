import { clamp } from "../base/round.js";
import type { TransferTable } from "../kernels/crossbar-mvm/contract.js";
import type { Transitions } from "../map/adc-policy/adc-range.js";

/** Of 1,024 rows of 4-bit cells and digits, on the grid of 2^−6 levels that the largest sums take. */
const GREATEST_SUM = 2 ** 24;

/** The codes of all sums on the grid of 2^−fractionBits levels between the first and the last threshold. */
export function tabulateTransitions(
	{ thresholds, codes }: Transitions,
	fractionBits: number,
): TransferTable {
	const grid = 2 ** fractionBits;
	// Least sums that reach the thresholds; one less has the first code.
	const reached = thresholds.map((level) =>
		clamp(Math.ceil(level * grid), -GREATEST_SUM, GREATEST_SUM),
	);
	const first = reached[0]! - 1;
	const table = new Int16Array(reached.at(-1)! - first + 1);
	reached.forEach((sum, n) => {
		table.fill(codes[n + 1]!, sum - first);
	});
	table[0] = codes[0]!;
	return { first, codes: table };
}
