import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFor } from "../base/random.js";
import type { Tensor } from "../base/tensor.js";
import {
	evenly,
	simulateNetwork,
} from "../evaluate/simulate-network.support.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { layerShapes } from "../network/layer-shape.js";
import type { Network, NetworkNode } from "../network/network.js";
import { anyDesign, anyThreshold } from "../presets/design.arbitrary.js";

expectKernelToRun();

const IMAGES = 2;

const anyTrunk = fc.record({
	channels: fc.integer({ min: 1, max: 5 }),
	outputs: fc.integer({ min: 2, max: 6 }),
	height: fc.integer({ min: 1, max: 4 }),
	width: fc.integer({ min: 1, max: 4 }),
	seed: fc.nat(),
});

test("a dense layer of each pixel's channels is a 1 × 1 convolution: scores, events and shapes", () => {
	fc.assert(
		fc.property(
			anyTrunk,
			anyDesign({
				adc: { kind: "fixed", bits: 5, step: 2, signed: true },
				partialProducts: anyThreshold,
				leastInputBits: 2,
			}),
			fc.boolean(),
			(trunk, design, biasCorrection) => {
				const { channels, height, width, seed } = trunk;
				const random = randomFor(seed, "dense on vectors");
				const values = channels * height * width;
				const images = evenly([IMAGES * values], 9, random).data;
				const operands = { ...design.operands, biasCorrection };
				const read = [onPixels(trunk), byConvolution(trunk)].map((network) =>
					simulateNetwork(network, images, IMAGES, { ...design, operands }),
				);
				expect(read[0]).toEqual(read[1]);
				const [dense, convolution] = [
					onPixels(trunk),
					byConvolution(trunk),
				].map((network) => layerShapes(network)[0]!);
				expect(dense!.positions).toBe(height * width);
				expect(dense!.leadPositions).toBe(height * width);
				expect(dense!.rows).toBe(convolution!.rows);
				expect(dense!.windowValues).toBe(convolution!.windowValues);
			},
		),
		{ numRuns: 40 },
	);
});

type Trunk = typeof anyTrunk extends fc.Arbitrary<infer Value> ? Value : never;

/** Channels last, dense layer, channels first: what MatMul and Linear are exported as. */
function onPixels(trunk: Trunk): Network {
	const { weights, bias } = layerOf(trunk);
	return network(trunk, [
		{
			kind: "transpose",
			name: "last",
			inputs: ["data"],
			permutation: [1, 2, 0],
		},
		{ kind: "dense", name: "layer", inputs: ["last"], weights, bias },
		relu("layer"),
		{
			kind: "transpose",
			name: "first",
			inputs: ["relu"],
			permutation: [2, 0, 1],
		},
	]);
}

function byConvolution(trunk: Trunk): Network {
	const { weights, bias } = layerOf(trunk);
	return network(trunk, [
		{
			kind: "convolution",
			name: "layer",
			inputs: ["data"],
			weights: { ...weights, shape: [...weights.shape, 1, 1] },
			bias,
			groups: 1,
			strides: [1, 1],
			pads: [0, 0, 0, 0],
			dilations: [1, 1],
		},
		relu("layer"),
	]);
}

function relu(input: string): NetworkNode {
	return {
		kind: "activation",
		function: { kind: "relu" },
		name: "relu",
		inputs: [input],
	};
}

function layerOf({ channels, outputs, seed }: Trunk): {
	readonly weights: Tensor;
	readonly bias: Float32Array;
} {
	const random = randomFor(seed, "dense on vectors");
	return {
		weights: evenly([outputs, channels], 1, random),
		bias: evenly([outputs], 2, random).data,
	};
}

/** With a dense layer of the whole feature map behind. */
function network(
	{ channels, outputs, height, width, seed }: Trunk,
	nodes: readonly NetworkNode[],
): Network {
	const random = randomFor(seed, "dense on vectors");
	return {
		name: "on pixels",
		input: { name: "data", shape: [channels, height, width] },
		nodes: [
			...nodes,
			{ kind: "flatten", name: "flat", inputs: [nodes.at(-1)!.name] },
			{
				kind: "dense",
				name: "scores",
				inputs: ["flat"],
				weights: evenly([3, outputs * height * width], 3, random),
				bias: evenly([3], 4, random).data,
			},
		],
		output: "scores",
	};
}
