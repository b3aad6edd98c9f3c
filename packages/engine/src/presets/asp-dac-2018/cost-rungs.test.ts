import { describe, expect, test } from "vitest";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import { layerShapes } from "../../network/layer-shape.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { carryOver, costRungs } from "./cost-rungs.js";
import { tunedLadders } from "./tuned/tuned-ladders.js";

const ladders = tunedLadders();
const network = findZooNetwork("resnet-18")!.build();

describe.each(ladders)("designs of $title", ({ designs }) => {
	test("go to a deeper network in order, the first and last to the first and last", () => {
		for (const design of designs.values()) {
			const own = Object.values(design.layers);
			const { layers } = carryOver(design, network);
			expect(Object.keys(layers)).toEqual(
				layerShapes(network).map(({ layer }) => layer),
			);
			const bits = Object.values(layers).map((layer) => layer.weightBits);
			expect(bits[0]).toBe(own[0]!.weightBits);
			expect(bits.at(-1)).toBe(own.at(-1)!.weightBits);
			const steps = bits.filter((one, l) => l === 0 || one !== bits[l - 1]);
			const ownBits = own.map((layer) => layer.weightBits);
			const ownSteps = ownBits.filter(
				(one, l) => l === 0 || one !== ownBits[l - 1],
			);
			expect(steps).toEqual(ownSteps);
		}
	});

	test("have a cost there, whatever the signs of its inputs", () => {
		for (const design of designs.values())
			expect(
				evaluateCost(network, carryOver(design, network)).cost.energyPerImage,
			).toBeGreaterThan(0);
	});
});

test("all rungs have as many chips as the one that needs most", () => {
	const alexnet = findZooNetwork("alexnet")!.build();
	const { chips, rungs } = costRungs(alexnet, ladders[0]!);
	expect(chips).toBe(2);
	for (const { cost } of rungs) expect(cost.chips.available).toBe(2);
	expect(rungs.map(({ name }) => name).slice(0, 3)).toEqual(["R0", "I8", "R1"]);
});
