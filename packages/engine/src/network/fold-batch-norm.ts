import type { MatrixNode, NetworkNode } from "./network.js";
import type { ConstantNode } from "./nodes/constant.js";
import type { Shape } from "./nodes/node.js";
import { normalizationFactors } from "./nodes/normalization.js";

/** `factor · x + offset` for each channel. */
interface ChannelScale {
	readonly factors: Float64Array;
	readonly offsets: Float64Array;
}

/**
 * A layer with the node after it folded into its weights and bias, in float64 and rounded once: a batch
 * normalisation, or a constant for each channel that is added, subtracted, multiplied or divided by. Undefined
 * where the node is nothing of that kind.
 */
export function foldIntoLayer<Layer extends MatrixNode>(
	layer: Layer,
	node: NetworkNode,
	shape: Shape,
	constants: ReadonlyMap<string, ConstantNode>,
): Layer | undefined {
	const scale = channelScale(node, shape, constants);
	if (!scale) return undefined;
	const { factors, offsets } = scale;
	const { weights, bias } = layer;
	return {
		...layer,
		...scaledIntegers(layer, factors),
		weights: {
			shape: weights.shape,
			data: scaledOutputs(weights.data, factors),
		},
		bias: bias.map((value, k) => value * factors[k]! + offsets[k]!),
	};
}

/** Weights, `[outputs × rows]`, times the factor of their output. */
function scaledOutputs(
	weights: Float32Array,
	factors: Float64Array,
): Float32Array {
	const scaled = new Float32Array(weights.length);
	const rows = weights.length / factors.length;
	let at = 0;
	for (const factor of factors) {
		for (const end = at + rows; at < end; at++)
			scaled[at] = weights[at]! * factor;
	}
	return scaled;
}

/** Codes of another scale are the same; of weights that change their sign they are not kept. */
function scaledIntegers(
	{ integers }: MatrixNode,
	factors: Float64Array,
): Partial<Pick<MatrixNode, "integers">> {
	if (!integers) return {};
	if (!factors.every((factor) => factor > 0)) return { integers: undefined };
	const scales = integers.scales.map((scale, k) => scale * factors[k]!);
	return { integers: { ...integers, scales } };
}

function channelScale(
	node: NetworkNode,
	shape: Shape,
	constants: ReadonlyMap<string, ConstantNode>,
): ChannelScale | undefined {
	if (node.kind === "batch-normalization") return normalizationFactors(node);
	if (node.kind !== "arithmetic") return undefined;
	const operand = node.inputs.findIndex((input) => constants.has(input));
	const values = channelValues(constants.get(node.inputs[operand]!), shape);
	if (!values) return undefined;
	const ones = values.map(() => 1);
	const zeros = values.map(() => 0);
	switch (node.function) {
		case "add":
			return { factors: ones, offsets: values };
		case "mul":
			return { factors: values, offsets: zeros };
		case "sub":
			if (operand !== 1) return undefined;
			return { factors: ones, offsets: values.map((value) => -value) };
		case "div":
			if (operand !== 1) return undefined;
			return { factors: values.map((value) => 1 / value), offsets: zeros };
		default:
			return undefined;
	}
}

/** The value of each channel, of a constant that does not differ within one. */
function channelValues(
	constant: ConstantNode | undefined,
	[channels, ...spatial]: Shape,
): Float64Array | undefined {
	if (!constant || channels === undefined) return undefined;
	const { shape, data } = constant.value;
	if (shape.length > spatial.length + 1) return undefined;
	if (data.length === 1) return new Float64Array(channels).fill(data[0]!);
	const isByChannel =
		shape.length === spatial.length + 1 &&
		shape.every((size, axis) => size === (axis === 0 ? channels : 1));
	return isByChannel ? Float64Array.from(data) : undefined;
}
