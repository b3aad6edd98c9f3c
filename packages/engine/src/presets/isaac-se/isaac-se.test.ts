import { describe, expect, test } from "vitest";
import { presetDesign } from "../preset-designs.js";
import { reproduceIsaacSe } from "./reproduce-isaac-se.js";

describe("ISAAC-SE", () => {
	const figures = new Map(
		reproduceIsaacSe(presetDesign("isaac-se")).map((figure) => [
			figure.name,
			figure,
		]),
	);

	test("shares a converter among as many arrays as its published densities say", () => {
		const { hierarchy } = presetDesign("isaac-se");
		const arraysPerMm2 = (54.79 * 2 ** 20) / (128 * 128 * 0.25);
		// 128 × 16 MACs of an array in 16 reads of 100 ns.
		const alone = (2 * 128 * 16) / 1600e-9 / 1e9;
		expect(alone / (140.3 / arraysPerMm2)).toBeCloseTo(
			hierarchy.crossbarsPerPe / hierarchy.adcsPerPe,
			0,
		);
	});

	test.each(["computational density", "storage density"])(
		"meets the published %s within 1.5 %%",
		(name) => {
			const { ours, published } = figures.get(name)!;
			expect(Math.abs(ours! / published! - 1)).toBeLessThan(0.015);
		},
	);

	test("takes ISAAC-CE's area, and for each further array its cells, drivers and sample-and-holds", () => {
		const ofArray = 0.0002 / 8 + 0.00017 / 8 + 0.00004 / 8;
		const area = 85.42 + 168 * 12 * (2048 - 8) * ofArray;
		const mebibytes = (168 * 12 * 2048 * 4) / 1024;
		expect(figures.get("storage density")!.ours).toBeCloseTo(
			mebibytes / area,
			1,
		);
	});

	test("says what waiting arrays must burn for the published efficiency", () => {
		const { ours, reason } = figures.get("power efficiency")!;
		expect(ours).toBeGreaterThan(600);
		// 41.0 TOPS at 255.3 GOPS/W are 160.5 W, 94.8 W above ISAAC-CE's, of 4.13 million arrays.
		expect(reason).toContain("23.0 uW");
	});
});
