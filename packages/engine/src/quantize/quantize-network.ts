import { InputError } from "../base/input-error.js";
import type { ActivationRange } from "../design/design.js";
import { beforeSoftmax } from "../network/class-scores.js";
import {
	constantsOf,
	type FusedNode,
	keepsScale,
} from "../network/fuse-nodes.js";
import {
	isMatrixNode,
	type MatrixNode,
	type Network,
	type NetworkNode,
	operatorOf,
} from "../network/network.js";
import type { ConstantNode } from "../network/nodes/constant.js";
import type { MaxPoolNode } from "../network/nodes/pool.js";
import { type OperandCodes, operandCodes } from "../network/operand-codes.js";
import { operandRange } from "../network/operand-range.js";
import {
	asSigned,
	asUnsigned,
	codeRange,
	greatestCode,
	haveSameCodes,
	shiftedUp,
	signCodes,
	type TensorCodes,
	type WeightCodes,
	widened,
	widenedWeights,
} from "../network/tensor-codes.js";
import { withUnsignedImages } from "../network/with-unsigned-images.js";
import type { TensorRanges } from "./calibration.js";
import { chooseReach } from "./choose-reach.js";
import { correctBias } from "./correct-bias.js";
import { exactScores } from "./exact-scores.js";
import { gridCodes } from "./grid-codes.js";
import { quantizeMatrixNode } from "./quantize-matrix-node.js";
import { quantizeWeights } from "./quantize-weights.js";
import {
	type DigitalOperand,
	type QuantizedDigital,
	type QuantizedMaxPool,
	type QuantizedNetwork,
	type QuantizedNode,
	type QuantizedTensor,
	SCORE_BITS,
} from "./quantized-network.js";

/** Operand widths, for all layers or layer by layer. */
export interface QuantizeOptions {
	readonly inputSign: "signed" | "where-needed" | "shifted";
	/** Whether images are not below 0. */
	readonly unsignedImages?: boolean | undefined;
	/** Codes of the weights and of the input of a matrix layer. */
	readonly bitsOf: (layer: string) => OperandWidths;
	/** Which magnitudes activations can hold; all that were seen by default. */
	readonly activationRange?: ActivationRange;
	/** Whether biases take back the mean error of rounded weights; not by default. */
	readonly biasCorrection?: boolean;
	/** What the sign of exactly 0 is where 1 bit stores it; refused if not stated. */
	readonly signOfZero?: "positive" | undefined;
}

/** Bits of both operands of a layer, and their greatest codes where these are less than the bits hold. */
export interface OperandWidths {
	readonly weightBits: number;
	readonly inputBits: number;
	readonly greatestWeight?: number | undefined;
	readonly greatestInput?: number | undefined;
}

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
	if (unsignedImages) checkImagesUnsigned(network, ranges);
	const operands = operandCodes(beforeSoftmax(known));
	const { fused, shapes } = operands;
	const sources = scaleSources(operands);
	const widths = tensorWidths(fused, sources, options);
	const tensors = new Map<string, QuantizedTensor>();
	const codesOf = (name: string): TensorCodes => {
		const source = sources.get(name) ?? name;
		const known = operands.tensors.get(source);
		const { bits, greatest } = widths.get(source) ?? {
			bits: known?.bits ?? SCORE_BITS,
		};
		const isAlwaysSigned = options.inputSign === "signed";
		const isShifted = options.inputSign === "shifted";
		if (
			known &&
			known.bits <= bits &&
			greatestCode(known) <= (greatest ?? Infinity)
		) {
			const codes = widened(known, bits);
			if (isAlwaysSigned) return asSigned(codes);
			return isShifted && known.bits > 1 ? asUnsigned(codes) : codes;
		}
		const signed = isAlwaysSigned || operands.isSigned(source);
		const isInput = source === operands.network.input.name;
		const method = isInput ? undefined : options.activationRange;
		if (isShifted && signed && bits > 1)
			return shiftedCodes(ranges, source, { bits, greatest }, method);
		const [, most] = operandRange(bits, signed);
		const held =
			greatest === undefined
				? undefined
				: operandRange(bits, signed, Math.min(greatest, most));
		return ownCodes(ranges, source, { bits, signed, held }, method);
	};
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

/** @throws InputError where calibration images go below 0 */
function checkImagesUnsigned({ input }: Network, ranges: TensorRanges): void {
	const { min = 0 } = ranges.get(input.name) ?? {};
	if (min < 0)
		throw new InputError(
			`operands.unsignedImages: found true and images down to ${min}, expected none below 0`,
		);
}

/**
 * By tensor: the one whose scale it has. Pooling and moving values keep the scale of what they read, where nothing
 * says otherwise.
 */
function scaleSources({
	fused,
	tensors,
}: OperandCodes): ReadonlyMap<string, string> {
	const sources = new Map<string, string>();
	for (const { node, output } of fused) {
		const [input] = node.inputs;
		const isOther = tensors.get(output) !== tensors.get(input ?? "");
		if (input !== undefined && keepsScale(node) && !isOther)
			sources.set(output, sources.get(input) ?? input);
	}
	return sources;
}

/** Codes of so many bits, up to `greatest` where that is less than they hold. */
interface TensorWidth {
	readonly bits: number;
	readonly greatest?: number | undefined;
}

/**
 * Width of each tensor: the widest input that any matrix layer behind it asks for; scores that no layer reads have
 * their own.
 */
function tensorWidths(
	fused: readonly FusedNode[],
	sources: ReadonlyMap<string, string>,
	options: QuantizeOptions,
): ReadonlyMap<string, TensorWidth> {
	const widths = new Map<string, TensorWidth>();
	const widen = (tensor: string, wanted: TensorWidth) =>
		widths.set(tensor, widerOf(widths.get(tensor), wanted));
	for (const { node, output } of fused.toReversed()) {
		const own = widths.get(output) ?? { bits: SCORE_BITS };
		for (const input of node.inputs)
			widen(input, isMatrixNode(node) ? inputWidth(node, options) : own);
		const source = sources.get(output);
		if (source !== undefined) widen(source, own);
	}
	return widths;
}

function inputWidth(
	{ name }: MatrixNode,
	{ bitsOf }: QuantizeOptions,
): TensorWidth {
	const { inputBits, greatestInput } = bitsOf(name);
	return { bits: inputBits, greatest: greatestInput };
}

function widerOf(a: TensorWidth | undefined, b: TensorWidth): TensorWidth {
	return a && rankOf(a) > rankOf(b) ? a : b;
}

/** By bits, then by the greatest code. */
function rankOf({ bits, greatest = 2 ** 16 }: TensorWidth): number {
	return bits * 2 ** 17 + greatest;
}

/** Codes over the calibrated range, symmetric where they are signed. Images on a grid are taken as they are. */
function ownCodes(
	ranges: TensorRanges,
	tensor: string,
	{ bits, signed, held }: Pick<TensorCodes, "bits" | "signed" | "held">,
	method: ActivationRange = { kind: "min-max" },
): TensorCodes {
	const range = ranges.get(tensor);
	if (range === undefined)
		throw new InputError(`${tensor}: no calibrated range`);
	const { min, max, histogram } = range;
	const reach = signed ? Math.max(-min, max) : max;
	if (signed && bits === 1) return signCodes(reach > 0 ? reach : 1);
	const exact = gridCodes(range, { bits, signed, held });
	if (exact) return exact;
	const [, greatest] = codeRange({ bits, signed, held });
	const magnitude =
		histogram && reach > 0
			? chooseReach(method, histogram, { most: reach, greatest, signed })
			: reach;
	const scale = magnitude / greatest;
	return { scale: scale > 0 ? scale : 1, zeroPoint: 0, bits, signed, held };
}

/** Those of either sign from 0 on, as far to both sides of the zero point. */
function shiftedCodes(
	ranges: TensorRanges,
	tensor: string,
	{ bits, greatest }: TensorWidth,
	method: ActivationRange | undefined,
): TensorCodes {
	const most = Math.min(greatest ?? Infinity, operandRange(bits, false)[1]);
	const zeroPoint = Math.ceil(most / 2);
	const held = [-zeroPoint, most - zeroPoint] as const;
	const codes = ownCodes(ranges, tensor, { bits, signed: true, held }, method);
	return shiftedUp(codes, zeroPoint);
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
