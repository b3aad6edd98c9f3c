import { describe, expect, test } from "vitest";
import { designConstants, withConstant } from "../design/design-constants.js";
import { evaluateCost } from "../evaluate/evaluate-cost.js";
import { findZooNetwork } from "../network/zoo/zoo-networks.js";
import { presetDesign } from "../presets/preset-designs.js";
import { sensitivity } from "./sensitivity.js";

const isaac = presetDesign("isaac");
const lenet = findZooNetwork("lenet-5")!.build();
const entries = sensitivity(lenet, isaac);
const of = (path: string) =>
	entries.find(({ constant }) => constant.path === path)!;

describe("how far constants move a cost", () => {
	test("energies per action move the energy by a fifth of their share, and all shares make one", () => {
		const { cost } = evaluateCost(lenet, isaac);
		const share = (component: string): number =>
			cost.breakdown
				.filter((entry) => entry.component === component)
				.reduce((sum, { energy }) => sum + energy, 0) / cost.energyPerImage;
		expect(
			of("components.dac.energyPerAction").upper.energyPerImage,
		).toBeCloseTo(1 + 0.2 * share("dac"), 9);
		expect(
			of("components.adc.model.points.*.energy").lower.energyPerImage,
		).toBeCloseTo(1 - 0.2 * share("adc"), 9);
		const energies = entries.filter(({ constant }) =>
			/energyPerAction$|points.*energy$/.test(constant.path),
		);
		const sum = energies.reduce(
			(total, { upper }) => total + upper.energyPerImage - 1,
			0,
		);
		expect(sum).toBeCloseTo(0.2, 9);
	});

	test("areas move the area alone, and all of them make one", () => {
		const areas = entries.filter(({ constant }) => /area$/.test(constant.path));
		const sum = areas.reduce((total, { lower }) => total + 1 - lower.area, 0);
		expect(sum).toBeCloseTo(0.2, 9);
		for (const { upper } of areas)
			expect([upper.energyPerImage, upper.imagesPerSecond]).toEqual([1, 1]);
	});

	test("come sorted, the most influential first", () => {
		const swings = entries.map(({ swing }) => swing);
		expect(swings).toEqual(swings.toSorted((a, b) => b - a));
		expect(of("crossbar.arrayReadTime").upper.imagesPerSecond).toBeLessThan(1);
	});
});

describe("constants of a design", () => {
	test("are multiplied one at a time, and nothing else changes", () => {
		for (const { path, value } of designConstants(isaac)) {
			const doubled = withConstant(isaac, path, 2);
			const after = designConstants(doubled);
			expect(after.find((constant) => constant.path === path)!.value).toBe(
				2 * value,
			);
			expect(withConstant(doubled, path, 0.5)).toEqual(isaac);
		}
	});
});
