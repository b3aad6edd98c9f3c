import { inferShapes } from "./infer-shapes.js";
import {
	isMatrixNode,
	type MatrixNode,
	type Network,
	type NetworkNode,
} from "./network.js";

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
	/** Values of the input tensor, of one image. */
	readonly inputValues: number;
	/** Positions that are done before the next matrix layer can start. */
	readonly leadPositions: number;
	/** Digital work that follows this layer and precedes the next one, per image. */
	readonly activations: number;
	readonly poolOutputs: number;
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

/** The shape with activations signed regardless of what the graph proves, where that is asked for. */
export function withInputSign(
	shape: LayerShape,
	inputSign: "signed" | "where-needed",
): LayerShape {
	return inputSign === "signed" ? { ...shape, signedInputs: true } : shape;
}

/** The matrix layers of a network in order, as shapes. */
export function layerShapes(network: Network): readonly LayerShape[] {
	const shapes = inferShapes(network);
	return network.nodes.filter(isMatrixNode).map((node) => {
		const output = shapes.get(node.name)!;
		const [, height = 1, width = 1] = output;
		const groups = node.kind === "convolution" ? node.groups : 1;
		const following = digitalFollowers(network, node.name);
		return {
			layer: node.name,
			rows: node.weights.data.length / output[0]!,
			outputs: output[0]! / groups,
			groups,
			positions: height * width,
			signedInputs: !isNonNegative(network, node.inputs[0]!),
			inputValues: valuesOf(shapes.get(node.inputs[0]!)!),
			leadPositions: leadPositions(network, shapes, node),
			activations: sumOver(following, "relu", shapes),
			poolOutputs: sumOver(following, "max-pool", shapes),
		};
	});
}

const valuesOf = (shape: readonly number[]): number =>
	shape.reduce((product, size) => product * size, 1);

function sumOver(
	nodes: readonly NetworkNode[],
	kind: NetworkNode["kind"],
	shapes: ReadonlyMap<string, readonly number[]>,
): number {
	return nodes
		.filter((node) => node.kind === kind)
		.reduce((sum, { name }) => sum + valuesOf(shapes.get(name)!), 0);
}

/** Whether the graph proves that a tensor is ≥ 0. */
export function isNonNegative(network: Network, tensor: string): boolean {
	const node = network.nodes.find(({ name }) => name === tensor);
	switch (node?.kind) {
		case "relu":
		case "softmax":
			return true;
		case "max-pool":
		case "flatten":
			return isNonNegative(network, node.inputs[0]!);
		default:
			return false;
	}
}

/** Digital nodes fed by a tensor, up to the next matrix layers. */
function digitalFollowers(
	network: Network,
	tensor: string,
): readonly NetworkNode[] {
	return consumers(network, tensor)
		.filter((node) => !isMatrixNode(node))
		.flatMap((node) => [node, ...digitalFollowers(network, node.name)]);
}

function consumers(network: Network, tensor: string): readonly NetworkNode[] {
	return network.nodes.filter(({ inputs }) => inputs.includes(tensor));
}

/** Row and column of a feature map. */
type Pixel = readonly [number, number];

function leadPositions(
	network: Network,
	shapes: ReadonlyMap<string, readonly number[]>,
	node: MatrixNode,
): number {
	const [, , width = 1] = shapes.get(node.name)!;
	const [y, x] = lastPixelNeeded(network, shapes, node.name);
	return y * width + x + 1;
}

/** Last pixel of a tensor, in scan order, that the first window of any following matrix layer reads. */
function lastPixelNeeded(
	network: Network,
	shapes: ReadonlyMap<string, readonly number[]>,
	tensor: string,
): Pixel {
	const [, height = 1, width = 1] = shapes.get(tensor)!;
	const whole: Pixel = [height - 1, width - 1];
	const needs = consumers(network, tensor).map((node): Pixel => {
		if (node.kind === "convolution")
			return windowEnd(
				[0, 0],
				node.weights.shape
					.slice(2)
					.map((size, axis) => (size - 1) * node.dilations[axis]! + 1),
				node.strides,
				node.pads,
			);
		if (node.kind === "max-pool") {
			return windowEnd(
				lastPixelNeeded(network, shapes, node.name),
				node.kernel,
				node.strides,
				node.pads,
			);
		}
		if (node.kind === "relu")
			return lastPixelNeeded(network, shapes, node.name);
		return whole;
	});
	if (needs.length === 0) return whole;
	const [y, x] = needs.reduce((last, need) =>
		need[0] * width + need[1] > last[0] * width + last[1] ? need : last,
	);
	return [Math.min(y, height - 1), Math.min(x, width - 1)];
}

/** Last pixel under the window at (y, x), which covers `extent` pixels along each axis. */
function windowEnd(
	[y, x]: Pixel,
	extent: readonly number[],
	[strideY, strideX]: readonly [number, number],
	[top, left]: readonly number[],
): Pixel {
	return [
		y * strideY + extent[0]! - 1 - top!,
		x * strideX + extent[1]! - 1 - left!,
	];
}
