import { InputError } from "../base/input-error.js";
import { sizeOf } from "../base/tensor.js";
import type {
	ConvolutionNode,
	DenseNode,
	MaxPoolNode,
	Network,
	NetworkNode,
	Pads,
} from "./network.js";

/** Larger tensors cannot be held in one typed array; a file that asks for one is broken. */
const MAX_TENSOR_SIZE = 2 ** 31;

/** Shape of one image's tensor, by tensor name, the input included. Checks that all nodes fit together. */
export function inferShapes(
	network: Network,
): ReadonlyMap<string, readonly number[]> {
	const { input } = network;
	if (!input.shape.every((size) => Number.isInteger(size) && size > 0)) {
		throw new InputError(
			`input ${input.name}: shape [${input.shape}] needs positive sizes`,
		);
	}
	const shapes = new Map<string, readonly number[]>([
		[input.name, input.shape],
	]);
	for (const node of network.nodes) {
		if (shapes.has(node.name))
			throw new InputError(`${node.name}: two tensors have this name`);
		const inputs = node.inputs.map((name) => {
			const shape = shapes.get(name);
			if (!shape)
				throw new InputError(
					`${node.name}: input ${name} is not the output of an earlier node`,
				);
			return shape;
		});
		shapes.set(node.name, inferNodeShape(node, inputs));
	}
	if (!shapes.has(network.output))
		throw new InputError(`output ${network.output}: no node has this name`);
	return shapes;
}

/** Shape of the tensor that a node makes of inputs of the given shapes. */
export function inferNodeShape(
	node: NetworkNode,
	inputs: readonly (readonly number[])[],
): readonly number[] {
	const [input] = inputs;
	if (!input || inputs.length !== 1) {
		throw new InputError(
			`${node.name}: ${node.kind} needs 1 input, found ${inputs.length}`,
		);
	}
	const shape = outputShape(node, input);
	if (sizeOf(shape) > MAX_TENSOR_SIZE) {
		throw new InputError(
			`${node.name}: output [${shape}] has more than 2^31 values`,
		);
	}
	return shape;
}

function outputShape(
	node: NetworkNode,
	input: readonly number[],
): readonly number[] {
	switch (node.kind) {
		case "convolution":
			return convolutionShape(node, featureMap(node, input));
		case "dense":
			return denseShape(node, vector(node, input));
		case "max-pool":
			return maxPoolShape(node, featureMap(node, input));
		case "relu":
			return input;
		case "flatten":
			return [sizeOf(input)];
		case "softmax":
			return vector(node, input);
		default:
			throw node satisfies never;
	}
}

function convolutionShape(
	node: ConvolutionNode,
	[channels, height, width]: FeatureMap,
): readonly number[] {
	const { name, weights, bias, groups } = node;
	const [outputs, inputsPerGroup, kernelHeight, kernelWidth] = weights.shape;
	if (
		weights.shape.length !== 4 ||
		!outputs ||
		!inputsPerGroup ||
		!kernelHeight ||
		!kernelWidth
	) {
		throw new InputError(
			`${name}: weights need shape [outputs, inputs, height, width], found [${weights.shape}]`,
		);
	}
	checkSize(name, "weights", weights.data.length, sizeOf(weights.shape));
	checkSize(name, "bias", bias.length, outputs);
	if (!isPositive(groups) || outputs % groups !== 0) {
		throw new InputError(
			`${name}: ${outputs} outputs cannot be split into ${groups} groups`,
		);
	}
	if (inputsPerGroup * groups !== channels) {
		const perGroup = groups === 1 ? "" : ` in ${groups} groups`;
		throw new InputError(
			`${name}: weights need ${inputsPerGroup * groups} input channels${perGroup}, found ${channels}`,
		);
	}
	return [
		outputs,
		...slide(node, [kernelHeight, kernelWidth], node.dilations, [
			height,
			width,
		]),
	];
}

function denseShape(
	{ name, weights, bias }: DenseNode,
	features: readonly [number],
): readonly number[] {
	const [outputs, inputs] = weights.shape;
	if (weights.shape.length !== 2 || !outputs || !inputs) {
		throw new InputError(
			`${name}: weights need shape [outputs, inputs], found [${weights.shape}]`,
		);
	}
	checkSize(name, "weights", weights.data.length, outputs * inputs);
	checkSize(name, "bias", bias.length, outputs);
	if (inputs !== features[0]) {
		throw new InputError(
			`${name}: weights need ${inputs} inputs, found ${features[0]}`,
		);
	}
	return [outputs];
}

function maxPoolShape(
	node: MaxPoolNode,
	[channels, height, width]: FeatureMap,
): readonly number[] {
	const [top, left, bottom, right] = node.pads;
	if (
		Math.max(top, bottom) >= node.kernel[0] ||
		Math.max(left, right) >= node.kernel[1]
	) {
		throw new InputError(
			`${node.name}: pads [${node.pads}] must be smaller than the kernel [${node.kernel}]`,
		);
	}
	return [channels, ...slide(node, node.kernel, [1, 1], [height, width])];
}

/** Number of places of a window that slides over a padded feature map, along each axis. */
function slide(
	node: {
		readonly name: string;
		readonly strides: readonly [number, number];
		readonly pads: Pads;
	},
	kernel: readonly [number, number],
	dilations: readonly [number, number],
	size: readonly [number, number],
): readonly [number, number] {
	const { name, strides, pads } = node;
	if (![...kernel, ...strides, ...dilations].every(isPositive)) {
		throw new InputError(
			`${name}: kernel [${kernel}], strides [${strides}] and dilations [${dilations}] need positive integers`,
		);
	}
	if (!pads.every((pad) => Number.isInteger(pad) && pad >= 0)) {
		throw new InputError(`${name}: pads [${pads}] need integers ≥ 0`);
	}
	const along = (axis: 0 | 1): number => {
		const padded = size[axis] + pads[axis] + pads[axis + 2]!;
		const extent = (kernel[axis] - 1) * dilations[axis] + 1;
		if (extent > padded) {
			throw new InputError(
				`${name}: window of ${extent} is larger than the padded input of ${padded}`,
			);
		}
		return Math.floor((padded - extent) / strides[axis]) + 1;
	};
	return [along(0), along(1)];
}

type FeatureMap = readonly [channels: number, height: number, width: number];

function featureMap(node: NetworkNode, shape: readonly number[]): FeatureMap {
	const [channels, height, width] = shape;
	if (shape.length !== 3) {
		throw new InputError(
			`${node.name}: ${node.kind} needs a feature map [channels, height, width], found [${shape}]`,
		);
	}
	return [channels!, height!, width!];
}

function vector(
	node: NetworkNode,
	shape: readonly number[],
): readonly [number] {
	if (shape.length !== 1) {
		throw new InputError(
			`${node.name}: ${node.kind} needs a vector, found [${shape}]; is a flatten missing?`,
		);
	}
	return [shape[0]!];
}

function checkSize(
	name: string,
	what: string,
	found: number,
	expected: number,
): void {
	if (found !== expected)
		throw new InputError(
			`${name}: ${what} need ${expected} values, found ${found}`,
		);
}

const isPositive = (value: number): boolean =>
	Number.isInteger(value) && value > 0;
