import { InputError } from "../base/input-error.js";
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
	type Network,
	type NetworkNode,
	operatorOf,
} from "../network/network.js";
import type { ConstantNode } from "../network/nodes/constant.js";
import type { MaxPoolNode } from "../network/nodes/pool.js";
import type { TensorCodes } from "../network/operand-codes.js";
import type { TensorRanges } from "./calibration.js";
import { quantizeMatrixNode } from "./quantize-matrix-node.js";
import { quantizeWeights } from "./quantize-weights.js";
import {
	type DigitalOperand,
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
			...ownCodes(ranges, source, sourceBits, signed),
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

/** Codes over the calibrated range, symmetric where they are signed. */
function ownCodes(
	ranges: TensorRanges,
	tensor: string,
	bits: number,
	signed: boolean,
): TensorCodes {
	const range = ranges.get(tensor);
	if (range === undefined)
		throw new InputError(`${tensor}: no calibrated range`);
	const reach = signed ? Math.max(-range.min, range.max) : range.max;
	const isTwoValued = signed && bits === 1;
	// −1 and 0 around −½ stand for ∓ reach.
	const greatest = isTwoValued ? 0.5 : 2 ** (signed ? bits - 1 : bits) - 1;
	return {
		scale: reach > 0 ? reach / greatest : 1,
		zeroPoint: isTwoValued ? -0.5 : 0,
		bits,
		signed,
	};
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
		case "dense": {
			const { weightBits } = options.bitsOf(node.name);
			const [outputs] = node.weights.shape as [number];
			const codes = quantizeWeights(node.weights.data, outputs, weightBits);
			return quantizeMatrixNode(node, input(), output, codes, activation);
		}
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
