import { describe, expect, test } from "vitest";
import { layerShapes } from "./layer-shape.js";
import type { Network, NetworkNode } from "./network.js";
import { findZooNetwork } from "./zoo/zoo-networks.js";

const convolution = (
	name: string,
	input: string,
	outputs: number,
	inputs: number,
): NetworkNode => ({
	kind: "convolution",
	name,
	inputs: [input],
	weights: {
		shape: [outputs, inputs, 1, 1],
		data: new Float32Array(outputs * inputs),
	},
	bias: new Float32Array(outputs),
	strides: [1, 1],
	pads: [0, 0, 0, 0],
	dilations: [1, 1],
	groups: 1,
});

const add = (name: string, ...inputs: readonly string[]): NetworkNode => ({
	kind: "arithmetic",
	function: "add",
	name,
	inputs,
});

const network = (...nodes: readonly NetworkNode[]): Network => ({
	name: "small",
	input: { name: "data", shape: [2, 4, 4] },
	nodes,
	output: nodes.at(-1)!.name,
});

const inputsOf = (of: Network): Record<string, unknown> =>
	Object.fromEntries(
		layerShapes(of).map(({ layer, inputs, joinedValues }) => [
			layer,
			{ inputs, joinedValues },
		]),
	);

describe("what a layer reads", () => {
	test("is the image, or the layer before it with all digital work in between", () => {
		const chain = network(
			convolution("a", "data", 4, 2),
			{
				kind: "activation",
				function: { kind: "relu" },
				name: "relu",
				inputs: ["a"],
			},
			convolution("b", "relu", 3, 4),
		);
		expect(inputsOf(chain)).toEqual({
			a: {
				inputs: [{ from: null, values: 32, into: "rows" }],
				joinedValues: 0,
			},
			b: {
				inputs: [{ from: "a", values: 64, into: "rows" }],
				joinedValues: 0,
			},
		});
	});

	test("comes from the sum of a shortcut, which is added up behind the last layer of the block", () => {
		const residual = network(
			convolution("stem", "data", 4, 2),
			convolution("a", "stem", 4, 4),
			convolution("b", "a", 4, 4),
			add("sum", "b", "stem"),
			convolution("next", "sum", 3, 4),
		);
		expect(inputsOf(residual)).toMatchObject({
			a: { inputs: [{ from: "stem", values: 64, into: "rows" }] },
			b: {
				inputs: [
					{ from: "a", values: 64, into: "rows" },
					{ from: "stem", values: 64, into: "join" },
				],
				joinedValues: 64,
			},
			next: { inputs: [{ from: "b", values: 64, into: "rows" }] },
		});
	});

	test("comes from every part of a concatenation, which is no work of its own", () => {
		const branches = network(
			convolution("a", "data", 1, 2),
			convolution("b", "data", 2, 2),
			{ kind: "concat", axis: 0, name: "both", inputs: ["a", "b", "data"] },
			convolution("c", "both", 3, 5),
		);
		expect(inputsOf(branches)).toMatchObject({
			b: { inputs: [{ from: null, values: 32, into: "rows" }] },
			c: {
				inputs: [
					{ from: "a", values: 16, into: "rows" },
					{ from: "b", values: 32, into: "rows" },
					{ from: null, values: 32, into: "rows" },
				],
			},
		});
	});

	test("is no constant, and adding one joins nothing", () => {
		const shifted = network(
			{
				kind: "constant",
				name: "mean",
				inputs: [],
				value: { shape: [1], data: new Float32Array(1) },
			},
			add("centred", "data", "mean"),
			convolution("a", "centred", 1, 2),
			add("shifted", "a", "mean"),
			convolution("b", "shifted", 1, 1),
		);
		expect(inputsOf(shifted)).toEqual({
			a: {
				inputs: [{ from: null, values: 32, into: "rows" }],
				joinedValues: 0,
			},
			b: {
				inputs: [{ from: "a", values: 16, into: "rows" }],
				joinedValues: 0,
			},
		});
	});

	test("of ResNet-50: sixteen sums, of which twelve take the tensor that the block reads", () => {
		const layers = layerShapes(findZooNetwork("resnet-50")!.build());
		const joins = layers.filter(({ joinedValues }) => joinedValues! > 0);
		expect(joins.length).toBe(16);
		for (const { inputs, layer } of joins)
			expect([layer, inputs!.map(({ into }) => into)]).toEqual([
				layer,
				["rows", "join"],
			]);
		const placesOfSums = joins.map(({ layer }) => layer.split("/")[1]);
		expect(placesOfSums.filter((place) => place === "c").length).toBe(12);
	});
});
