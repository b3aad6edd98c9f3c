import { type FusedNode, fuseNodes, keepsScale } from "./fuse-nodes.js";
import { inferShapes } from "./infer-shapes.js";
import { isMatrixNode, type MatrixNode, type Network } from "./network.js";
import type { Shape } from "./nodes/node.js";
import { nonNegativeTensors } from "./non-negative.js";
import { takeOverScales } from "./stored-scales.js";
import {
	binaryWeightCodes,
	signCodes,
	storedWeightCodes,
	type TensorCodes,
	type WeightCodes,
} from "./tensor-codes.js";

/** What a network itself says of the integers of its tensors, before anything is calibrated. */
export interface OperandCodes {
	/** Without the nodes that only quantise and dequantise. */
	readonly network: Network;
	readonly shapes: ReadonlyMap<string, Shape>;
	readonly fused: readonly FusedNode[];
	/** Codes of the tensors that a quantised file stores, and of those that are ±1. */
	readonly tensors: ReadonlyMap<string, TensorCodes>;
	/** Codes of the layers whose weights a quantised file stores, or are ±1 times a magnitude for each output. */
	readonly weights: ReadonlyMap<string, WeightCodes>;
	/** Whether the codes of a tensor need a sign. */
	readonly isSigned: (tensor: string) => boolean;
}

/** Finds the tensors and weights of a network that are integers already. */
export function operandCodes(given: Network): OperandCodes {
	const { network, codes: stored } = takeOverScales(given);
	const shapes = inferShapes(network);
	const fused = fuseNodes(network, shapes, (tensor) => stored.has(tensor));
	const weights = new Map<string, WeightCodes>();
	for (const { node } of fused) {
		const codes = isMatrixNode(node) ? weightCodes(node) : undefined;
		if (codes) weights.set(node.name, codes);
	}
	const tensors = knownTensors(fused, stored, weights);
	const nonNegative = nonNegativeTensors(network, tensors);
	const isSigned = (tensor: string): boolean =>
		tensors.get(tensor)?.signed ?? !nonNegative.has(tensor);
	return { network, shapes, fused, tensors, weights, isSigned };
}

function weightCodes(node: MatrixNode): WeightCodes | undefined {
	const { integers, weights } = node;
	return integers
		? storedWeightCodes(integers)
		: binaryWeightCodes(weights.data, weights.shape[0]!);
}

/** Stored ones, signs, and those that hold nothing but values of these. */
function knownTensors(
	fused: readonly FusedNode[],
	stored: ReadonlyMap<string, TensorCodes>,
	weights: ReadonlyMap<string, WeightCodes>,
): ReadonlyMap<string, TensorCodes> {
	const known = new Map(stored);
	for (const fusedNode of fused) {
		const { node, output } = fusedNode;
		if (known.has(output)) continue;
		const codes = isSign(fusedNode)
			? signTensor(fusedNode, fused, known, weights)
			: movedCodes(node, known);
		if (codes) known.set(output, codes);
	}
	return known;
}

/** Of a node that gives values of its inputs, all in the same codes. */
function movedCodes(
	node: FusedNode["node"],
	known: ReadonlyMap<string, TensorCodes>,
): TensorCodes | undefined {
	if (!keepsScale(node) && node.kind !== "concat") return undefined;
	const [first, ...others] = node.inputs.map((input) => known.get(input));
	return others.every((codes) => codes === first) ? first : undefined;
}

function isSign({ node, activation }: FusedNode): boolean {
	const last = node.kind === "activation" ? node.function : activation;
	return last !== "none" && last.kind === "sign";
}

/** 1 bit, but 2 where 0 is among the values: of the sign itself, or of the padding of a convolution. */
function signTensor(
	fusedNode: FusedNode,
	fused: readonly FusedNode[],
	known: ReadonlyMap<string, TensorCodes>,
	weights: ReadonlyMap<string, WeightCodes>,
): TensorCodes {
	const meetsZero =
		isPadded(fusedNode.output, fused) || reachesZero(fusedNode, known, weights);
	return meetsZero
		? { scale: 1, zeroPoint: 0, bits: 2, signed: true }
		: signCodes(1);
}

function isPadded(tensor: string, fused: readonly FusedNode[]): boolean {
	return fused.some(({ node, output }) => {
		if (!node.inputs.includes(tensor)) return false;
		if (node.kind === "pad") return true;
		if (node.kind === "convolution") return node.pads.some((pad) => pad > 0);
		const isMoved = keepsScale(node) || node.kind === "concat";
		return isMoved && isPadded(output, fused);
	});
}

/**
 * Whether the sums of a layer of ±1 weights and inputs can be exactly 0: they are all even or all odd. Of other
 * layers it is not known, and seen when they run.
 */
function reachesZero(
	{ node }: FusedNode,
	known: ReadonlyMap<string, TensorCodes>,
	weights: ReadonlyMap<string, WeightCodes>,
): boolean {
	const input = known.get(node.inputs[0]!);
	const codes = weights.get(node.name);
	if (!isMatrixNode(node) || input?.bits !== 1 || codes?.bits !== 1)
		return false;
	const rows = node.weights.data.length / node.bias.length;
	return node.bias.some((bias, k) => {
		const sum = (4 * bias) / (input.scale * codes.scales[k]!);
		return Math.abs(sum) <= rows && (sum - rows) % 2 === 0;
	});
}
