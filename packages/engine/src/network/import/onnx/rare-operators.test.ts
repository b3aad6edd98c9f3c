import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { randomFor } from "../../../base/random.js";
import { sizeOf, type Tensor } from "../../../base/tensor.js";
import { referenceGemm } from "../../../kernels/gemm/reference.js";
import { runFloatReference } from "../../float-reference.js";
import { importOnnx } from "./import-onnx.js";
import { tensor } from "./networks.support.js";
import { type OnnxFile, onnxFile } from "./onnx-file.support.js";

const random = randomFor(1, "rare operators");

/** What a file makes of two images. */
function run(file: OnnxFile, output?: string): readonly number[] {
	const network = importOnnx(onnxFile(file), "x", output ? { output } : {});
	const count = 2 * sizeOf((file.input ?? [2]) as number[]);
	const images = Float32Array.from(
		{ length: count },
		(_, i) => 4 * random.uniform(i) - 2,
	);
	return [...runFloatReference(network, images, { gemm: referenceGemm })];
}

const one = (value: number): Tensor => ({
	shape: [],
	data: Float32Array.of(value),
});
const zero = (value: number) => ({ type: 2, shape: [], bytes: [value] });

describe("operators of ONNX Runtime on codes", () => {
	const floats = { sa: one(0.03), sb: one(0.05), sy: one(0.07) };
	const raw = { za: zero(120), zb: zero(7), zy: zero(90) };
	const codes = [
		{ type: "QuantizeLinear", inputs: ["data", "sa", "za"], output: "a" },
		{ type: "QuantizeLinear", inputs: ["data", "sb", "zb"], output: "b" },
	];
	const values = [
		{ type: "DequantizeLinear", inputs: ["a", "sa", "za"], output: "ra" },
		{ type: "DequantizeLinear", inputs: ["b", "sb", "zb"], output: "rb" },
	];
	const requantised = {
		type: "QuantizeLinear",
		inputs: ["real", "sy", "zy"],
		output: "y",
	};
	const pool = { kernel_shape: [2, 2], strides: [2, 1], pads: [1, 0, 0, 1] };
	const one4 = ["a", "sa", "za", "sy", "zy"];
	const two4 = ["a", "sa", "za", "b", "sb", "zb", "sy", "zy"];
	test.each([
		["QLinearAdd", two4, {}, "Add", {}],
		["QLinearMul", two4, {}, "Mul", {}],
		["QLinearLeakyRelu", one4, { alpha: 0.25 }, "LeakyRelu", { alpha: 0.25 }],
		["QLinearSigmoid", one4, {}, "Sigmoid", {}],
		["QLinearGlobalAveragePool", one4, {}, "GlobalAveragePool", {}],
		["QLinearAveragePool", one4, pool, "AveragePool", pool],
		["QLinearSoftmax", one4, { axis: -1 }, "Softmax", { axis: -1 }],
		[
			"QLinearConcat",
			["sy", "zy", "a", "sa", "za", "b", "sb", "zb"],
			{ axis: 1 },
			"Concat",
			{ axis: 1 },
		],
	])(
		"%s is the operator on values between quantisers",
		(type, inputs, attributes, plain, own) => {
			const isBinary = inputs.length > 5;
			const common = { input: [2, 4, 3], floats, raw };
			const whole: OnnxFile = {
				...common,
				nodes: [
					...codes,
					{ type, domain: "com.microsoft", inputs, attributes, output: "y" },
				],
			};
			const parts: OnnxFile = {
				...common,
				nodes: [
					...codes,
					...values,
					{
						type: plain,
						inputs: isBinary ? ["ra", "rb"] : ["ra"],
						output: "real",
						attributes: own,
					},
					requantised,
				],
			};
			expect(run(whole)).toEqual(run(parts));
		},
	);

	test("merged activations follow their layer", () => {
		const floats = { w: tensor(3, 2, 2, 2), b: tensor(3) };
		const merged: OnnxFile = {
			input: [2, 4, 3],
			floats,
			nodes: [
				{
					type: "FusedConv",
					domain: "com.microsoft",
					inputs: ["data", "w", "b"],
					output: "y",
					attributes: { activation: "Clip", activation_params: [-0.5, 0.75] },
				},
			],
		};
		const bounds = { low: one(-0.5), high: one(0.75) };
		const apart: OnnxFile = {
			input: [2, 4, 3],
			floats: { ...floats, ...bounds },
			nodes: [
				{ type: "Conv", inputs: ["data", "w", "b"], output: "sum" },
				{ type: "Clip", inputs: ["sum", "low", "high"], output: "y" },
			],
		};
		expect(run(merged)).toEqual(run(apart));
	});
});

describe("a layer that quantises its input while it runs", () => {
	const file: OnnxFile = {
		input: [2, 5, 5],
		batch: "N",
		floats: { scales: { shape: [1, 3, 1, 1], data: Float32Array.of(1, 2, 3) } },
		raw: {
			w: {
				type: 3,
				shape: [3, 2, 3, 3],
				bytes: Array.from({ length: 54 }, (_, i) => (37 * i) % 256),
			},
		},
		nodes: [
			{
				type: "DynamicQuantizeLinear",
				inputs: ["data"],
				output: ["q", "scale", "zero"],
			},
			{
				type: "ConvInteger",
				inputs: ["q", "w", "zero"],
				output: "sums",
				attributes: { pads: [1, 1, 1, 1] },
			},
			{ type: "Cast", inputs: ["sums"], output: "real", attributes: { to: 1 } },
			{ type: "Mul", inputs: ["scale", "scales"], output: "both" },
			{ type: "Mul", inputs: ["real", "both"], output: "y" },
		],
		output: "y",
	};

	test("gives what float arithmetic gives, to the steps of 8 bits, image by image", () => {
		const weights = Float32Array.from(file.raw!.w!.bytes, (byte, i) => {
			const code = byte > 127 ? byte - 256 : byte;
			return code * (1 + Math.floor(i / 18));
		});
		const exact: OnnxFile = {
			input: [2, 5, 5],
			floats: { w: { shape: [3, 2, 3, 3], data: weights } },
			nodes: [
				{
					type: "Conv",
					inputs: ["data", "w"],
					output: "y",
					attributes: { pads: [1, 1, 1, 1] },
				},
			],
		};
		const dynamic = run(file);
		const real = run(exact);
		// Half a step of 4 / 255 for each of 18 inputs times its weight of up to 3 · 128.
		const reach = Math.max(...real.map(Math.abs));
		for (const [i, value] of real.entries())
			expect(Math.abs(dynamic[i]! - value)).toBeLessThan(0.02 * reach);
		expect(dynamic).not.toEqual(real);
	});

	test("is refused for a batch, over all of which the standard quantises", () => {
		const nodes = file.nodes.slice(0, 1);
		const batch = { ...file, batch: 2, nodes, output: "q" };
		expect(() => importOnnx(onnxFile(batch))).toThrow(
			new InputError(
				"q: DynamicQuantizeLinear over a batch of 2; images are computed one by one",
			),
		);
	});
});

describe("what would mix the images of a batch is refused", () => {
	test.each<[string, OnnxFile]>([
		[
			"y: Tile repeats the images of the batch; images are computed one by one",
			{
				integers: { n: [2, 1] },
				nodes: [{ type: "Tile", inputs: ["data", "n"], output: "y" }],
			},
		],
		[
			"y: Expand moves the batch; images are computed one by one",
			{
				integers: { n: [2, 1, 2] },
				nodes: [{ type: "Expand", inputs: ["data", "n"], output: "y" }],
			},
		],
		[
			"y: Resize resizes the batch; images are computed one by one",
			{
				floats: { n: { shape: [2], data: Float32Array.of(2, 1) } },
				nodes: [{ type: "Resize", inputs: ["data", "", "n"], output: "y" }],
			},
		],
		[
			"y: indices of MaxPool for a batch of 2; images are computed one by one",
			{
				input: [1, 2, 2],
				batch: 2,
				nodes: [
					{
						type: "MaxPool",
						inputs: ["data"],
						output: ["y", "i"],
						attributes: { kernel_shape: [2, 2] },
					},
				],
			},
		],
	])("%s", (message, file) => {
		expect(() => importOnnx(onnxFile(file))).toThrow(new InputError(message));
	});
});

describe("integers of 4 bits", () => {
	test("share bytes, the first in the lower half", () => {
		const scale = one(0.5);
		const raw = {
			w: { type: 22, shape: [1, 3], bytes: [0xf1, 0x08] },
			z: { type: 22, shape: [], bytes: [0x02] },
		};
		const nodes = [
			{ type: "DequantizeLinear", inputs: ["w", "s", "z"], output: "real" },
			{
				type: "Gemm",
				inputs: ["data", "real"],
				output: "y",
				attributes: { transB: 1 },
			},
		];
		const file = { input: [3], floats: { s: scale }, raw, nodes, opset: 21 };
		const [layer] = importOnnx(onnxFile(file)).nodes;
		expect(layer).toMatchObject({
			weights: { data: Float32Array.of(-0.5, -1.5, -5) },
			integers: { codes: Int32Array.of(1, -1, -8), min: -8, max: 7 },
		});
		const short = { ...raw, w: { ...raw.w, bytes: [0xf1] } };
		expect(() => importOnnx(onnxFile({ ...file, raw: short }))).toThrow(
			"weights w: shape [1,3] needs 3 values, found 2",
		);
	});
});
