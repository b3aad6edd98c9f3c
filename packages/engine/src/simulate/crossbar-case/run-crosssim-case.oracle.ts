import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createWasmWireSolver } from "../../kernels/wire-network/wasm.js";
import type { CrossSimRanges } from "./crosssim-converter.js";
import { crossSimFile } from "./crosssim-file.js";
import { type CrossSimResult, runCrossSimCase } from "./run-crosssim-case.js";

// CrossSim 3.2.0, commit 0a2eb1ed, CPU, no random numbers.
const folder = fileURLToPath(
	new URL("../../../../../../shared/golden/crosssim/", import.meta.url),
);
const names = existsSync(folder)
	? readdirSync(folder).filter((name) => name.endsWith(".json"))
	: [];
/** Cells of stated bits with digital offset: CrossSim leaves its result too small by (2^bits − 2) / (2^bits − 1). */
const notRescaled = names.filter((name) =>
	name.startsWith("map_offset_digital"),
);

// biome-ignore lint/suspicious/noExplicitAny: a file of another program
const open = (name: string): any =>
	JSON.parse(readFileSync(join(folder, name), "utf8"));
const solver = createWasmWireSolver();
const run = (golden: unknown, ranges: CrossSimRanges): CrossSimResult =>
	runCrossSimCase(crossSimFile.parse(golden), { solver, ranges });

describe.skipIf(names.length === 0)("what CrossSim computes", () => {
	test.each(names.filter((name) => !notRescaled.includes(name)))(
		"%s, with the ranges that CrossSim has",
		(name) => {
			const golden = open(name);
			const { outputs, trace } = run(golden, "widened");
			const expected = golden.Y_exact_circuit ?? golden.Y;
			expectClose(
				outputs,
				golden.op === "mvm" ? transposed(expected) : expected,
				golden.suggested_rel_tol,
			);
			golden.adc_trace?.forEach(
				(conversion: { input: number[][]; output: number[][] }, n: number) => {
					const own = trace[n]!;
					const tolerance = golden.suggested_rel_tol;
					expectClose(own.currents, transposed(conversion.input), tolerance);
					expectClose(own.converted, transposed(conversion.output), tolerance);
				},
			);
		},
	);

	test.each(notRescaled)("%s, but with the right scale", (name) => {
		const golden = open(name);
		expectClose(
			run(golden, "stated").outputs,
			transposed(golden.Y_exact_product),
			1e-9,
		);
	});

	test("loses nothing where the manual says so", () => {
		const golden = open("adc6_offset_2bx4_max.json");
		expectClose(
			run(golden, "stated").outputs,
			transposed(golden.Y_exact_product),
			1e-12,
		);
	});
});

function transposed(matrix: number[][]): number[][] {
	return matrix[0]!.map((_, b) => matrix.map((row) => row[b]!));
}

/** Of the greatest value. */
function expectClose(
	actual: readonly unknown[],
	expected: readonly unknown[],
	tolerance: number,
): void {
	const [a, e] = [actual, expected].map((values) => values.flat(9) as number[]);
	expect(a!.length).toBe(e!.length);
	const greatest = Math.max(...e!.map(Math.abs));
	const error = Math.max(...e!.map((value, at) => Math.abs(a![at]! - value)));
	expect(error / greatest).toBeLessThan(tolerance);
}
