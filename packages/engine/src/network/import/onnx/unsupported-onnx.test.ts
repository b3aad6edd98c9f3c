import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { referenceGemm } from "../../../kernels/gemm/reference.js";
import { runFloatReference } from "../../float-reference.js";
import { inferShapes } from "../../infer-shapes.js";
import { layerShapes, macsOf } from "../../layer-shape.js";
import { importOnnx } from "./import-onnx.js";
import { tensor } from "./networks.support.js";
import { type OnnxFile, onnxFile } from "./onnx-file.support.js";

const list = { unsupported: "list" } as const;
const OTHERS = "docs/onnx-operators.md lists those that are";

/** Two convolutions with something unknown between them, and a branch with more of it. */
const file: OnnxFile = {
	input: [3, 8, 8],
	batch: "N",
	floats: { w1: tensor(4, 3, 3, 3), w2: tensor(5, 4, 1, 1) },
	nodes: [
		{ type: "Conv", inputs: ["data", "w1"], output: "conv1" },
		{ type: "Warp", inputs: ["conv1"], output: "warped" },
		{ type: "Conv", inputs: ["warped", "w2"], output: "conv2" },
		{ type: "Relu", inputs: ["conv2"], output: "out" },
		{ type: "NonZero", inputs: ["conv1"], output: "places" },
		{ type: "Relu", inputs: ["places"], output: "behind" },
		{ type: "Relu", inputs: ["behind"], output: "farther" },
	],
	output: ["out", "farther"],
};
const declared = { warped: ["N", 4, 3, 3] } as const;

describe("nodes that are not supported", () => {
	test("are listed, with what only follows them", () => {
		const network = importOnnx(onnxFile({ ...file, declared }), "x", list);
		expect(network.unsupported).toEqual([
			{
				name: "warped",
				operator: "Warp",
				reason: `warped: operator Warp is not supported; ${OTHERS}`,
			},
			{
				name: "places",
				operator: "NonZero",
				reason: `places: operator NonZero is not supported; ${OTHERS}`,
			},
			{
				name: "behind",
				operator: "Relu",
				reason: "behind: places: NonZero is left out, which makes places",
				isConsequence: true,
			},
			{
				name: "farther",
				operator: "Relu",
				reason: "farther: behind: Relu is left out, which makes behind",
				isConsequence: true,
			},
		]);
	});

	test("keep their shape where the file says it, so that the rest has a cost, but never run", () => {
		const network = importOnnx(onnxFile({ ...file, declared }), "x", list);
		expect(inferShapes(network).get("out")).toEqual([5, 3, 3]);
		expect(layerShapes(network).map(macsOf)).toEqual([4 * 27 * 36, 5 * 4 * 9]);
		const images = new Float32Array(3 * 64);
		expect(() =>
			runFloatReference(network, images, { gemm: referenceGemm }),
		).toThrow(
			new InputError(
				`x: warped: operator Warp is not supported; ${OTHERS}, so it has a cost but cannot run`,
			),
		);
	});

	test("are left out where nothing says their shape, but what leads to them stays", () => {
		const network = importOnnx(onnxFile(file), "x", list);
		expect(network.nodes.map(({ name }) => name)).toEqual(["conv1"]);
		expect(network.unsupported?.map(({ name }) => name)).toEqual([
			"warped",
			"conv2",
			"out",
			"places",
			"behind",
			"farther",
		]);
	});

	test("are refused by default", () => {
		expect(() => importOnnx(onnxFile({ ...file, declared }))).toThrow(
			new InputError(`warped: operator Warp is not supported; ${OTHERS}`),
		);
	});

	test("leave nothing where all depends on them", () => {
		const nodes = [
			{ type: "Warp", inputs: ["data"], output: "out" },
			{ type: "Relu", inputs: ["out"], output: "behind" },
		];
		expect(() => importOnnx(onnxFile({ nodes }), "x", list)).toThrow(
			new InputError(`out: operator Warp is not supported; ${OTHERS}`),
		);
	});

	test("weights of types that are not read matter only to who reads them", () => {
		const strings = { names: { type: 8, shape: [1], bytes: [] } };
		const relu = { type: "Relu", inputs: ["data"], output: "out" };
		const network = importOnnx(onnxFile({ raw: strings, nodes: [relu] }));
		expect(network.nodes.length).toBe(1);
		const reader = { type: "Add", inputs: ["data", "names"], output: "out" };
		expect(() =>
			importOnnx(onnxFile({ raw: strings, nodes: [reader] })),
		).toThrow(/^out: weights names: type STRING, expected FLOAT/);
	});
});

describe("a file with several outputs", () => {
	const two: OnnxFile = {
		nodes: [
			{ type: "Relu", inputs: ["data"], output: "a" },
			{ type: "Neg", inputs: ["data"], output: "b" },
		],
		output: ["a", "b"],
	};

	test("needs the choice of one", () => {
		expect(() => importOnnx(onnxFile(two))).toThrow(
			new InputError(
				"found outputs a, b, expected the choice of one (--scores)",
			),
		);
		expect(importOnnx(onnxFile(two), "x", { output: "b" }).output).toBe("b");
		expect(() => importOnnx(onnxFile(two), "x", { output: "c" })).toThrow(
			new InputError("output c: no tensor has this name; the outputs are a, b"),
		);
	});

	test("can be cut at any tensor, so that what follows need not be supported", () => {
		const file: OnnxFile = {
			nodes: [
				{ type: "Relu", inputs: ["data"], output: "scores" },
				{ type: "NonMaxSuppression", inputs: ["scores"], output: "boxes" },
			],
		};
		expect(() => importOnnx(onnxFile(file))).toThrow(
			"boxes: operator NonMaxSuppression is not supported",
		);
		const network = importOnnx(onnxFile(file), "x", { output: "scores" });
		expect(network.output).toBe("scores");
	});

	test("has all of them where it only has a cost", () => {
		const { nodes } = importOnnx(onnxFile(two), "x", list);
		expect(nodes.map(({ name }) => name)).toEqual(["a", "b"]);
	});
});

describe("a shape that the file leaves open", () => {
	const open: OnnxFile = {
		input: [3, "height", "width"],
		nodes: [{ type: "Relu", inputs: ["data"], output: "out" }],
	};

	test("must be given, and fit what the file says", () => {
		expect(() => importOnnx(onnxFile(open))).toThrow(
			new InputError(
				"input data: found the open shape [1,3,height,width], expected sizes for all axes but the batch (--input-shape)",
			),
		);
		const inputShape = [3, 8, 6];
		const { input } = importOnnx(onnxFile(open), "x", { inputShape });
		expect(input.shape).toEqual(inputShape);
		expect(() =>
			importOnnx(onnxFile(open), "x", { inputShape: [1, 8, 6] }),
		).toThrow("images of [3,height,width] cannot have the shape [1,8,6]");
	});
});
