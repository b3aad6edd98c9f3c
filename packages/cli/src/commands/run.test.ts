import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";
import { bringTinyNetwork } from "../tiny-network.support.js";

const { folder, mho, json } = commandLine();

describe("mho run", () => {
	test("gives accuracy and cost of one simulation as JSON", async () => {
		const result = await json(
			"run",
			"lenet5",
			"--design",
			"asp-dac-2018",
			"--images",
			"40",
		);
		expect(result).toMatchObject({
			schema: "mho/run/1",
			network: "lenet5",
			design: "asp-dac-2018",
			images: 40,
			seed: 1,
			activity: { source: "measured", images: 40 },
		});
		for (const accuracy of [
			result.accuracy.float,
			result.accuracy.integer,
			result.accuracy.simulated,
		]) {
			expect(accuracy).toBeGreaterThan(0.9);
		}
		const sum = (of: "energy" | "area") =>
			result.cost.breakdown.reduce(
				(total: number, entry: Record<string, number>) => total + entry[of]!,
				0,
			);
		expect(sum("energy")).toBeCloseTo(result.cost.energyPerImage, 15);
		expect(sum("area")).toBeCloseTo(result.cost.area, 12);
		expect(result.cost.power).toBeCloseTo(
			result.cost.energyPerImage * result.cost.imagesPerSecond,
			6,
		);
		expect(Object.keys(result.cost.copies)).toEqual([
			"conv1",
			"conv2",
			"ip1",
			"ip2",
		]);
	});

	const tiny = (design: string, threads: number): Promise<unknown> =>
		json(
			...["run", "tiny.onnx", "--data", "data.yaml", "--images", "60"],
			...["--design", design, "--threads", String(threads)],
		).then(({ timing: _, ...result }) => result);

	test("gives the same for any number of threads", async () => {
		bringTinyNetwork(folder, 60);
		const one = await tiny("asp-dac-2018", 1);
		for (const threads of [2, 8])
			expect(await tiny("asp-dac-2018", threads)).toEqual(one);
	});

	test("gives the same chip for any number of threads, with faults, noise and wires", async () => {
		bringTinyNetwork(folder, 60);
		writeFileSync(
			join(folder, "deviating.yaml"),
			`extends: isaac
operands: { weightBits: 4, inputBits: 4 }
replication: { kind: none }
device:
  cell: { kind: resistances, low: 50 kOhm, high: 5 MOhm, readVoltage: 0.2 V }
  programming: { kind: lognormal, sigma: 0.1 }
  faults: { stuckAtHighResistance: 0.01, stuckAtLowResistance: 0.01 }
  readNoise: { kind: normal, ofConductance: 0.05 }
crossbar:
  wires: { rowSegment: 1 Ohm, columnSegment: 1 Ohm, compensation: row-order-and-gain }
  mitigations: { cellsPerDigit: 1, columnOrder: around-faults, biases: corrected }`,
		);
		expect(await tiny("deviating.yaml", 3)).toEqual(
			await tiny("deviating.yaml", 1),
		);
	});

	test("prints tables, and writes JSON beside them", async () => {
		const { code, stdout } = await mho(
			"run",
			"lenet5",
			"--images",
			"20",
			"--json",
			"result.json",
		);
		expect(code).toBe(0);
		expect(stdout).toMatch(
			/lenet5 on isaac\n {2}accuracy .*through the crossbars/,
		);
		expect(stdout).not.toContain("\u001b");
		expect(
			JSON.parse(readFileSync(join(folder, "result.json"), "utf8")),
		).toMatchObject({ images: 20 });
		expect(
			readdirSync(folder).filter((name) => name.endsWith(".part")),
		).toEqual([]);
	});
});
