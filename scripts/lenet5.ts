import type { Network, PlaceRandom, Tensor } from "@mho/engine";
import { sizeOf } from "@mho/engine";

/** LeNet-5 in the shape that Caffe made common: no activation function after the convolutions. */
export const LENET5_SHAPES = {
	input: [1, 28, 28],
	conv1: [20, 1, 5, 5],
	conv2: [50, 20, 5, 5],
	ip1: [500, 800],
	ip2: [10, 500],
} as const;

export type Lenet5Layer = "conv1" | "conv2" | "ip1" | "ip2";

export interface LayerParameters {
	readonly weights: Tensor;
	readonly bias: Float32Array;
}

export type Lenet5Parameters = Readonly<Record<Lenet5Layer, LayerParameters>>;

export const LENET5_LAYERS: readonly Lenet5Layer[] = [
	"conv1",
	"conv2",
	"ip1",
	"ip2",
];

/** Makes the parameters layer by layer; weights with `weightAt(layer, index)`, biases 0. */
export function lenet5Parameters(
	weightAt: (layer: Lenet5Layer, index: number) => number,
): Lenet5Parameters {
	const make = (layer: Lenet5Layer): LayerParameters => {
		const shape = LENET5_SHAPES[layer];
		const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) =>
			weightAt(layer, i),
		);
		return { weights: { shape, data }, bias: new Float32Array(shape[0]) };
	};
	return {
		conv1: make("conv1"),
		conv2: make("conv2"),
		ip1: make("ip1"),
		ip2: make("ip2"),
	};
}

/** Xavier as in Caffe: uniform with variance 1 / inputs of the neuron. */
export function initialLenet5(random: PlaceRandom): Lenet5Parameters {
	return lenet5Parameters((layer, index) => {
		const fanIn = sizeOf(LENET5_SHAPES[layer].slice(1));
		return (
			(2 * random.uniform(LENET5_LAYERS.indexOf(layer), index) - 1) *
			Math.sqrt(3 / fanIn)
		);
	});
}

export function lenet5Network({
	conv1,
	conv2,
	ip1,
	ip2,
}: Lenet5Parameters): Network {
	const plain = {
		strides: [1, 1],
		pads: [0, 0, 0, 0],
		dilations: [1, 1],
		groups: 1,
	} as const;
	const pool = {
		kernel: [2, 2],
		strides: [2, 2],
		pads: [0, 0, 0, 0],
		dilations: [1, 1],
		rounding: "down",
	} as const;
	return {
		name: "lenet5-mnist",
		input: { name: "data", shape: LENET5_SHAPES.input },
		nodes: [
			{
				kind: "convolution",
				name: "conv1",
				inputs: ["data"],
				...conv1,
				...plain,
			},
			{ kind: "max-pool", name: "pool1", inputs: ["conv1"], ...pool },
			{
				kind: "convolution",
				name: "conv2",
				inputs: ["pool1"],
				...conv2,
				...plain,
			},
			{ kind: "max-pool", name: "pool2", inputs: ["conv2"], ...pool },
			{ kind: "flatten", name: "flatten", inputs: ["pool2"] },
			{ kind: "dense", name: "ip1", inputs: ["flatten"], ...ip1 },
			{
				kind: "activation",
				function: { kind: "relu" },
				name: "relu1",
				inputs: ["ip1"],
			},
			{ kind: "dense", name: "ip2", inputs: ["relu1"], ...ip2 },
		],
		output: "ip2",
	};
}
