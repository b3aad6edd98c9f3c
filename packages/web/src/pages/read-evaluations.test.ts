import { expect, test } from "vitest";
import { readEvaluations } from "./read-evaluations.js";

test("results of mho run and mho compare are read, nothing else", () => {
	const run = { schema: "mho/run/1", network: "lenet5" };
	expect(readEvaluations(JSON.stringify(run))).toEqual([run]);
	const comparison = { schema: "mho/compare/1", evaluations: [run, run] };
	expect(readEvaluations(JSON.stringify(comparison))).toEqual([run, run]);
	for (const text of ["", "null", "[]", '{ "schema": "mho/cost/1" }'])
		expect(() => readEvaluations(text)).toThrow(
			"expected JSON of mho run or mho compare",
		);
	expect(() => readEvaluations('{ "schema": "mho/run/9" }')).toThrow(
		"found mho/run/9, which a newer mho has written, expected mho/run/1",
	);
});
