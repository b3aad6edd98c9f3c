import { randomFor } from "../../../base/random.js";
import { sizeOf, type Tensor } from "../../../base/tensor.js";
import type { Network } from "../../network.js";
import type { OnnxFile } from "./onnx-file.support.js";

const random = randomFor(1, "ONNX test");
/** Normally distributed values. */
export const tensor = (...shape: readonly number[]): Tensor => ({
	shape,
	data: Float32Array.from({ length: sizeOf(shape) }, (_, i) =>
		random.normal(sizeOf(shape), i),
	),
});

/** What a plain network for images has, each with fields that are not those of the defaults. */
export const everyKind: Network = {
	name: "every-kind",
	input: { name: "data", shape: [2, 9, 8] },
	nodes: [
		{
			kind: "convolution",
			name: "conv1",
			inputs: ["data"],
			weights: tensor(4, 1, 3, 2),
			bias: Float32Array.of(1, 2, 3, 4),
			strides: [2, 1],
			pads: [1, 0, 2, 1],
			dilations: [1, 2],
			groups: 2,
		},
		{
			kind: "activation",
			function: { kind: "relu" },
			name: "relu1",
			inputs: ["conv1"],
		},
		{
			kind: "max-pool",
			dilations: [1, 1],
			rounding: "down",
			name: "pool1",
			inputs: ["relu1"],
			kernel: [3, 2],
			strides: [2, 2],
			pads: [1, 0, 1, 1],
		},
		{ kind: "flatten", name: "flatten", inputs: ["pool1"] },
		{
			kind: "dense",
			name: "ip1",
			inputs: ["flatten"],
			weights: tensor(3, 48),
			bias: Float32Array.of(-1, 0, 1),
		},
		{ kind: "softmax", axis: 0, name: "probabilities", inputs: ["ip1"] },
	],
	output: "probabilities",
};

/** Operators that the import of this file computes, and shapes that the file computes. */
export const manyOperators: OnnxFile = {
	input: [4, 6, 6],
	floats: {
		w: tensor(4, 2, 3, 3),
		scale: tensor(4),
		matrix: tensor(8, 3),
		c: tensor(1, 4, 1, 1),
		step: { shape: [], data: Float32Array.of(0.1) },
	},
	integers: {
		starts: [0, 1],
		ends: [2 ** 53, -1],
		axes: [2, 3],
		pads: [0, 0, 1, 0, 0, 0, 1, 0],
		zero: [0],
		rest: [-1],
		four: [4],
		parts: [1, 3],
	},
	nodes: [
		{
			type: "Conv",
			inputs: ["data", "w"],
			output: "conv",
			attributes: { group: 2, auto_pad: "SAME_UPPER" },
		},
		{
			type: "BatchNormalization",
			inputs: ["conv", "scale", "scale", "scale", "scale"],
			output: "bn",
		},
		{ type: "HardSigmoid", inputs: ["bn"], output: "act" },
		{ type: "Mul", inputs: ["act", "c"], output: "mul" },
		{ type: "Slice", inputs: ["mul", "starts", "ends", "axes"], output: "cut" },
		{ type: "Pad", inputs: ["cut", "pads"], output: "padded" },
		{
			type: "AveragePool",
			inputs: ["padded"],
			output: "pool",
			attributes: { kernel_shape: [2, 2], strides: [4, 2], ceil_mode: 1 },
		},
		{ type: "LRN", inputs: ["pool"], output: "lrn", attributes: { size: 3 } },
		{ type: "QuantizeLinear", inputs: ["lrn", "step"], output: "codes" },
		{ type: "DequantizeLinear", inputs: ["codes", "step"], output: "real" },
		{
			type: "Split",
			inputs: ["real", "parts"],
			output: "one",
			attributes: { axis: 1 },
		},
		{
			type: "Concat",
			inputs: ["real", "real"],
			output: "both",
			attributes: { axis: 1 },
		},
		{ type: "Shape", inputs: ["both"], output: "shape" },
		{ type: "Gather", inputs: ["shape", "zero"], output: "batch" },
		{
			type: "Concat",
			inputs: ["batch", "rest", "four"],
			output: "target",
			attributes: { axis: 0 },
		},
		{ type: "Reshape", inputs: ["both", "target"], output: "rows" },
		{
			type: "Transpose",
			inputs: ["rows"],
			output: "columns",
			attributes: { perm: [0, 2, 1] },
		},
		{
			type: "ReduceMean",
			inputs: ["columns"],
			output: "mean",
			attributes: { axes: [1], keepdims: 0 },
		},
		{ type: "Softmax", inputs: ["mean"], output: "out" },
	],
	output: "out",
};
