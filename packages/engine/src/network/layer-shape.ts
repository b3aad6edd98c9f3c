import { remembered } from "../base/remembered.js";
import { sizeOf } from "../base/tensor.js";
import {
	isJoin,
	type LayerInput,
	layerInputs,
	type TensorHosts,
	tensorHosts,
} from "./layer-inputs.js";
import {
	isMatrixNode,
	type MatrixNode,
	type Network,
	type NetworkNode,
	type NodeKind,
} from "./network.js";
import { extentOf, type WindowSteps } from "./nodes/window.js";
import { operandCodes } from "./operand-codes.js";
import type { TensorCodes, WeightCodes } from "./tensor-codes.js";
import { windowValues } from "./window-values.js";

/** A convolution or dense layer as the matrix products that it is lowered to; all that mapping needs to know. */
export interface LayerShape {
	readonly layer: string;
	/** Length of one input vector: channels · kernel height · kernel width, of one group. */
	readonly rows: number;
	/** Outputs of one group. */
	readonly outputs: number;
	readonly groups: number;
	/** Input vectors per image and group: output pixels of a convolution, 1 of a dense layer. */
	readonly positions: number;
	/** Whether activations can be negative: false where the graph proves it. */
	readonly signedInputs: boolean;
	/** Bits that the network itself gives its weights: of the codes in its file, or 1 of weights ±1. */
	readonly weightBits?: number;
	/** Likewise of its inputs. */
	readonly inputBits?: number;
	/** Whether the weights' codes have zero points other than 0, so that the inputs must be added up. */
	readonly hasWeightZeroPoints?: true;
	/** Values of the input tensor, of one image. */
	readonly inputValues: number;
	/** Positions that are done before the next matrix layer can start. */
	readonly leadPositions: number;
	/** Digital work that follows this layer and precedes the next one, per image. */
	readonly activations: number;
	readonly poolOutputs: number;
	/** Values added up where branches of the graph meet; none if not stated. */
	readonly joinedValues?: number;
	/** Input values from the first to the last one under a position; all of them if not stated. */
	readonly windowValues?: number;
	/** What the layer reads, of whom; the layer before it in order if not stated. */
	readonly inputs?: readonly LayerInput[];
}

/** Multiply-accumulates per image. */
export function macsOf({
	rows,
	outputs,
	groups,
	positions,
}: LayerShape): number {
	return rows * outputs * groups * positions;
}

/** The shape with activations signed or not regardless of what the graph proves, where that is asked for. */
export function withInputSign(
	shape: LayerShape,
	inputSign: "signed" | "where-needed" | "shifted",
): LayerShape {
	if (inputSign === "where-needed") return shape;
	const isSign = shape.signedInputs && shape.inputBits === 1;
	return { ...shape, signedInputs: inputSign === "signed" || isSign };
}

/** The matrix layers of a network in order, as shapes. */
export function layerShapes(network: Network): readonly LayerShape[] {
	return knownShapes(network, "", () => shapesOf(network));
}

const knownShapes = remembered<Network, readonly LayerShape[]>();

function shapesOf(network: Network): readonly LayerShape[] {
	const operands = operandCodes(network);
	const { shapes } = operands;
	const hosts = tensorHosts(operands.network);
	const inputs = layerInputs(operands.network, hosts, shapes);
	const following = digitalFollowers(operands.network, hosts);
	const joined = (node: NetworkNode): boolean => isJoin(node, hosts);
	const lastPixel = lastPixelsNeeded(operands.network, shapes);
	return operands.network.nodes.filter(isMatrixNode).map((node) => {
		const output = shapes.get(node.name)!;
		const groups = node.kind === "convolution" ? node.groups : 1;
		const [input] = node.inputs as [string];
		const [outputs] = node.weights.shape as [number];
		return {
			layer: node.name,
			rows: node.weights.data.length / outputs,
			outputs: outputs / groups,
			groups,
			positions: sizeOf(output) / outputs,
			signedInputs: operands.isSigned(input),
			...codedOperands(
				operands.weights.get(node.name),
				operands.tensors.get(input),
			),
			inputValues: sizeOf(shapes.get(input)!),
			leadPositions: leadPositions(node, output, lastPixel),
			activations: outputsOf(following.get(node.name), isActivation, shapes),
			poolOutputs: outputsOf(following.get(node.name), isPool, shapes),
			joinedValues: outputsOf(following.get(node.name), joined, shapes),
			windowValues: windowValues(node, shapes.get(input)!),
			inputs: inputs.get(node.name)!,
		};
	});
}

function codedOperands(
	weights: WeightCodes | undefined,
	input: TensorCodes | undefined,
): Pick<LayerShape, "weightBits" | "inputBits" | "hasWeightZeroPoints"> {
	const isShifted = weights?.zeroPoints.some((zero) => zero !== 0);
	return {
		...(weights ? { weightBits: weights.bits } : {}),
		...(input ? { inputBits: input.bits } : {}),
		...(isShifted ? { hasWeightZeroPoints: true } : {}),
	};
}

const POOLS: ReadonlySet<NodeKind> = new Set([
	"max-pool",
	"average-pool",
	"global-pool",
]);

const isActivation = ({ kind }: NetworkNode): boolean => kind === "activation";
const isPool = ({ kind }: NetworkNode): boolean => POOLS.has(kind);

function outputsOf(
	nodes: readonly NetworkNode[] = [],
	isCounted: (node: NetworkNode) => boolean,
	shapes: Shapes,
): number {
	return nodes
		.filter(isCounted)
		.reduce((sum, { name }) => sum + sizeOf(shapes.get(name)!), 0);
}

type Shapes = ReadonlyMap<string, readonly number[]>;

/** Digital nodes by the matrix layer that they follow. */
function digitalFollowers(
	{ nodes }: Network,
	hosts: TensorHosts,
): ReadonlyMap<string, readonly NetworkNode[]> {
	const followers = new Map<string, NetworkNode[]>();
	for (const node of nodes) {
		const layer = hosts.get(node.name);
		if (isMatrixNode(node) || typeof layer !== "string") continue;
		followers.set(layer, [...(followers.get(layer) ?? []), node]);
	}
	return followers;
}

/** Row and column of a feature map. */
type Pixel = readonly [number, number];

function leadPositions(
	node: MatrixNode,
	output: readonly number[],
	lastPixel: ReadonlyMap<string, Pixel>,
): number {
	if (node.kind === "dense" || output.length !== 3)
		return sizeOf(output) / node.weights.shape[0]!;
	const [y, x] = lastPixel.get(node.name)!;
	return y * output[2]! + x + 1;
}

/** By tensor: its last pixel, in scan order, that the first window of any following matrix layer reads. */
function lastPixelsNeeded(
	{ nodes }: Network,
	shapes: Shapes,
): ReadonlyMap<string, Pixel> {
	const needs = new Map<string, Pixel>();
	const need = (tensor: string, [y, x]: Pixel): void => {
		const [, height = 1, width = 1] = shapes.get(tensor)!;
		const pixel: Pixel = [Math.min(y, height - 1), Math.min(x, width - 1)];
		const known = needs.get(tensor) ?? [0, 0];
		const isLater = pixel[0] * width + pixel[1] > known[0] * width + known[1];
		needs.set(tensor, isLater ? pixel : known);
	};
	const everything: Pixel = [Infinity, Infinity];
	for (const node of nodes.toReversed()) {
		if (!needs.has(node.name)) need(node.name, everything);
		const read = firstRead(node, needs.get(node.name)!) ?? everything;
		for (const input of node.inputs) need(input, read);
	}
	return needs;
}

/** Last pixel that a node reads for the first window that a matrix layer behind it needs; undefined for all. */
function firstRead(node: NetworkNode, needed: Pixel): Pixel | undefined {
	switch (node.kind) {
		case "convolution": {
			const kernel = node.weights.shape.slice(2);
			return kernel.length === 2 ? windowEnd([0, 0], kernel, node) : undefined;
		}
		case "max-pool":
		case "average-pool":
			return node.kernel.length === 2
				? windowEnd(needed, node.kernel, node)
				: undefined;
		case "activation":
		case "arithmetic":
		case "select":
		case "batch-normalization":
		case "local-response-normalization":
		case "quantize-linear":
		case "dequantize-linear":
			return needed;
		case "concat":
			return node.axis === 0 ? needed : undefined;
		default:
			return undefined;
	}
}

/** Last pixel under the window at (y, x). */
function windowEnd(
	at: Pixel,
	kernel: readonly number[],
	{ strides, dilations, pads }: WindowSteps,
): Pixel {
	const end = (axis: 0 | 1): number =>
		at[axis] * strides[axis]! +
		extentOf(kernel[axis]!, dilations[axis]!) -
		1 -
		pads[axis]!;
	return [end(0), end(1)];
}
