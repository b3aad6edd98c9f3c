import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { importOnnx } from "./import-onnx.js";
import { manyOperators, tensor } from "./networks.support.js";
import { type Attributes, onnxFile } from "./onnx-file.support.js";

describe("importOnnx", () => {
	test("computes shapes that the graph computes, where the batch is open too", () => {
		for (const batch of [1, "N"] as const) {
			const { nodes } = importOnnx(onnxFile({ ...manyOperators, batch }));
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
		expect(importOnnx(onnxFile({ ...bias, opset: 6 })).nodes[0]).toMatchObject({
			kind: "constant",
			value: { shape: [3, 1, 1] },
		});
		expect(() => importOnnx(onnxFile({ ...bias, opset: 7 }))).toThrow(
			new InputError(
				"sum: attributes axis and broadcast of Add are unknown in version 7",
			),
		);
		expect(() => importOnnx(onnxFile({ ...bias, opset: 26 }))).toThrow(
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
		const network = importOnnx(onnxFile(description), "external", {
			readExternal(location, offset, length) {
				calls.push([location, offset, length]);
				return new Uint8Array(data.buffer);
			},
		});
		expect(calls).toEqual([["w.bin", 8, 24]]);
		expect(network.nodes[0]).toMatchObject({ weights: { data } });
		expect(() => importOnnx(onnxFile(description))).toThrow(
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
		expect(() => importOnnx(onnxFile(description))).toThrow(
			new InputError(
				"model needs 1 input that is not stored in the file, found data, w",
			),
		);
		expect(
			importOnnx(onnxFile(description), "shapes", { weights: "optional" }),
		).toMatchObject({
			isWithoutWeights: true,
			nodes: [{ kind: "dense", weights: { shape: [2, 3] } }],
		});
	});

	test("refuses what mixes the images of a batch", () => {
		const refused = (type: string, attributes: Attributes): string => {
			try {
				importOnnx(
					onnxFile({
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
				onnxFile({
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
			onnxFile({
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
				onnxFile({
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
			onnxFile({
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
});
