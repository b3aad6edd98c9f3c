import { InputError } from "../base/input-error.js";
import { clamp, roundHalfToEven } from "../base/round.js";
import { inferShapes } from "../network/infer-shapes.js";
import { isNonNegative } from "../network/layer-shape.js";
import { convolutionGeometry } from "../network/lower-convolution.js";
import {
	isMatrixNode,
	type MatrixNode,
	type Network,
	type NetworkNode,
	operatorOf,
} from "../network/network.js";
import type { MaxPoolNode } from "../network/nodes/pool.js";
import type { TensorRanges } from "./calibration.js";
import {
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
 * the range seen in calibration. A ReLU that alone follows a matrix layer is fused into it.
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
	const tensors = new Map<string, QuantizedTensor>();
	const tensorOf = (name: string): QuantizedTensor => {
		const known = tensors.get(name);
		if (known !== undefined) return known;
		const source = rangeSource(graph, name);
		const signed =
			options.inputSign === "signed" || !isNonNegative(graph, name);
		const bits = bitsOfTensor(graph, source, options);
		const tensor = {
			name,
			shape: shapes.get(name)!,
			scale: scaleOf(ranges, source, bits, signed),
			bits,
			signed,
		};
		tensors.set(name, tensor);
		return tensor;
	};
	const nodes: QuantizedNode[] = [];
	for (const node of graph.nodes) {
		if (isFused(graph, node)) continue;
		nodes.push(quantizeNode(graph, node, tensorOf, options));
	}
	return {
		name: network.name,
		input: tensorOf(graph.input.name),
		nodes,
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

function nodeOf(graph: Network, name: string): NetworkNode | undefined {
	return graph.nodes.find((node) => node.name === name);
}

function isRelu(node: NetworkNode): boolean {
	return node.kind === "activation" && node.function.kind === "relu";
}

/** The ReLU that is fused into a matrix layer: the only reader of its sums. */
function fusedRelu(graph: Network, node: MatrixNode): NetworkNode | undefined {
	const readers = graph.nodes.filter(({ inputs }) =>
		inputs.includes(node.name),
	);
	return readers.length === 1 &&
		isRelu(readers[0]!) &&
		graph.output !== node.name
		? readers[0]
		: undefined;
}

function isFused(graph: Network, node: NetworkNode): boolean {
	if (!isRelu(node)) return false;
	const producer = nodeOf(graph, node.inputs[0]!);
	return (
		producer !== undefined &&
		isMatrixNode(producer) &&
		fusedRelu(graph, producer) === node
	);
}

/** Pooling and flattening keep the scale of the tensor that they read. */
function rangeSource(graph: Network, tensor: string): string {
	const node = nodeOf(graph, tensor);
	return node?.kind === "max-pool" || node?.kind === "flatten"
		? rangeSource(graph, node.inputs[0]!)
		: tensor;
}

/** The widest input that any matrix layer behind the tensor asks for; scores that no layer reads have their own width. */
function bitsOfTensor(
	graph: Network,
	tensor: string,
	options: QuantizeOptions,
): number {
	const wanted = graph.nodes
		.filter(({ inputs }) => inputs.includes(tensor))
		.map((node) =>
			isMatrixNode(node)
				? options.bitsOf(node.name).inputBits
				: bitsOfTensor(graph, node.name, options),
		);
	if (wanted.length > 0) return Math.max(...wanted);
	return SCORE_BITS;
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

function quantizeNode(
	graph: Network,
	node: NetworkNode,
	tensorOf: (name: string) => QuantizedTensor,
	options: QuantizeOptions,
): QuantizedNode {
	const [source] = node.inputs;
	if (source === undefined) throw unsupported(node);
	const input = tensorOf(source);
	switch (node.kind) {
		case "convolution":
		case "dense":
			return quantizeMatrixNode(
				node,
				input,
				tensorOf(fusedRelu(graph, node)?.name ?? node.name),
				options,
			);
		case "max-pool":
			return quantizeMaxPool(node, input, tensorOf(node.name));
		case "flatten":
			return {
				kind: "flatten",
				name: node.name,
				input,
				output: tensorOf(node.name),
			};
		case "softmax":
			throw new InputError(
				`${node.name}: softmax is supported only as the last node`,
			);
		case "activation":
			if (!isRelu(node)) throw unsupported(node);
			throw new InputError(
				`${node.name}: a ReLU must follow a convolution or dense layer that nothing else reads`,
			);
		case "transposed-convolution":
		case "matmul":
		case "average-pool":
		case "global-pool":
		case "batch-normalization":
		case "local-response-normalization":
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
		case "quantize-linear":
		case "dequantize-linear":
		case "constant":
			throw unsupported(node);
		default:
			return node satisfies never;
	}
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
	const { name, kernel, strides, dilations, pads } = node;
	if (kernel.length !== 2 || dilations.some((dilation) => dilation !== 1)) {
		throw new InputError(
			`${name}: max-pool with kernel [${kernel}] and dilations [${dilations}] cannot be computed in integers yet`,
		);
	}
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
	options: QuantizeOptions,
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
	const { weightBits } = options.bitsOf(node.name);
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
		activation: output.name === node.name ? "none" : "relu",
	};
}
