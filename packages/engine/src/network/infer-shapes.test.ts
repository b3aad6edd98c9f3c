import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { inferShapes } from "./infer-shapes.js";
import type {
	ConvolutionNode,
	DenseNode,
	MaxPoolNode,
	Network,
	NetworkNode,
} from "./network.js";

const conv: ConvolutionNode = {
	kind: "convolution",
	name: "conv1",
	inputs: ["data"],
	weights: { shape: [4, 3, 3, 5], data: new Float32Array(4 * 3 * 3 * 5) },
	bias: new Float32Array(4),
	strides: [1, 2],
	pads: [1, 0, 1, 2],
	dilations: [2, 1],
	groups: 1,
};

const pool: MaxPoolNode = {
	kind: "max-pool",
	dilations: [1, 1],
	rounding: "down",
	name: "pool1",
	inputs: ["conv1"],
	kernel: [2, 2],
	strides: [2, 2],
	pads: [0, 0, 1, 1],
};

const dense: DenseNode = {
	kind: "dense",
	name: "ip1",
	inputs: ["flatten"],
	weights: { shape: [2, 80], data: new Float32Array(160) },
	bias: new Float32Array(2),
};

const network = (...nodes: readonly NetworkNode[]): Network => ({
	name: "test",
	input: { name: "data", shape: [3, 11, 15] },
	nodes,
	output: nodes.at(-1)!.name,
});

describe("inferShapes", () => {
	test("follows strides, pads and dilations along each axis", () => {
		const shapes = inferShapes(
			network(
				conv,
				{
					kind: "activation",
					function: { kind: "relu" },
					name: "relu1",
					inputs: ["conv1"],
				},
				{ ...pool, inputs: ["relu1"] },
				{ kind: "flatten", name: "flatten", inputs: ["pool1"] },
				dense,
				{ kind: "softmax", axis: 0, name: "probabilities", inputs: ["ip1"] },
			),
		);
		expect(Object.fromEntries(shapes)).toEqual({
			data: [3, 11, 15],
			conv1: [4, 9, 7],
			relu1: [4, 9, 7],
			pool1: [4, 5, 4],
			flatten: [80],
			ip1: [2],
			probabilities: [2],
		});
	});

	test.each<[message: string, Network]>([
		[
			"conv1: weights need 1 input channels, found 3",
			network({
				...conv,
				weights: { shape: [12, 1, 3, 5], data: new Float32Array(180) },
				bias: new Float32Array(12),
			}),
		],
		[
			"conv1: weights need 9 input channels in 3 groups, found 3",
			network({ ...conv, ...outputs(6), groups: 3 }),
		],
		[
			"conv1: 4 outputs cannot be split into 3 groups",
			network({ ...conv, groups: 3 }),
		],
		[
			"conv1: bias need 4 values, found 3",
			network({ ...conv, bias: new Float32Array(3) }),
		],
		[
			"conv1: window of 13 is larger than the padded input of 11",
			network({ ...conv, pads: [0, 0, 0, 0], dilations: [6, 1] }),
		],
		[
			"conv1: input date is not the output of an earlier node",
			network({ ...conv, inputs: ["date"] }),
		],
		["conv1: two tensors have this name", network(conv, conv)],
		[
			"pool1: pads [0,0,2,1] must be smaller than the kernel [2,2]",
			network(conv, { ...pool, pads: [0, 0, 2, 1] }),
		],
		[
			"ip1: weights need 80 inputs, found 7, in [4,9,7]; is a flatten missing?",
			network(conv, { ...dense, inputs: ["conv1"] }),
		],
		[
			"ip1: weights need 80 inputs, found 252",
			network(
				conv,
				{ kind: "flatten", name: "flatten", inputs: ["conv1"] },
				dense,
			),
		],
	])("refuses with: %s", (message, broken) => {
		expect(() => inferShapes(broken)).toThrow(new InputError(message));
	});
});

function outputs(count: number): Pick<ConvolutionNode, "weights" | "bias"> {
	return {
		weights: { shape: [count, 3, 3, 5], data: new Float32Array(count * 45) },
		bias: new Float32Array(count),
	};
}
