import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { evaluateCost } from "../evaluate/evaluate-cost.js";
import { findZooNetwork } from "../network/zoo/zoo-networks.js";
import { presetDesign } from "../presets/preset-designs.js";

const isaac = presetDesign("isaac");
const buffersOf = (network: string, design: Design) =>
	new Map(
		evaluateCost(findZooNetwork(network)!.build(), design).cost.layers.map(
			({ layer, buffer }) => [layer, buffer],
		),
	);

describe("the buffer that a layer's input takes", () => {
	const once: Design = { ...isaac, replication: { kind: "none" } };

	test("is ((Ky − 1) · W + Kx) · C values of a convolution, all values of a dense layer", () => {
		const vgg = buffersOf("vgg-d", once);
		expect(vgg.get("conv1_1")!.neededBits).toBe((2 * 224 + 3) * 3 * 16);
		// The largest one: 57.7 KB, for which ISAAC's tiles have 64 KB.
		expect(vgg.get("conv1_2")!.neededBits).toBe((2 * 224 + 3) * 64 * 16);
		expect(vgg.get("fc6")!.neededBits).toBe(7 * 7 * 512 * 16);
		expect(buffersOf("lenet-5", once).get("conv2")!.neededBits).toBe(
			(4 * 12 + 5) * 20 * 16,
		);
	});

	test("grows by a step for every copy, and by a whole image's for copies beyond its positions", () => {
		const copies = (count: number): Design => ({
			...isaac,
			replication: { kind: "given", copies: { conv2: count } },
		});
		const needed = (count: number) =>
			buffersOf("lenet-5", copies(count)).get("conv2")!.neededBits;
		// 64 positions from the first window to the whole input.
		const [first, all] = [(4 * 12 + 5) * 20, 12 * 12 * 20];
		expect(needed(3)).toBeCloseTo((first + (2 / 63) * (all - first)) * 16, 6);
		expect(needed(200)).toBe(4 * 12 * 12 * 20 * 16);
	});

	test("is held against the eDRAM of the tiles that the layer's PEs are a share of", () => {
		const { cost, mapping } = evaluateCost(
			findZooNetwork("lenet-5")!.build(),
			once,
		);
		cost.layers.forEach(({ buffer }, l) => {
			expect(buffer.availableBits).toBeCloseTo(
				(mapping.layers[l]!.pes / 12) * 64 * 1024 * 8,
				6,
			);
		});
	});
});
