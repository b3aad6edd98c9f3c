import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { findZooNetwork, zooNetworks } from "../network/zoo/zoo-networks.js";
import { presetDesign } from "../presets/preset-designs.js";
import { evaluateCost } from "./evaluate-cost.js";

const isaac = presetDesign("isaac");
const once: Design = { ...isaac, replication: { kind: "none" } };

describe("every network of the zoo has a cost on ISAAC, on as many chips as it takes", () => {
	test.each(zooNetworks.map(({ name }) => name))("%s", (name) => {
		const { cost, mapping } = evaluateCost(
			findZooNetwork(name)!.build(),
			isaac,
		);
		expect(cost.imagesPerSecond).toBeGreaterThan(0);
		expect(cost.energyPerImage).toBeGreaterThan(0);
		expect(cost.arrays.used).toBeLessThanOrEqual(cost.arrays.available);
		const tilesPerChip = cost.tiles.available / cost.chips.available;
		expect(tilesPerChip).toBe(168);
		// What one chip sends another one receives.
		const parts = mapping.layers.map(({ chips }) => chips);
		for (const shares of parts) {
			const finished = shares.reduce((sum, { outputs }) => sum + outputs, 0);
			expect(finished).toBeCloseTo(1, 9);
		}
		expect(parts.at(-1)!.at(-1)!.chip).toBe(cost.chips.used - 1);
	});
});

/** Counted from the shapes alone, for 16-bit weights in 2-bit cells and arrays of 128 × 128, each group in its own. */
describe("ISAAC's arrays for one copy of each layer, and how full their cells are", () => {
	test.each<[string, number, number]>([
		["lenet-5", 246, 0.85],
		["alexnet", 29810, 1],
		["vgg-a", 64892, 1],
		["vgg-b", 64984, 1],
		["vgg-c", 65272, 1],
		["vgg-d", 67576, 1],
		["vgg-e", 70168, 1],
		["msra-a", 86940, 1],
		["msra-b", 89532, 1],
		["msra-c", 161444, 1],
		["deepface", 61841, 0.94],
		["resnet-18", 5724, 1],
		["resnet-34", 10660, 1],
		["resnet-50", 12504, 1],
		["resnet-152", 29368, 1],
		["googlenet", 3614, 0.94],
		["mobilenet-v1", 7006, 0.29],
		["faster-rcnn-vgg-16", 66988, 1],
		["c3d", 39076, 1],
		["single-frame", 29450, 1],
	])("%s: %i arrays, %f", (name, arrays, utilisation) => {
		const { cost } = evaluateCost(findZooNetwork(name)!.build(), once);
		expect(cost.arrays.used).toBe(arrays);
		expect(Number(cost.cellUtilisation.toFixed(2))).toBe(utilisation);
	});

	test("MobileNet's depthwise layers share arrays where the design packs their groups, and take longer", () => {
		const packed: Design = {
			...once,
			crossbar: { ...once.crossbar, groups: "block-diagonal" },
		};
		const mobilenet = findZooNetwork("mobilenet-v1")!.build();
		const apart = evaluateCost(mobilenet, once).cost;
		const together = evaluateCost(mobilenet, packed).cost;
		const depthwise = ({ layers }: typeof apart) =>
			layers.find(({ layer }) => layer === "conv13/dw")!;
		// 512 groups of 9 rows and one output: 14 fit the rows of an array, 16 its columns.
		expect(depthwise(apart).arrays).toBe(512);
		expect(depthwise(together).arrays).toBe(Math.ceil(512 / 14));
		expect(depthwise(together).time / depthwise(apart).time).toBeCloseTo(14, 9);
		expect(together.cellUtilisation).toBeGreaterThan(2 * apart.cellUtilisation);
	});
});
