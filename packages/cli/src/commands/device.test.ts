import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { folder, mho, json, file } = commandLine();

describe("mho device", () => {
	test("draws an I–V curve and writes its numbers", async () => {
		const result = await json(
			"device",
			"iv",
			"--series-resistance",
			"1000",
			"--svg",
			"iv.svg",
			"--csv",
			"iv.csv",
		);
		expect(result).toMatchObject({
			schema: "mho/device-iv/1",
			parameters: { name: "asu", seriesResistance: 1000 },
		});
		expect(readFileSync(join(folder, "iv.svg"), "utf8")).toMatch(/^<svg /);
		const lines = readFileSync(join(folder, "iv.csv"), "utf8").split("\n");
		expect(lines[0]).toBe(
			"time (s),voltage (V),current (A),gap (m),temperature (K)",
		);
		expect(lines.length).toBe(result.trace.length + 2);
	});

	test("follows pulses from the resistance that is stated", async () => {
		const result = await json(
			"device",
			"pulse",
			"--voltages=-1.2x3,1.6",
			"--start",
			"low",
		);
		expect(result.trace[0].gap).toBe(1e-10);
		const widest = Math.max(
			...result.trace.map(({ gap }: { gap: number }) => gap),
		);
		expect(widest).toBeGreaterThan(2e-10);
		expect(result.end.gap).toBeCloseTo(1e-10, 12);
	});

	test("writes cells to within the tolerance", async () => {
		const result = await json(
			"device",
			"program",
			"--target",
			"20e-6",
			"--cells",
			"4",
		);
		expect(result.summary.withinTolerance).toBe(1);
		expect(result.levels.length).toBe(1);
		for (const { error } of result.cells)
			expect(Math.abs(error)).toBeLessThanOrEqual(0.01);
	});

	test("tells what each of several levels takes", async () => {
		const { levels, cells, summary } = await json(
			"device",
			"program",
			"--target",
			"2e-6,40e-6",
			"--cells",
			"3",
		);
		expect(levels).toMatchObject([{ target: 2e-6 }, { target: 40e-6 }]);
		// A low conductance is soon passed, and then approached from both sides.
		expect(levels[0].pulses.mean).toBeGreaterThan(levels[1].pulses.mean);
		expect(cells.map(({ target }: { target: number }) => target)).toEqual([
			2e-6, 2e-6, 2e-6, 40e-6, 40e-6, 40e-6,
		]);
		const energy = (of: { energyPerCell: number }) => of.energyPerCell;
		expect(energy(summary)).toBeCloseTo(
			(energy(levels[0]) + energy(levels[1])) / 2,
			15,
		);
	});

	test.each([
		[["program", "--target", "1"], /^mho: --target: found 1, expected/],
		[
			["iv", "--parameters", "cell.yaml"],
			/^mho: parameters cell\.yaml: gap: unknown field, expected name/,
		],
	])("refuses %j", async (args, message) => {
		file("cell.yaml", "gap: 3\n");
		const { code, stderr } = await mho("device", ...args);
		expect(code).toBe(2);
		expect(stderr).toMatch(message);
	});
});
