import { PbfWriter } from "pbf";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { randomFor } from "../../../base/random.js";
import { sizeOf, type Tensor } from "../../../base/tensor.js";
import { exportOnnx } from "../../export/export-onnx.js";
import type { Network } from "../../network.js";
import { importOnnx } from "./import-onnx.js";

const random = randomFor(1, "ONNX test");
const tensor = (...shape: readonly number[]): Tensor => ({
	shape,
	data: Float32Array.from({ length: sizeOf(shape) }, (_, i) =>
		random.normal(sizeOf(shape), i),
	),
});

const everyKind: Network = {
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

describe("what exportOnnx writes", () => {
	test("comes back as the same network", () => {
		expect(importOnnx(exportOnnx(everyKind))).toEqual(everyKind);
	});

	test("is the same bytes every time", () => {
		expect(exportOnnx(everyKind)).toEqual(
			exportOnnx(importOnnx(exportOnnx(everyKind))),
		);
	});
});

describe("importOnnx", () => {
	test("computes shapes that the graph computes, where the batch is open too", () => {
		for (const batch of [1, "N"] as const) {
			const { nodes } = importOnnx(model({ ...manyOperators, batch }));
			expect(nodes.map(({ kind }) => kind)).toEqual([
				"convolution",
				"batch-normalization",
				"activation",
				"constant",
				"arithmetic",
				"slice",
				"pad",
				"average-pool",
				"local-response-normalization",
				"quantize-linear",
				"dequantize-linear",
				"concat",
				"reshape",
				"transpose",
				"reduce",
				"softmax",
			]);
			expect(nodes.find(({ kind }) => kind === "reshape")).toMatchObject({
				shape: [8, 4],
			});
		}
	});

	test("repeats an operand as the version of the operators says", () => {
		const bias = {
			input: [3, 2, 2],
			floats: { b: tensor(3) },
			nodes: [
				{
					type: "Add",
					inputs: ["data", "b"],
					output: "sum",
					attributes: { broadcast: 1, axis: 1 },
				},
			],
		};
		expect(importOnnx(model({ ...bias, opset: 6 })).nodes[0]).toMatchObject({
			kind: "constant",
			value: { shape: [3, 1, 1] },
		});
		expect(() => importOnnx(model({ ...bias, opset: 7 }))).toThrow(
			new InputError(
				"sum: attributes axis and broadcast of Add are unknown in version 7",
			),
		);
		expect(() => importOnnx(model({ ...bias, opset: 26 }))).toThrow(
			new InputError(
				"operators of version 26 are not supported; supported are 6 to 25",
			),
		);
	});

	test("reads weights from other files through the caller", () => {
		const { data } = tensor(2, 3);
		const description = {
			input: [3],
			external: { w: { shape: [2, 3], location: "w.bin", offset: 8 } },
			nodes: [
				{
					type: "Gemm",
					inputs: ["data", "w"],
					output: "out",
					attributes: { transB: 1 },
				},
			],
		};
		const calls: unknown[] = [];
		const network = importOnnx(model(description), "external", {
			readExternal(location, offset, length) {
				calls.push([location, offset, length]);
				return new Uint8Array(data.buffer);
			},
		});
		expect(calls).toEqual([["w.bin", 8, 24]]);
		expect(network.nodes[0]).toMatchObject({ weights: { data } });
		expect(() => importOnnx(model(description))).toThrow(
			new InputError(
				"weights w: [2,3] values are stored in another file, w.bin, which is not at hand",
			),
		);
	});

	test("takes graph inputs for weights only where it is asked to", () => {
		const description = {
			input: [3],
			unknown: { w: [2, 3] },
			nodes: [
				{
					type: "Gemm",
					inputs: ["data", "w"],
					output: "out",
					attributes: { transB: 1 },
				},
			],
		};
		expect(() => importOnnx(model(description))).toThrow(
			new InputError(
				"model needs 1 input that is not stored in the file, found data, w",
			),
		);
		expect(
			importOnnx(model(description), "shapes", { weights: "optional" }),
		).toMatchObject({
			isWithoutWeights: true,
			nodes: [{ kind: "dense", weights: { shape: [2, 3] } }],
		});
	});

	test("refuses what mixes the images of a batch", () => {
		const refused = (type: string, attributes: Attributes): string => {
			try {
				importOnnx(
					model({
						input: [3, 2],
						nodes: [{ type, inputs: ["data"], output: "out", attributes }],
					}),
				);
			} catch (error) {
				return (error as Error).message;
			}
			return "accepted";
		};
		expect(refused("Transpose", { perm: [1, 0, 2] })).toBe(
			"out: perm [1,0,2] of Transpose moves the batch; images are computed one by one",
		);
		expect(refused("Softmax", { axis: 0 })).toBe(
			"out: axis 0 of Softmax is the batch; images are computed one by one",
		);
		expect(refused("ReduceMean", {})).toBe(
			"out: axis 0 of ReduceMean is the batch; images are computed one by one",
		);
	});

	test("takes Reshape to a vector for Flatten, and leaves Identity and Dropout out", () => {
		for (const shape of [
			[0, -1],
			[-1, 12],
			[1, 12],
			[1, -1],
		]) {
			const network = importOnnx(
				model({
					input: [3, 2, 2],
					integers: { shape },
					nodes: [
						{ type: "Identity", inputs: ["data"], output: "same" },
						{
							type: "Dropout",
							inputs: ["same"],
							output: "dropped",
							attributes: { ratio: 0.5 },
						},
						{ type: "Reshape", inputs: ["dropped", "shape"], output: "vector" },
						{ type: "Identity", inputs: ["vector"], output: "out" },
					],
				}),
			);
			expect(network.nodes).toEqual([
				{ kind: "flatten", name: "vector", inputs: ["data"] },
			]);
			expect(network.output).toBe("vector");
		}
	});

	test("turns every form of Gemm into weights [outputs, inputs]", () => {
		const [node] = importOnnx(
			model({
				input: [3],
				floats: {
					w: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
					b: { shape: [1, 2], data: Float32Array.of(7, 8) },
				},
				nodes: [
					{
						type: "Gemm",
						inputs: ["data", "w", "b"],
						output: "out",
						attributes: { alpha: 0.5, beta: 2.5 },
					},
				],
			}),
		).nodes;
		expect(node).toMatchObject({
			kind: "dense",
			weights: { shape: [2, 3], data: Float32Array.of(0.5, 1.5, 2.5, 1, 2, 3) },
			bias: Float32Array.of(17.5, 20),
		});
	});

	test("makes automatic padding explicit, and keeps how the number of windows is rounded", () => {
		const pool = (input: number[], attributes: Attributes): unknown =>
			importOnnx(
				model({
					input,
					nodes: [
						{ type: "MaxPool", inputs: ["data"], output: "out", attributes },
					],
				}),
			).nodes[0];
		const kernel = { kernel_shape: [3, 2], strides: [2, 2] };
		expect(
			pool([1, 6, 7], { ...kernel, auto_pad: "SAME_UPPER" }),
		).toMatchObject({ pads: [0, 0, 1, 1] });
		expect(
			pool([1, 6, 7], { ...kernel, auto_pad: "SAME_LOWER" }),
		).toMatchObject({ pads: [1, 1, 0, 0] });
		expect(pool([1, 6, 7], { ...kernel, auto_pad: "VALID" })).toMatchObject({
			pads: [0, 0, 0, 0],
		});
		expect(pool([1, 6, 7], { ...kernel, ceil_mode: 1 })).toMatchObject({
			pads: [0, 0, 0, 0],
			rounding: "up",
		});
	});

	test("leaves out what does not lead to the output, and names nodes apart", () => {
		const network = importOnnx(
			model({
				input: [2],
				nodes: [
					{ name: "act", type: "Relu", inputs: ["data"], output: "a" },
					{ name: "act", type: "Relu", inputs: ["a"], output: "out" },
					{ type: "Softmax", inputs: ["a"], output: "unused" },
				],
				output: "out",
			}),
		);
		expect(network.nodes.map(({ name }) => name)).toEqual(["act", "out"]);
	});

	const weights: Tensor = {
		shape: [1, 3, 1, 1],
		data: Float32Array.of(1, 2, 3),
	};
	const supported = "docs/onnx-operators.md lists those that are";
	test.each<[message: string, ModelDescription]>([
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
		expect(() => importOnnx(model(description))).toThrow(
			new InputError(message),
		);
	});
});

const manyOperators: ModelDescription = {
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

describe.each([
	["of every kind that is written", exportOnnx(everyKind)],
	["of many operators", model(manyOperators)],
])("a damaged file %s", (_, file) => {
	test("that is cut short is refused", () => {
		for (let length = 0; length < file.length; length++) {
			expect(() => importOnnx(file.subarray(0, length))).toThrow(InputError);
		}
	});

	test("with flipped bits gives a network or an InputError", () => {
		for (let round = 0; round < 3000; round++) {
			const damaged = file.slice();
			for (let flip = 0; flip <= round % 3; flip++) {
				damaged[Math.floor(random.uniform(1, round, flip) * file.length)]! ^=
					1 << Math.floor(random.uniform(2, round, flip) * 8);
			}
			expectNetworkOrInputError(damaged);
		}
	});

	test("of random bytes is refused", () => {
		for (let round = 0; round < 500; round++) {
			const bytes = Uint8Array.from(
				{ length: round },
				(_, i) => random.uniform(3, round, i) * 256,
			);
			expect(() => importOnnx(bytes)).toThrow(InputError);
		}
	});

	function expectNetworkOrInputError(bytes: Uint8Array): void {
		try {
			expect(importOnnx(bytes).nodes.length).toBeGreaterThan(0);
		} catch (error) {
			expect(error).toBeInstanceOf(InputError);
		}
	}
});

type Attributes = Readonly<Record<string, number | string | readonly number[]>>;

interface ModelDescription {
	/** Of one image. */
	readonly input?: readonly number[];
	readonly floats?: Readonly<Record<string, Tensor>>;
	readonly integers?: Readonly<Record<string, readonly number[]>>;
	/** float32 weights in other files. */
	readonly external?: Readonly<
		Record<
			string,
			{
				readonly shape: readonly number[];
				readonly location: string;
				readonly offset: number;
			}
		>
	>;
	/** Graph inputs beside the data. */
	readonly unknown?: Readonly<Record<string, readonly number[]>>;
	readonly batch?: number | string;
	readonly opset?: number;
	readonly nodes: readonly {
		readonly name?: string;
		readonly type: string;
		readonly domain?: string;
		readonly inputs: readonly string[];
		readonly output: string;
		readonly attributes?: Attributes;
	}[];
	readonly output?: string;
}

/** Writes an ONNX file that `exportOnnx` never would. */
function model({
	input = [2],
	floats = {},
	integers = {},
	external = {},
	unknown = {},
	batch = 1,
	opset: version = 13,
	nodes,
	output,
}: ModelDescription): Uint8Array {
	const message = (write: (writer: PbfWriter) => void): Uint8Array => {
		const writer = new PbfWriter();
		write(writer);
		return writer.finish();
	};
	const attribute = (name: string, value: Attributes[string]): Uint8Array =>
		message((writer) => {
			writer.writeStringField(1, name);
			if (typeof value === "string") {
				writer.writeStringField(4, value);
				writer.writeVarintField(20, 3);
			} else if (typeof value === "object") {
				writer.writePackedVarint(8, [...value]);
				writer.writeVarintField(20, 7);
			} else if (Number.isInteger(value)) {
				writer.writeVarintField(3, value);
				writer.writeVarintField(20, 2);
			} else {
				writer.writeFloatField(2, value);
				writer.writeVarintField(20, 1);
			}
		});
	const valueInfo = (
		name: string,
		sizes: readonly (number | string)[],
	): Uint8Array =>
		message((writer) => {
			writer.writeStringField(1, name);
			const dimension = (size: number | string): Uint8Array =>
				message((dim) =>
					typeof size === "number"
						? dim.writeVarintField(1, size)
						: dim.writeStringField(2, size),
				);
			const shape = message((dims) => {
				for (const size of sizes) dims.writeBytesField(1, dimension(size));
			});
			const tensorType = message((type) => {
				type.writeVarintField(1, 1);
				type.writeBytesField(2, shape);
			});
			writer.writeBytesField(
				2,
				message((type) => type.writeBytesField(1, tensorType)),
			);
		});
	const graph = message((writer) => {
		for (const {
			name = "",
			type,
			domain = "",
			inputs,
			output,
			attributes = {},
		} of nodes) {
			const node = message((fields) => {
				for (const source of inputs) fields.writeStringField(1, source);
				fields.writeStringField(2, output);
				fields.writeStringField(3, name);
				fields.writeStringField(4, type);
				for (const [key, value] of Object.entries(attributes))
					fields.writeBytesField(5, attribute(key, value));
				fields.writeStringField(7, domain);
			});
			writer.writeBytesField(1, node);
		}
		for (const [name, { shape, data }] of Object.entries(floats)) {
			const initializer = message((fields) => {
				fields.writePackedVarint(1, [...shape]);
				fields.writeVarintField(2, 1);
				fields.writePackedFloat(4, [...data]);
				fields.writeStringField(8, name);
			});
			writer.writeBytesField(5, initializer);
		}
		for (const [name, values] of Object.entries(integers)) {
			const initializer = message((fields) => {
				fields.writePackedVarint(1, [values.length]);
				fields.writeVarintField(2, 7);
				fields.writePackedVarint(7, [...values]);
				fields.writeStringField(8, name);
			});
			writer.writeBytesField(5, initializer);
		}
		for (const [name, { shape, location, offset }] of Object.entries(
			external,
		)) {
			const initializer = message((fields) => {
				fields.writePackedVarint(1, [...shape]);
				fields.writeVarintField(2, 1);
				fields.writeStringField(8, name);
				const length = String(4 * sizeOf(shape));
				const entries = { location, offset: String(offset), length };
				for (const [key, value] of Object.entries(entries)) {
					const entry = message((pair) => {
						pair.writeStringField(1, key);
						pair.writeStringField(2, value);
					});
					fields.writeBytesField(13, entry);
				}
				fields.writeVarintField(14, 1);
			});
			writer.writeBytesField(5, initializer);
		}
		const data = [batch, ...input];
		writer.writeBytesField(11, valueInfo("data", data));
		for (const [name, shape] of Object.entries(unknown))
			writer.writeBytesField(11, valueInfo(name, shape));
		const answer = output ?? nodes.at(-1)?.output ?? "";
		writer.writeBytesField(12, valueInfo(answer, data));
	});
	return message((writer) => {
		writer.writeVarintField(1, 7);
		writer.writeBytesField(7, graph);
		writer.writeBytesField(
			8,
			message((opset) => opset.writeVarintField(2, version)),
		);
	});
}
