import { InputError } from "../base/input-error.js";
import { beforeSoftmax } from "../network/class-scores.js";
import { constantsOf, type FusedNode } from "../network/fuse-nodes.js";
import {
	type MatrixNode,
	type Network,
	type NetworkNode,
	operatorOf,
} from "../network/network.js";
import type { ConstantNode } from "../network/nodes/constant.js";
import type { MaxPoolNode } from "../network/nodes/pool.js";
import { operandCodes } from "../network/operand-codes.js";
import {
	haveSameCodes,
	type WeightCodes,
	widenedWeights,
} from "../network/tensor-codes.js";
import { withUnsignedImages } from "../network/with-unsigned-images.js";
import { activationCodes } from "./activation-codes.js";
import type { TensorRanges } from "./calibration.js";
import { correctBias } from "./correct-bias.js";
import { exactScores } from "./exact-scores.js";
import { quantizeMatrixNode } from "./quantize-matrix-node.js";
import type { QuantizeOptions } from "./quantize-options.js";
import { quantizeWeights } from "./quantize-weights.js";
import type {
	DigitalOperand,
	QuantizedDigital,
	QuantizedMaxPool,
	QuantizedNetwork,
	QuantizedNode,
	QuantizedTensor,
} from "./quantized-network.js";

/**
 * Turns a trained network into integers: weights symmetric per output channel, activations per tensor over
 * the range seen in calibration. Codes that the network brings along are taken over, unless fewer bits are asked for.
 * Normalisations are folded into the layers before them, and an activation function that alone follows a node is
 * applied before the one rounding. What is no layer runs digitally.
 *
 * @throws InputError for what cannot be computed in integers yet, or where a tensor has no calibrated range
 */
export function quantizeNetwork(
	network: Network,
	ranges: TensorRanges,
	options: QuantizeOptions,
): QuantizedNetwork {
	const { unsignedImages } = options;
	const known = unsignedImages ? withUnsignedImages(network) : network;
	const operands = operandCodes(beforeSoftmax(known));
	const { fused, shapes } = operands;
	const codesOf = activationCodes(operands, ranges, options);
	const tensors = new Map<string, QuantizedTensor>();
	const tensorOf = (name: string): QuantizedTensor => {
		const known = tensors.get(name);
		if (known !== undefined) return known;
		const { signOfZero } = options;
		const tensor = {
			name,
			shape: shapes.get(name)!,
			...codesOf(name),
			...(signOfZero && { signOfZero }),
		};
		tensors.set(name, tensor);
		return tensor;
	};
	const constants = constantsOf(operands.network);
	const weightsOf = (node: MatrixNode): WeightCodes => {
		const { weightBits, greatestWeight } = options.bitsOf(node.name);
		const known = operands.weights.get(node.name);
		if (
			known &&
			known.bits <= weightBits &&
			2 ** (known.bits - 1) <= (greatestWeight ?? Infinity)
		)
			return widenedWeights(known, weightBits);
		const [outputs] = node.weights.shape as [number];
		const { data } = node.weights;
		return quantizeWeights(data, outputs, weightBits, greatestWeight);
	};
	const correct = (node: MatrixNode, codes: WeightCodes): MatrixNode => {
		const means = ranges.get(node.inputs[0]!)?.means;
		const isKnown = codes === operands.weights.get(node.name);
		return options.biasCorrection && means && !isKnown
			? correctBias(node, codes, means, {
					input: shapes.get(node.inputs[0]!)!,
					output: shapes.get(node.name)!,
				})
			: node;
	};
	const isStored = (tensor: string) => operands.tensors.has(tensor);
	const scores = exactScores(operands, tensorOf, weightsOf);
	if (scores) tensors.set(scores.name, scores);
	return {
		name: network.name,
		input: tensorOf(operands.network.input.name),
		nodes: fused.map((node) =>
			quantizeNode(node, {
				tensorOf,
				weightsOf,
				correct,
				isStored,
				constants,
			}),
		),
		output: operands.network.output,
	};
}

interface QuantizeContext {
	readonly tensorOf: (name: string) => QuantizedTensor;
	readonly weightsOf: (node: MatrixNode) => WeightCodes;
	/** The layer with the bias that suits its rounded weights. */
	readonly correct: (node: MatrixNode, codes: WeightCodes) => MatrixNode;
	/** Whether the network itself says in which codes a tensor is stored. */
	readonly isStored: (tensor: string) => boolean;
	readonly constants: ReadonlyMap<string, ConstantNode>;
}

function quantizeNode(
	{ node, activation, output: outputName }: FusedNode,
	{ tensorOf, weightsOf, correct, isStored, constants }: QuantizeContext,
): QuantizedNode {
	const output = tensorOf(outputName);
	const input = (): QuantizedTensor => tensorOf(node.inputs[0]!);
	const precision = precisionOf(node, isStored(outputName));
	switch (node.kind) {
		case "convolution":
		case "dense": {
			const weights = weightsOf(node);
			return quantizeMatrixNode(
				correct(node, weights),
				input(),
				output,
				weights,
				{ activation, precision },
			);
		}
		case "flatten":
			if (!haveSameCodes(input(), output)) break;
			return { kind: "flatten", name: node.name, input: input(), output };
		case "max-pool":
			if (isPlainWindow(node) && haveSameCodes(input(), output))
				return quantizeMaxPool(node, input(), output);
			break;
		case "transposed-convolution":
		case "matmul":
		case "quantize-linear":
		case "constant":
		case "opaque":
		case "arg-extreme":
		case "max-pool-indices":
		case "max-unpool":
			throw unsupported(node);
		case "dequantize-linear":
		case "average-pool":
		case "global-pool":
		case "batch-normalization":
		case "local-response-normalization":
		case "activation":
		case "arithmetic":
		case "select":
		case "softmax":
		case "log-softmax":
		case "reduce":
		case "concat":
		case "reshape":
		case "transpose":
		case "slice":
		case "pad":
		case "gather":
		case "gather-elements":
		case "layer-normalization":
		case "resize":
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
		precision,
		output,
	};
}

/** Where a file stores the codes: those of ONNX Runtime's integer operators, whose means are exact. */
function precisionOf(
	{ kind }: NetworkNode,
	isStored: boolean,
): QuantizedDigital["precision"] {
	const isMean = kind === "average-pool" || kind === "global-pool";
	return isStored && !isMean ? "float32" : "float64";
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
