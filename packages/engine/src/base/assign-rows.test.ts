import fc from "fast-check";
import { expect, test } from "vitest";
import { assignRows } from "./assign-rows.js";

/** Least sum over all ways to choose a column of its own for each row. */
function leastSum(costs: readonly (readonly number[])[]): number {
	const [first, ...others] = costs;
	if (!first) return 0;
	return Math.min(
		...first.map(
			(cost, column) =>
				cost +
				leastSum(others.map((row) => row.filter((_, c) => c !== column))),
		),
	);
}

test("rows get columns of their own at the least cost that there is", () => {
	const matrix = fc
		.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 }))
		.chain(([rows, spare]) =>
			fc.array(
				fc.array(fc.integer({ min: 0, max: 9 }), {
					minLength: rows + spare,
					maxLength: rows + spare,
				}),
				{ minLength: rows, maxLength: rows },
			),
		);
	fc.assert(
		fc.property(matrix, (costs) => {
			const columns = costs[0]!.length;
			const chosen = assignRows(
				Float64Array.from(costs.flat()),
				costs.length,
				columns,
			);
			expect(new Set(chosen).size).toBe(costs.length);
			const sum = chosen.reduce((total, c, row) => total + costs[row]![c]!, 0);
			expect(sum).toBe(leastSum(costs));
		}),
	);
});
