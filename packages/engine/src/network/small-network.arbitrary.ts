import fc from "fast-check";
import { type PlaceRandom, randomFor } from "../base/random.js";
import { sizeOf, type Tensor } from "../base/tensor.js";
import { inferShapes } from "./infer-shapes.js";
import type { ConvolutionNode, Network, NetworkNode } from "./network.js";

/** A small network of every kind of node, with images that fit it. */
export interface SmallNetwork {
	readonly network: Network;
	/** float, [count × input values], of either sign */
	readonly images: Float32Array;
	readonly count: number;
}

/** One such network, the same in every test. */
export function oneSmallNetwork(count: number): SmallNetwork {
	return fc.sample(anySmallNetwork(count), { seed: 7, numRuns: 1 })[0]!;
}

/** conv → (ReLU) → max-pool → grouped, padded conv → ReLU → flatten → dense → ReLU → dense → softmax */
export function anySmallNetwork(count: number): fc.Arbitrary<SmallNetwork> {
	return fc
		.record({
			channels: fc.integer({ min: 1, max: 2 }),
			size: fc.integer({ min: 7, max: 9 }),
			groups: fc.integer({ min: 1, max: 2 }),
			reluBeforePool: fc.boolean(),
			hidden: fc.integer({ min: 2, max: 12 }),
			seed: fc.nat(),
		})
		.map((choice) => {
			const random = randomFor(choice.seed, "small network");
			const network = smallNetwork(choice, random);
			const values = sizeOf(network.input.shape);
			return {
				network,
				images: evenly(count * values, 100, random),
				count,
			};
		});
}

function smallNetwork(
	choice: {
		readonly channels: number;
		readonly size: number;
		readonly groups: number;
		readonly reluBeforePool: boolean;
		readonly hidden: number;
	},
	random: PlaceRandom,
): Network {
	const { channels, size, groups, hidden } = choice;
	const convolution = (
		name: string,
		input: string,
		shape: readonly number[],
		place: number,
	): ConvolutionNode => ({
		kind: "convolution",
		name,
		inputs: [input],
		weights: tensor(shape, place, random),
		bias: evenly(shape[0]!, place + 1, random),
		strides: [1, 1],
		pads: [0, 0, 0, 0],
		dilations: [1, 1],
		groups: 1,
	});
	const nodes: NetworkNode[] = [
		convolution("conv1", "data", [4, channels, 3, 3], 0),
		...(choice.reluBeforePool
			? [
					{
						kind: "activation",
						function: { kind: "relu" },
						name: "relu1",
						inputs: ["conv1"],
					} as const,
				]
			: []),
		{
			kind: "max-pool",
			dilations: [1, 1],
			rounding: "down",
			name: "pool1",
			inputs: [choice.reluBeforePool ? "relu1" : "conv1"],
			kernel: [2, 2],
			strides: [2, 2],
			pads: [0, 0, 0, 0],
		},
		{
			...convolution("conv2", "pool1", [6, 4 / groups, 2, 2], 2),
			pads: [1, 0, 0, 1],
			groups,
		},
		{
			kind: "activation",
			function: { kind: "relu" },
			name: "relu2",
			inputs: ["conv2"],
		},
		{ kind: "flatten", name: "flat", inputs: ["relu2"] },
	];
	const input = { name: "data", shape: [channels, size, size] };
	const features = sizeOf(
		inferShapes({ name: "trunk", input, nodes, output: "flat" }).get("flat")!,
	);
	nodes.push(
		{
			kind: "dense",
			name: "ip1",
			inputs: ["flat"],
			weights: tensor([hidden, features], 4, random),
			bias: evenly(hidden, 5, random),
		},
		{
			kind: "activation",
			function: { kind: "relu" },
			name: "relu3",
			inputs: ["ip1"],
		},
		{
			kind: "dense",
			name: "ip2",
			inputs: ["relu3"],
			weights: tensor([5, hidden], 6, random),
			bias: evenly(5, 7, random),
		},
		{ kind: "softmax", axis: 0, name: "probabilities", inputs: ["ip2"] },
	);
	return { name: "small", input, nodes, output: "probabilities" };
}

function tensor(
	shape: readonly number[],
	place: number,
	random: PlaceRandom,
): Tensor {
	return { shape, data: evenly(sizeOf(shape), place, random) };
}

/** Evenly spread in −1 … 1. */
function evenly(
	length: number,
	place: number,
	random: PlaceRandom,
): Float32Array {
	return Float32Array.from(
		{ length },
		(_, i) => 2 * random.uniform(place, i) - 1,
	);
}
