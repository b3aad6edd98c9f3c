import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inferShapes } from "./infer-shapes.js";
import { layerShapes, macsOf } from "./layer-shape.js";
import type {
	ConvolutionNode,
	MaxPoolNode,
	Network,
	NetworkNode,
} from "./network.js";
import { operandCodes } from "./operand-codes.js";

const convolution = (
	name: string,
	input: string,
	shape: readonly [number, number, number, number],
	options: Partial<ConvolutionNode> = {},
): ConvolutionNode => ({
	kind: "convolution",
	name,
	inputs: [input],
	weights: { shape, data: new Float32Array(shape.reduce((a, b) => a * b)) },
	bias: new Float32Array(shape[0]),
	strides: [1, 1],
	pads: [0, 0, 0, 0],
	dilations: [1, 1],
	groups: 1,
	...options,
});

const maxPool = (
	name: string,
	input: string,
	options: Partial<MaxPoolNode> = {},
): MaxPoolNode => ({
	kind: "max-pool",
	dilations: [1, 1],
	rounding: "down",
	name,
	inputs: [input],
	kernel: [2, 2],
	strides: [2, 2],
	pads: [0, 0, 0, 0],
	...options,
});

const dense = (
	name: string,
	input: string,
	shape: readonly [number, number],
): NetworkNode => ({
	kind: "dense",
	name,
	inputs: [input],
	weights: { shape, data: new Float32Array(shape[0] * shape[1]) },
	bias: new Float32Array(shape[0]),
});

const relu = (name: string, input: string): NetworkNode => ({
	kind: "activation",
	function: { kind: "relu" },
	name,
	inputs: [input],
});

/** examples/mnist/lenet.prototxt of BVLC/caffe. */
const lenet5: Network = {
	name: "lenet5",
	input: { name: "data", shape: [1, 28, 28] },
	nodes: [
		convolution("conv1", "data", [20, 1, 5, 5]),
		maxPool("pool1", "conv1"),
		convolution("conv2", "pool1", [50, 20, 5, 5]),
		maxPool("pool2", "conv2"),
		{ kind: "flatten", name: "flat", inputs: ["pool2"] },
		dense("ip1", "flat", [500, 800]),
		relu("relu1", "ip1"),
		dense("ip2", "relu1", [10, 500]),
		{ kind: "softmax", axis: 0, name: "prob", inputs: ["ip2"] },
	],
	output: "prob",
};

describe("LeNet-5 of Caffe", () => {
	const shapes = layerShapes(lenet5);

	test("is 25·20, 500·50, 800·500 and 500·10 at 576, 64, 1 and 1 positions", () => {
		expect(
			shapes.map(({ layer, rows, outputs, positions, groups }) => [
				layer,
				rows,
				outputs,
				positions,
				groups,
			]),
		).toEqual([
			["conv1", 25, 20, 576, 1],
			["conv2", 500, 50, 64, 1],
			["ip1", 800, 500, 1, 1],
			["ip2", 500, 10, 1, 1],
		]);
		expect(shapes.reduce((sum, shape) => sum + macsOf(shape), 0)).toBe(2293000);
	});

	test("lets conv2 start after 226 positions of conv1", () => {
		// Window 5×5 of pool1 ends at its pixel (4, 4), which ends at pixel (9, 9) of conv1: 9 · 24 + 9 + 1.
		expect(shapes.map(({ leadPositions }) => leadPositions)).toEqual([
			226, 64, 1, 1,
		]);
	});

	test("is followed by pooling and one ReLU, which alone proves its output is not negative", () => {
		expect(shapes.map((shape) => shape.poolOutputs)).toEqual([2880, 800, 0, 0]);
		expect(shapes.map((shape) => shape.activations)).toEqual([0, 0, 500, 0]);
		expect(shapes.map((shape) => shape.signedInputs)).toEqual([
			true,
			true,
			true,
			false,
		]);
		expect(shapes.map((shape) => shape.inputValues)).toEqual([
			784, 2880, 800, 500,
		]);
	});
});

describe("a tensor is proven not negative", () => {
	test("by a ReLU or softmax, through pooling and flattening, and by nothing else", () => {
		const network: Network = {
			name: "signs",
			input: { name: "data", shape: [1, 8, 8] },
			nodes: [
				maxPool("pooledInput", "data"),
				relu("relu1", "pooledInput"),
				maxPool("pool", "relu1"),
				{ kind: "flatten", name: "flat", inputs: ["pool"] },
				dense("ip", "flat", [3, 4]),
				{ kind: "softmax", axis: 0, name: "prob", inputs: ["ip"] },
			],
			output: "prob",
		};
		const proven = ["data", ...network.nodes.map(({ name }) => name)].filter(
			(name) => !operandCodes(network).isSigned(name),
		);
		expect(proven).toEqual(["relu1", "pool", "flat", "prob"]);
	});
});

describe("a grouped convolution", () => {
	test("counts rows and outputs of one group", () => {
		const network: Network = {
			name: "groups",
			input: { name: "data", shape: [4, 6, 6] },
			nodes: [convolution("conv", "data", [6, 2, 3, 3], { groups: 2 })],
			output: "conv",
		};
		const [shape] = layerShapes(network);
		expect(shape).toMatchObject({ rows: 18, outputs: 3, groups: 2 });
		expect(macsOf(shape!)).toBe(6 * 18 * 16);
	});
});

describe("the positions before the next layer can start", () => {
	test("are those up to the last pixel that its first window reads", () => {
		const pair = (min: number, max: number) =>
			fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
		const pads = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1), fc.nat(1));
		fc.assert(
			fc.property(
				fc.record({ kernel: pair(2, 3), strides: pair(1, 2), pads }),
				fc.record({
					kernel: pair(1, 4),
					strides: pair(1, 2),
					dilations: pair(1, 2),
					pads,
				}),
				fc.boolean(),
				(pool, next, pooled) => {
					// Else the first window lies in the padding.
					fc.pre(
						next.kernel.every(
							(size, axis) =>
								(size - 1) * next.dilations[axis]! >= next.pads[axis]!,
						),
					);
					const network: Network = {
						name: "chain",
						input: { name: "data", shape: [1, 20, 19] },
						nodes: [
							convolution("conv1", "data", [1, 1, 3, 3]),
							relu("relu", "conv1"),
							...(pooled ? [maxPool("pool", "relu", pool)] : []),
							convolution(
								"conv2",
								pooled ? "pool" : "relu",
								[1, 1, ...next.kernel],
								next,
							),
						],
						output: "conv2",
					};
					const [first] = layerShapes(network);
					expect(first!.leadPositions).toBe(
						lastPixelRead(network, "conv2", [[0, 0]]) + 1,
					);
				},
			),
			{ numRuns: 300 },
		);
	});
});

/** Index in scan order of the last pixel of conv1 that some pixels of a tensor are made from. */
function lastPixelRead(
	network: Network,
	tensor: string,
	pixels: readonly (readonly [number, number])[],
): number {
	const shapes = inferShapes(network);
	if (tensor === "conv1") {
		const [, , width] = shapes.get(tensor)! as [number, number, number];
		return Math.max(...pixels.map(([y, x]) => y * width + x));
	}
	const node = network.nodes.find(({ name }) => name === tensor)!;
	const source = node.inputs[0]!;
	const [, height, width] = shapes.get(source)! as [number, number, number];
	if (node.kind !== "convolution" && node.kind !== "max-pool")
		return lastPixelRead(network, source, pixels);
	const [kernelHeight, kernelWidth] = pairOf(
		node.kind === "max-pool" ? node.kernel : node.weights.shape.slice(2),
	);
	const [dilationY, dilationX] = pairOf(node.dilations);
	const [strideY, strideX] = pairOf(node.strides);
	const [top, left] = pairOf(node.pads);
	const read: [number, number][] = [];
	for (const [py, px] of pixels) {
		for (let ky = 0; ky < kernelHeight; ky++) {
			for (let kx = 0; kx < kernelWidth; kx++) {
				const y = py * strideY - top + ky * dilationY;
				const x = px * strideX - left + kx * dilationX;
				if (y >= 0 && y < height && x >= 0 && x < width) read.push([y, x]);
			}
		}
	}
	return lastPixelRead(network, source, read);
}

function pairOf(values: readonly number[]): readonly [number, number] {
	return [values[0]!, values[1]!];
}
