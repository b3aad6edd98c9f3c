import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { evaluateCost } from "../evaluate/evaluate-cost.js";
import { findZooNetwork } from "../network/zoo/zoo-networks.js";
import { presetDesign } from "../presets/preset-designs.js";

const isaac = presetDesign("isaac");
const costOf = (design: Design, network = "resnet-18") =>
	evaluateCost(findZooNetwork(network)!.build(), design).cost;

describe("what is burnt without an action", () => {
	test("is nothing where no source splits static power off and all that is unused is gated", () => {
		expect(costOf(isaac).breakdown.some(({ layer }) => layer === "idle")).toBe(
			false,
		);
	});

	test("is the static power of every PE in use, all the time", () => {
		const { components } = isaac;
		const leaky: Design = {
			...isaac,
			components: {
				...components,
				adc: { ...components.adc, staticPower: 0.2e-3 },
			},
		};
		const { cost, mapping } = evaluateCost(
			findZooNetwork("resnet-18")!.build(),
			leaky,
		);
		const idle = cost.breakdown.find(({ layer }) => layer === "idle")!;
		expect(idle.component).toBe("adc");
		expect(idle.energy * cost.imagesPerSecond).toBeCloseTo(
			mapping.pes.used * 8 * 0.2e-3,
			9,
		);
		expect(cost.power - costOf(isaac).power).toBeCloseTo(
			mapping.pes.used * 8 * 0.2e-3,
			9,
		);
	});

	test.each(["lenet-5", "resnet-18", "vgg-d"])(
		"makes up the published power of all chips where everything is always on: %s",
		(network) => {
			const cost = costOf({ ...isaac, idle: "always-on" }, network);
			const published = 65.8 * cost.chips.available;
			expect(Math.abs(cost.power / published - 1)).toBeLessThan(0.01);
			const gated = costOf(isaac, network);
			expect(cost.imagesPerSecond).toBe(gated.imagesPerSecond);
			expect(cost.power).toBeGreaterThan(gated.power);
		},
	);
});
