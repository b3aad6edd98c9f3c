import { expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import type { Tensor } from "../../../base/tensor.js";
import { importOnnx } from "./import-onnx.js";
import { type OnnxFile, onnxFile } from "./onnx-file.support.js";

const weights: Tensor = {
	shape: [1, 3, 1, 1],
	data: Float32Array.of(1, 2, 3),
};
const supported = "docs/onnx-operators.md lists those that are";
test.each<[message: string, OnnxFile]>([
	[
		"any: ReduceMax of no values of type BOOL is not supported",
		{
			raw: { none: { type: 9, shape: [0], bytes: [] } },
			nodes: [{ type: "ReduceMax", inputs: ["none"], output: "any" }],
		},
	],
	[
		`norm1: operator NonZero is not supported; ${supported}`,
		{ nodes: [{ type: "NonZero", inputs: ["data"], output: "norm1" }] },
	],
	[
		`f: operator com.microsoft.Relu is not supported; ${supported}`,
		{
			nodes: [
				{
					type: "Relu",
					domain: "com.microsoft",
					inputs: ["data"],
					output: "f",
				},
			],
		},
	],
	[
		"pool1: attribute count_include_pad of MaxPool is not supported; supported are ceil_mode, storage_order, auto_pad, dilations, kernel_shape, pads, strides",
		{
			nodes: [
				{
					type: "MaxPool",
					inputs: ["data"],
					output: "pool1",
					attributes: { count_include_pad: 1 },
				},
			],
		},
	],
	[
		"conv1: weights need 3 input channels, found 1",
		{
			input: [1, 4, 4],
			floats: { weights },
			nodes: [{ type: "Conv", inputs: ["data", "weights"], output: "conv1" }],
		},
	],
	[
		"weights weights: shape [1,3,1,1] needs 3 values, found 2",
		{
			input: [3, 4, 4],
			floats: { weights: { ...weights, data: Float32Array.of(1, 2) } },
			nodes: [{ type: "Conv", inputs: ["data", "weights"], output: "conv1" }],
		},
	],
	[
		"conv1: weights data of Conv must be stored in the file",
		{
			input: [3, 4, 4],
			nodes: [{ type: "Conv", inputs: ["data", "data"], output: "conv1" }],
		},
	],
	[
		"conv1: attribute strides needs 2 values, found [1]",
		{
			input: [3, 4, 4],
			floats: { weights },
			nodes: [
				{
					type: "Conv",
					inputs: ["data", "weights"],
					output: "conv1",
					attributes: { strides: [1] },
				},
			],
		},
	],
	[
		"r: Reshape of [1,3,2,2] to [3,4] changes the batch; images are computed one by one",
		{
			input: [3, 2, 2],
			integers: { s: [3, 4] },
			nodes: [{ type: "Reshape", inputs: ["data", "s"], output: "r" }],
		},
	],
	[
		"a: input b is made by no earlier node",
		{ nodes: [{ type: "Relu", inputs: ["b"], output: "a" }] },
	],
	[
		"output out: no node makes it",
		{
			nodes: [{ type: "Relu", inputs: ["data"], output: "a" }],
			output: "out",
		},
	],
	["not an ONNX file: no graph with nodes found", { nodes: [] }],
])("refuses with: %s", (message, description) => {
	expect(() => importOnnx(onnxFile(description))).toThrow(
		new InputError(message),
	);
});
