import { describe, expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { mho, json, headings } = commandLine();

describe("mho optimize", () => {
	test("writes a design that does what it says", async () => {
		const { tuned, uniform, start } = await json(
			"optimize",
			"lenet5",
			"--images",
			"40",
			"--max-accuracy-loss",
			"5",
			"--objective",
			"energy=1,throughput=1",
			"--knobs",
			"operands,units",
			"--search-images",
			"200",
			"--output",
			"tuned.yaml",
			"--report",
			"tuned.html",
		);
		expect(tuned.evaluation.images).toBe(40);
		expect(start.resolvedDesign.name).toBe("isaac");
		for (const { evaluation } of [tuned, uniform]) {
			expect(evaluation.cost.energyPerImage).toBeLessThan(
				start.cost.energyPerImage,
			);
			expect(evaluation.accuracy.simulated).toBeGreaterThan(0.9);
		}
		const shown = await mho("design", "show", "tuned.yaml", "--json", "-");
		expect(JSON.parse(shown.stdout)).toEqual(tuned.design);
		expect(tuned.chosen.hardware.design.components).toEqual(
			tuned.design.components,
		);
		// ISAAC's one adder a tile would hold up operands of so few bits.
		expect(tuned.design.components.tileShiftAdd.count).toBeGreaterThan(1);
		expect(headings("tuned.html")).toEqual([
			"Gains over isaac",
			"Energy per image by component",
			"Accuracy against float",
			"Energy per image",
			"Area of the chip",
			"Pipeline occupancy",
			"Column sums and ADC ranges",
			"Steps of the search, layer by layer",
			"Layers of the tuned design",
			"Layers",
			"Components",
			"Command",
			"Design isaac",
			"Tuned design",
		]);
	});

	test.each([
		[["--knobs", "speed"], /--knobs: found "speed", expected operands/],
		[["--objective", "fun"], /objective: found "fun", expected energy/],
		[["--max-accuracy-loss", "-1"], /found "-1", expected percentage points/],
	])("%j is refused", async (args, message) => {
		const { code, stderr } = await mho("optimize", "lenet5", ...args);
		expect(code).toBe(2);
		expect(stderr).toMatch(message);
	});
});
