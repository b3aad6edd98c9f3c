import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFor } from "../../base/random.js";
import { sizeOf } from "../../base/tensor.js";
import { referenceGemm } from "../../kernels/gemm/reference.js";
import { runFloatReference } from "../float-reference.js";
import { importOnnx } from "../import/onnx/import-onnx.js";
import { everyKind } from "../import/onnx/networks.support.js";
import { inferShapes } from "../infer-shapes.js";
import { layerShapes } from "../layer-shape.js";
import type { Network, NetworkNode } from "../network.js";
import { anySmallNetwork } from "../small-network.arbitrary.js";
import { anyStoredNetwork } from "../stored-network.arbitrary.js";
import { exportOnnx } from "./export-onnx.js";

const run = (network: Network, images: Float32Array): Float32Array =>
	runFloatReference(network, images, { gemm: referenceGemm });

describe("a network that is written and read again", () => {
	test("is the same network, and the same bytes when it is written again", () => {
		const bytes = exportOnnx(everyKind);
		expect(importOnnx(bytes)).toEqual(everyKind);
		expect(exportOnnx(importOnnx(bytes))).toEqual(bytes);
	});

	test("computes the same bits", () => {
		fc.assert(
			fc.property(
				fc.oneof(anySmallNetwork(2), anyStoredNetwork(2)),
				({ network, images }) => {
					const again = importOnnx(exportOnnx(network));
					expect(run(again, images)).toEqual(run(network, images));
					expect(layerShapes(again)).toEqual(layerShapes(network));
				},
			),
			{ numRuns: 100 },
		);
	});

	test.each(everyOtherNode())("does so with $what", ({ nodes }) => {
		const input = { name: "data", shape: [4, 6, 5] };
		const network: Network = {
			name: "one",
			input,
			nodes,
			output: nodes.at(-1)!.name,
		};
		const random = randomFor(1, "exported network");
		const images = Float32Array.from(
			{ length: 3 * sizeOf(input.shape) },
			(_, i) => 4 * random.uniform(i) - 1,
		);
		const again = importOnnx(exportOnnx(network));
		expect(run(again, images)).toEqual(run(network, images));
		expect(inferShapes(again).get(again.output)).toEqual(
			inferShapes(network).get(network.output),
		);
	});

	test("is refused where ONNX has no operator for it", () => {
		const network: Network = {
			name: "one",
			input: { name: "data", shape: [4] },
			nodes: [binary("mod", "data", "data")],
			output: "mod",
		};
		expect(() => exportOnnx(network)).toThrow(
			"mod: mod cannot be written as ONNX",
		);
	});
});

/** A small network for each node, each function and each form that the networks above do not have. */
function everyOtherNode(): readonly {
	readonly what: string;
	readonly nodes: readonly NetworkNode[];
}[] {
	const one = (what: string, node: object) => ({
		what,
		nodes: [{ name: "y", inputs: ["data"], ...node } as unknown as NetworkNode],
	});
	const activations = [
		..."relu sigmoid hard-swish tanh softplus softsign mish erf sign abs neg exp log sqrt reciprocal floor ceil round not"
			.split(" ")
			.map((kind) => ({ kind })),
		{ kind: "leaky-relu", alpha: Math.fround(0.1) },
		{ kind: "thresholded-relu", alpha: 0.5 },
		{ kind: "clip", min: 0, max: 1.5 },
		{ kind: "clip", min: Number.NEGATIVE_INFINITY, max: 1.5 },
		{ kind: "elu", alpha: 0.5 },
		{ kind: "celu", alpha: 0.5 },
		{ kind: "selu", alpha: 1.5, gamma: 2 },
		{ kind: "gelu", approximate: "none" },
		{ kind: "gelu", approximate: "tanh" },
		{ kind: "hard-sigmoid", alpha: 0.25, beta: 0.5 },
	].map((f) =>
		one(`activation ${f.kind}`, { kind: "activation", function: f }),
	);
	const functions =
		"add sub mul div pow min max prelu equal less less-or-equal greater greater-or-equal and or xor".split(
			" ",
		);
	const slope: NetworkNode = {
		kind: "constant",
		name: "stored",
		inputs: [],
		value: { shape: [4, 1, 1], data: Float32Array.of(0.5, 1, 0, 2) },
	};
	const arithmetic = functions.map((f) => ({
		what: `arithmetic ${f}`,
		nodes: [slope, binary(f, "data", "stored")],
	}));
	const reductions = ["mean", "sum", "prod", "max", "min", "l1", "l2"].flatMap(
		(f) =>
			[true, false].map((keepDims) =>
				one(`reduce ${f}`, {
					kind: "reduce",
					function: f,
					axes: [0, 2],
					keepDims,
				}),
			),
	);
	const window = { strides: [2, 1], pads: [1, 0, 1, 1], dilations: [1, 2] };
	const pools = ["max-pool", "average-pool"].flatMap((kind) =>
		["down", "up"].map((rounding) =>
			one(`${kind} rounded ${rounding}`, {
				kind,
				kernel: [3, 2],
				rounding,
				...window,
				...(kind === "average-pool" ? { countIncludePad: true } : {}),
			}),
		),
	);
	const modes = ["constant", "edge", "reflect", "wrap"].map((kind) =>
		one(`pad ${kind}`, {
			kind: "pad",
			pads: [0, 1, 2, 0, 2, 1],
			mode: kind === "constant" ? { kind, value: 1.5 } : { kind },
		}),
	);
	const channels = (first: number) =>
		Float32Array.from({ length: 4 }, (_, k) => first + k / 4);
	const scales = {
		scale: { shape: [4, 1, 1], data: channels(0.25) },
		zeroPoint: { shape: [], data: Float32Array.of(3) },
		min: -128,
		max: 127,
	};
	return [
		...activations,
		...arithmetic,
		...reductions,
		...pools,
		...modes,
		one("global average", { kind: "global-pool", function: "average" }),
		one("global maximum", { kind: "global-pool", function: "max" }),
		one("normalisation", {
			kind: "batch-normalization",
			scale: channels(1),
			bias: channels(-1),
			mean: channels(0),
			variance: channels(0.5),
			epsilon: Math.fround(1e-5),
		}),
		one("response normalisation", {
			kind: "local-response-normalization",
			region: "across-channels",
			size: 3,
			alpha: 0.5,
			beta: 0.75,
			bias: 1,
		}),
		one("softmax", { kind: "softmax", axis: 1 }),
		one("log-softmax", { kind: "log-softmax", axis: 2 }),
		one("reshape", { kind: "reshape", shape: [5, 24] }),
		one("transpose", { kind: "transpose", permutation: [2, 0, 1] }),
		one("slice", {
			kind: "slice",
			starts: [3, 0, 1],
			steps: [-1, 2, 1],
			sizes: [4, 3, 2],
		}),
		one("gather", {
			kind: "gather",
			axis: 1,
			indices: { shape: [2, 2], data: Int32Array.of(5, 0, 2, 2) },
		}),
		one("transposed convolution", {
			kind: "transposed-convolution",
			weights: {
				shape: [4, 1, 2, 2],
				data: Float32Array.from({ length: 16 }, (_, i) => i / 8 - 1),
			},
			bias: channels(0).subarray(0, 2),
			groups: 2,
			strides: [2, 2],
			dilations: [1, 1],
			pads: [0, 1, 0, 0],
			outputPads: [1, 0],
		}),
		one("dense layer of rows", {
			kind: "dense",
			weights: {
				shape: [3, 5],
				data: Float32Array.from({ length: 15 }, (_, i) => i / 7),
			},
			bias: Float32Array.of(1, 2, 3),
		}),
		{
			what: "product of computed matrices",
			nodes: [
				{
					kind: "transpose",
					name: "turned",
					inputs: ["data"],
					permutation: [0, 2, 1],
				},
				{ kind: "matmul", name: "y", inputs: ["data", "turned"] },
			],
		},
		{
			what: "select",
			nodes: [
				slope,
				{ kind: "select", name: "y", inputs: ["stored", "data", "stored"] },
			],
		},
		{
			what: "scales of channels",
			nodes: [
				{ kind: "quantize-linear", name: "q", inputs: ["data"], ...scales },
				{ kind: "dequantize-linear", name: "y", inputs: ["q"], ...scales },
			],
		},
	];
}

function binary(f: string, a: string, b: string): NetworkNode {
	return {
		kind: "arithmetic",
		function: f,
		name: f,
		inputs: [a, b],
	} as NetworkNode;
}
