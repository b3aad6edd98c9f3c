import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { mho, json, file } = commandLine();

describe("mho crossbar", () => {
	const example = (name: string) =>
		fileURLToPath(
			new URL(`../../../../docs/examples/${name}`, import.meta.url),
		);

	test("gives the currents of the example with wires", async () => {
		const result = await json("crossbar", example("crossbar-wires.json"));
		expect(result.schema).toBe("mho/crossbar/1");
		expect(result.currents.length).toBe(2);
		const ideal = 0.2 * 6e-4;
		expect(result.currents[0][0]).toBeLessThan(ideal);
		expect(result.currents[0][0]).toBeGreaterThan(0.8 * ideal);
	});

	test("gives the products of the example with weights, and how it came to them", async () => {
		const result = await json(
			"crossbar",
			example("crossbar-weights.json"),
			"--trace",
		);
		expect(result.outputs).toEqual([
			[-251, 186],
			[765, -918],
		]);
		// 8 input bits, 4 slices.
		expect(result.trace.length).toBe(32);
	});

	test("names the case and the field that is wrong", async () => {
		const path = file("case.json", '{"conductances":[[1]],"voltages":[]}');
		const { code, stderr } = await mho("crossbar", path);
		expect(code).toBe(2);
		expect(stderr).toMatch(/^mho: case case\.json: voltages: found \[\]/);
	});
});
