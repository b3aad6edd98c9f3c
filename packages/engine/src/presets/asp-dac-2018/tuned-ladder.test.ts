import { describe, expect, test } from "vitest";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import type { Network } from "../../network/network.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { presetDesign } from "../preset-designs.js";
import { allCircumstances, under } from "./climb-rungs.js";
import { conventional, rungs } from "./rungs.js";
import { tunedLadder, tunedLadders } from "./tuned/tuned-ladders.js";
import { readTunedLadder, writeTunedLadder } from "./tuned-ladder.js";

test("what is written is read again", () => {
	const base = conventional();
	const design = {
		...base,
		name: "R4",
		crossbar: { ...base.crossbar, rows: 256 },
		components: {
			...base.components,
			activation: { ...base.components.activation, count: 32 },
		},
		layers: { conv1: { weightBits: 4, inputBits: 3 } },
	};
	const ladder = {
		network: "net",
		note: "how",
		designs: new Map([["R4", design]] as const),
	};
	expect(readTunedLadder(writeTunedLadder(ladder), "file")).toEqual(ladder);
});

test("are found by the name of a network and its layers", () => {
	const ladder = tunedLadders().find(({ network }) => network === "lenet5")!;
	const names = Object.keys(ladder.designs.get("R5")!.layers);
	const network = (layers: readonly string[], name = "lenet5"): Network => ({
		name,
		input: { name: "x", shape: [4] },
		output: layers.at(-1)!,
		nodes: layers.map((layer, l) => ({
			kind: "dense" as const,
			name: layer,
			inputs: [layers[l - 1] ?? "x"],
			weights: { shape: [4, 4], data: new Float32Array(16) },
			bias: new Float32Array(4),
		})),
	});
	expect(tunedLadder(network(names))).toEqual(ladder);
	expect(tunedLadder(network(names.slice(1)))).toBeUndefined();
	expect(tunedLadder(network([...names, "more"]))).toBeUndefined();
	expect(tunedLadder(network(names, "other"))).toBeUndefined();
	// Its exporter calls every network so, which is then called as its file.
	const anyName = tunedLadders().find(
		({ network }) => network === "torch_jit",
	)!;
	const layers = Object.keys(anyName.designs.get("R5")!.layers);
	expect(tunedLadder(network(layers, "resnet20"))).toEqual(anyName);
	expect(tunedLadder(network(names, "resnet20"))).toBeUndefined();
});

test.each([
	["schema: other", /ladder mine: found schema other, expected mho\/ladder\/1/],
	["{", /ladder mine: /],
	[
		"{ schema: mho/ladder/1, rungs: { R1: { speed: 1 } } }",
		/mine, R1.*speed: unknown field/,
	],
])("%s is refused", (text, message) => {
	expect(() => readTunedLadder(text, "mine")).toThrow(message);
});

describe.each(tunedLadders())("the designs of $title", ({ designs }) => {
	test("have no more chip than ISAAC", () => {
		const shapes = findZooNetwork("lenet-5")!.build();
		for (const design of designs.values()) {
			const { cost } = evaluateCost(shapes, { ...design, layers: {} });
			expect(cost.area).toBeLessThanOrEqual(85.43e-6 * (1 + 1e-9));
		}
	});

	test("free one thing more from rung to rung", () => {
		for (const { name, knobs } of rungs) {
			const design = designs.get(name);
			if (!design) continue;
			const { encoding, crossbar } = presetDesign("isaac");
			if (!knobs.includes("encoding"))
				expect(design.encoding).toEqual(encoding);
			if (!knobs.includes("geometry"))
				expect(design.crossbar.rows).toBe(crossbar.rows);
			for (const layer of Object.values(design.layers)) {
				if (!knobs.includes("adc")) expect(layer.adc).toBeUndefined();
				if (!knobs.includes("products"))
					expect(layer.partialProducts).toBeUndefined();
			}
		}
	});
});

test("the first circumstances are those of the designs as they are", () => {
	const isaac = presetDesign("isaac");
	expect(under(allCircumstances[0]!, isaac)).toEqual(isaac);
	expect(allCircumstances.length).toBe(3 * 3 * 2 * 3);
});
