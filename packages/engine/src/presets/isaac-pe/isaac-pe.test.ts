import { describe, expect, test } from "vitest";
import { presetDesign } from "../preset-designs.js";
import { reproduceIsaacPe } from "./reproduce-isaac-pe.js";

describe("ISAAC-PE", () => {
	const figures = new Map(
		reproduceIsaacPe(presetDesign("isaac-pe")).map((figure) => [
			figure.name,
			figure,
		]),
	);

	test.each([
		"computational density",
		"power efficiency, corrected",
		"storage density",
	])("meets the published %s within 1.5 %%", (name) => {
		const { ours, published } = figures.get(name)!;
		expect(Math.abs(ours! / published! - 1)).toBeLessThan(0.015);
	});

	test("takes the area and power that Table I gives for its counts", () => {
		const tile = 0.215 + 9 * 0.0131;
		const chip = 360 * tile + 22.88;
		// 360 tiles of 9 IMAs of 8 arrays of 128 × 16 MACs, in 16 reads of 129 conversions at 1.28 GS/s.
		const gops = (2 * 360 * 9 * 8 * 128 * 16) / (16 * (129 / 1.28));
		const { ours } = figures.get("computational density")!;
		expect(Math.abs(ours! / (gops / chip) - 1)).toBeLessThan(0.005);
		const watts = 360 * (0.0409 + 9 * 0.02408) + 10.4;
		const efficiency = figures.get("power efficiency, corrected")!.ours!;
		expect(Math.abs(efficiency / (gops / watts) - 1)).toBeLessThan(0.01);
	});

	test("has a better power efficiency than ISAAC-CE, which is denser", () => {
		expect(figures.get("power efficiency, corrected")!.ours).toBeGreaterThan(
			627.5,
		);
		expect(figures.get("computational density")!.ours).toBeLessThan(478.95);
	});
});
