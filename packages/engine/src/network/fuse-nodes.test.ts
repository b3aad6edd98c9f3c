import { describe, expect, test } from "vitest";
import { randomFor } from "../base/random.js";
import { sizeOf } from "../base/tensor.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { runFloatReference } from "./float-reference.js";
import { fuseNodes } from "./fuse-nodes.js";
import { inferShapes } from "./infer-shapes.js";
import type { ConvolutionNode, Network, NetworkNode } from "./network.js";

const random = randomFor(1, "fuse");
let place = 0;
const values = (length: number): Float32Array => {
	place++;
	return Float32Array.from({ length }, (_, i) => random.normal(place, i));
};

const conv = (name: string, input: string): ConvolutionNode => ({
	kind: "convolution",
	name,
	inputs: [input],
	weights: { shape: [3, 3, 1, 1], data: values(9) },
	bias: values(3),
	strides: [1, 1],
	pads: [0, 0, 0, 0],
	dilations: [1, 1],
	groups: 1,
});

const normalization = (name: string, input: string): NetworkNode => ({
	kind: "batch-normalization",
	name,
	inputs: [input],
	scale: values(3),
	bias: values(3),
	mean: values(3),
	variance: values(3).map(Math.abs),
	epsilon: 1e-5,
});

const constant = (name: string, shape: readonly number[]): NetworkNode => ({
	kind: "constant",
	name,
	inputs: [],
	value: { shape, data: values(sizeOf(shape)) },
});

const arithmetic = (
	name: string,
	fn: "add" | "sub" | "mul" | "div",
	...inputs: readonly string[]
): NetworkNode => ({ kind: "arithmetic", name, inputs, function: fn });

const relu = (name: string, input: string): NetworkNode => ({
	kind: "activation",
	function: { kind: "relu" },
	name,
	inputs: [input],
});

const network = (...nodes: readonly NetworkNode[]): Network => ({
	name: "fused",
	input: { name: "data", shape: [3, 4, 5] },
	nodes,
	output: nodes.at(-1)!.name,
});

const fuse = (graph: Network) => fuseNodes(graph, inferShapes(graph));

describe("fuseNodes", () => {
	test("folds what scales the channels of a layer: the layer alone gives the same values", () => {
		const graph = network(
			conv("conv", "data"),
			normalization("bn", "conv"),
			constant("c1", [3, 1, 1]),
			arithmetic("scaled", "mul", "c1", "bn"),
			constant("c2", [1, 1, 1]),
			arithmetic("shifted", "sub", "scaled", "c2"),
			constant("c3", []),
			arithmetic("divided", "div", "shifted", "c3"),
			relu("relu", "divided"),
		);
		const [layer, ...others] = fuse(graph);
		expect(others).toEqual([]);
		expect(layer).toMatchObject({
			activation: { kind: "relu" },
			output: "relu",
			node: { name: "conv" },
		});
		const images = values(2 * 60);
		const alone = runFloatReference(
			network(layer!.node, relu("relu", "conv")),
			images,
			{ gemm: referenceGemm },
		);
		const whole = runFloatReference(graph, images, { gemm: referenceGemm });
		for (const [i, value] of whole.entries())
			expect(alone[i]).toBeCloseTo(value, 3);
	});

	test("leaves apart what something else reads, and what differs within a channel", () => {
		const names = (...nodes: readonly NetworkNode[]) =>
			fuse(network(...nodes)).map(({ node, output }) => [node.name, output]);
		expect(
			names(
				conv("conv", "data"),
				normalization("bn", "conv"),
				arithmetic("sum", "add", "bn", "conv"),
				relu("relu", "sum"),
			),
		).toEqual([
			["conv", "conv"],
			["bn", "bn"],
			["sum", "relu"],
		]);
		expect(
			names(
				conv("conv", "data"),
				constant("map", [1, 4, 5]),
				arithmetic("sum", "add", "conv", "map"),
			),
		).toEqual([
			["conv", "conv"],
			["sum", "sum"],
		]);
		expect(
			names(
				conv("conv", "data"),
				constant("c", [3, 1, 1]),
				arithmetic("rest", "sub", "c", "conv"),
			),
		).toEqual([
			["conv", "conv"],
			["rest", "rest"],
		]);
	});

	test("keeps a layer's own values where they are the answer", () => {
		const graph = network(conv("conv", "data"), relu("relu", "conv"));
		expect(fuse({ ...graph, output: "conv" })[0]).toMatchObject({
			activation: "none",
			output: "conv",
		});
	});
});
