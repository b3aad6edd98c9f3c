import { InputError } from "../base/input-error.js";
import { clamp, roundHalfToEven } from "../base/round.js";
import { convolutionGeometry } from "../network/convolution-geometry.js";
import {
	constantsOf,
	type FusedNode,
	fuseNodes,
	keepsScale,
} from "../network/fuse-nodes.js";
import { inferShapes } from "../network/infer-shapes.js";
import { isNonNegative } from "../network/layer-shape.js";
import {
	isMatrixNode,
	type MatrixNode,
	type Network,
	type NetworkNode,
	operatorOf,
} from "../network/network.js";
import type { ConstantNode } from "../network/nodes/constant.js";
import type { MaxPoolNode } from "../network/nodes/pool.js";
import type { TensorRanges } from "./calibration.js";
import {
	type DigitalOperand,
	type QuantizedMatrixLayer,
	type QuantizedMaxPool,
	type QuantizedNetwork,
	type QuantizedNode,
	type QuantizedTensor,
	SCORE_BITS,
} from "./quantized-network.js";

/** Operand widths, for all layers or layer by layer. */
export interface QuantizeOptions {
	readonly inputSign: "signed" | "where-needed";
	/** Bits of the weights and of the input of a matrix layer. */
	readonly bitsOf: (layer: string) => {
		readonly weightBits: number;
		readonly inputBits: number;
	};
}

/**
 * Turns a trained network into integers: weights symmetric per output channel, activations per tensor over
 * the range seen in calibration. Normalisations are folded into the layers before them, and an activation function
 * that alone follows a node is applied before the one rounding. What is no layer runs digitally.
 *
 * @throws InputError where a softmax is not at the end, or a tensor has no calibrated range
 */
export function quantizeNetwork(
	network: Network,
	ranges: TensorRanges,
	options: QuantizeOptions,
): QuantizedNetwork {
	const shapes = inferShapes(network);
	const graph = withoutFinalSoftmax(network);
	const fused = fuseNodes(graph, shapes);
	const sources = scaleSources(fused);
	const bits = tensorBits(fused, sources, options);
	const tensors = new Map<string, QuantizedTensor>();
	const tensorOf = (name: string): QuantizedTensor => {
		const known = tensors.get(name);
		if (known !== undefined) return known;
		const source = sources.get(name) ?? name;
		const signed =
			options.inputSign === "signed" || !isNonNegative(graph, source);
		const sourceBits = bits.get(source) ?? SCORE_BITS;
		const tensor = {
			name,
			shape: shapes.get(name)!,
			scale: scaleOf(ranges, source, sourceBits, signed),
			bits: sourceBits,
			signed,
		};
		tensors.set(name, tensor);
		return tensor;
	};
	const constants = constantsOf(graph);
	return {
		name: network.name,
		input: tensorOf(graph.input.name),
		nodes: fused.map((node) =>
			quantizeNode(node, { tensorOf, constants, options }),
		),
		output: graph.output,
	};
}

/** A graph whose answer is taken before the softmax, which changes no order. */
function withoutFinalSoftmax(network: Network): Network {
	const softmax = network.nodes.find(({ kind }) => kind === "softmax");
	if (softmax === undefined) return network;
	if (softmax.name !== network.output)
		throw new InputError(
			`${softmax.name}: softmax is supported only as the last node`,
		);
	return {
		...network,
		nodes: network.nodes.filter((node) => node !== softmax),
		output: softmax.inputs[0]!,
	};
}

/** By tensor: the one whose scale it has. Pooling and moving values keep the scale of what they read. */
function scaleSources(
	fused: readonly FusedNode[],
): ReadonlyMap<string, string> {
	const sources = new Map<string, string>();
	for (const { node, output } of fused) {
		const [input] = node.inputs;
		if (input !== undefined && keepsScale(node))
			sources.set(output, sources.get(input) ?? input);
	}
	return sources;
}

/**
 * Bits of each tensor: the widest input that any matrix layer behind it asks for; scores that no layer reads have
 * their own width.
 */
function tensorBits(
	fused: readonly FusedNode[],
	sources: ReadonlyMap<string, string>,
	options: QuantizeOptions,
): ReadonlyMap<string, number> {
	const bits = new Map<string, number>();
	for (const { node, output } of fused.toReversed()) {
		const own = bits.get(output) ?? SCORE_BITS;
		const wanted = isMatrixNode(node)
			? options.bitsOf(node.name).inputBits
			: own;
		for (const input of node.inputs) {
			bits.set(input, Math.max(bits.get(input) ?? 0, wanted));
		}
		const source = sources.get(output);
		if (source !== undefined)
			bits.set(source, Math.max(bits.get(source) ?? 0, own));
	}
	return bits;
}

function scaleOf(
	ranges: TensorRanges,
	tensor: string,
	bits: number,
	signed: boolean,
): number {
	const range = ranges.get(tensor);
	if (range === undefined)
		throw new InputError(`${tensor}: no calibrated range`);
	const reach = signed ? Math.max(-range.min, range.max) : range.max;
	const codes = signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
	return reach > 0 ? reach / codes : 1;
}

interface QuantizeContext {
	readonly tensorOf: (name: string) => QuantizedTensor;
	readonly constants: ReadonlyMap<string, ConstantNode>;
	readonly options: QuantizeOptions;
}

function quantizeNode(
	{ node, activation, output: outputName }: FusedNode,
	{ tensorOf, constants, options }: QuantizeContext,
): QuantizedNode {
	const output = tensorOf(outputName);
	const input = (): QuantizedTensor => tensorOf(node.inputs[0]!);
	switch (node.kind) {
		case "convolution":
		case "dense":
			return quantizeMatrixNode(node, input(), output, {
				activation,
				weightBits: options.bitsOf(node.name).weightBits,
			});
		case "flatten":
			return { kind: "flatten", name: node.name, input: input(), output };
		case "max-pool":
			if (isPlainWindow(node)) return quantizeMaxPool(node, input(), output);
			break;
		case "softmax":
			throw new InputError(
				`${node.name}: softmax is supported only as the last node`,
			);
		case "transposed-convolution":
		case "matmul":
		case "quantize-linear":
		case "dequantize-linear":
		case "constant":
			throw unsupported(node);
		case "average-pool":
		case "global-pool":
		case "batch-normalization":
		case "local-response-normalization":
		case "activation":
		case "arithmetic":
		case "select":
		case "log-softmax":
		case "reduce":
		case "concat":
		case "reshape":
		case "transpose":
		case "slice":
		case "pad":
		case "gather":
			break;
		default:
			return node satisfies never;
	}
	const operands = node.inputs.map((name): DigitalOperand => {
		const constant = constants.get(name);
		return constant
			? { kind: "constant", value: constant.value }
			: { kind: "tensor", tensor: tensorOf(name) };
	});
	return {
		kind: "digital",
		name: node.name,
		node,
		operands,
		activation,
		output,
	};
}

function isPlainWindow({ kernel, dilations }: MaxPoolNode): boolean {
	return kernel.length === 2 && dilations.every((dilation) => dilation === 1);
}

function unsupported(node: NetworkNode): InputError {
	return new InputError(
		`${node.name}: ${operatorOf(node)} cannot be computed in integers yet`,
	);
}

function quantizeMaxPool(
	node: MaxPoolNode,
	input: QuantizedTensor,
	output: QuantizedTensor,
): QuantizedMaxPool {
	const { name, kernel, strides, pads } = node;
	return {
		kind: "max-pool",
		name,
		input,
		output,
		kernel: [kernel[0]!, kernel[1]!],
		strides: [strides[0]!, strides[1]!],
		padTopLeft: [pads[0]!, pads[1]!],
	};
}

function quantizeMatrixNode(
	node: MatrixNode,
	input: QuantizedTensor,
	output: QuantizedTensor,
	{
		activation,
		weightBits,
	}: Pick<QuantizedMatrixLayer, "activation" | "weightBits">,
): QuantizedMatrixLayer {
	if (node.weights.shape.length > 4 || input.shape.length > 3) {
		throw new InputError(
			`${node.name}: ${node.kind} of [${input.shape}] cannot be computed in integers yet`,
		);
	}
	if (node.kind === "dense" && input.shape.length !== 1) {
		throw new InputError(
			`${node.name}: dense layer of [${input.shape}] cannot be computed in integers yet, only of a vector`,
		);
	}
	const groups = node.kind === "convolution" ? node.groups : 1;
	const channels = node.weights.shape[0]!;
	const rows = node.weights.data.length / channels;
	const weightScales = new Float64Array(channels);
	const weights = new Int32Array(channels * rows);
	const outputs = channels / groups;
	for (let channel = 0; channel < channels; channel++) {
		const own = node.weights.data.subarray(
			channel * rows,
			(channel + 1) * rows,
		);
		const codes = 2 ** (weightBits - 1) - 1;
		const reach = own.reduce(
			(most, weight) => Math.max(most, Math.abs(weight)),
			0,
		);
		const scale = reach > 0 ? reach / codes : 1;
		weightScales[channel] = scale;
		const group = Math.floor(channel / outputs);
		for (let r = 0; r < rows; r++) {
			weights[(group * rows + r) * outputs + (channel % outputs)] = clamp(
				roundHalfToEven(own[r]! / scale),
				-codes,
				codes,
			);
		}
	}
	const [, height = 1, width = 1] = output.shape;
	return {
		kind: "matrix",
		name: node.name,
		input,
		output,
		geometry:
			node.kind === "dense"
				? "dense"
				: convolutionGeometry(node, input.shape, output.shape),
		groups,
		rows,
		outputs,
		positions: node.kind === "dense" ? 1 : height * width,
		weightBits,
		weights,
		weightScales,
		bias: Float64Array.from(node.bias, (bias, channel) =>
			roundHalfToEven(bias / (input.scale * weightScales[channel]!)),
		),
		activation,
	};
}
