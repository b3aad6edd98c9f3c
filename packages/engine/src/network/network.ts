import type { Tensor } from "../base/tensor.js";

/**
 * A convolutional network as a graph in topological order. Each node produces one tensor, named by the
 * node's `name`; `inputs` name earlier nodes or the network's input. Shapes are per image, without the
 * batch dimension: `[channels, height, width]` for feature maps, `[features]` after `flatten`.
 */
export interface Network {
	readonly name: string;
	readonly input: { readonly name: string; readonly shape: readonly number[] };
	readonly nodes: readonly NetworkNode[];
	/** Name of the node whose tensor is the answer (class scores). */
	readonly output: string;
}

export type NetworkNode =
	| ConvolutionNode
	| DenseNode
	| MaxPoolNode
	| ReluNode
	| FlattenNode
	| SoftmaxNode;

export type NodeKind = NetworkNode["kind"];

interface NodeBase {
	readonly name: string;
	readonly inputs: readonly string[];
}

/** `[top, left, bottom, right]` rows and columns of padding. */
export type Pads = readonly [number, number, number, number];

export interface ConvolutionNode extends NodeBase {
	readonly kind: "convolution";
	/** `[outputs, inputs / groups, kernelHeight, kernelWidth]` */
	readonly weights: Tensor;
	/** `[outputs]` */
	readonly bias: Float32Array;
	readonly strides: readonly [number, number];
	readonly pads: Pads;
	readonly dilations: readonly [number, number];
	readonly groups: number;
}

export interface DenseNode extends NodeBase {
	readonly kind: "dense";
	/** `[outputs, inputs]` */
	readonly weights: Tensor;
	/** `[outputs]` */
	readonly bias: Float32Array;
}

export interface MaxPoolNode extends NodeBase {
	readonly kind: "max-pool";
	readonly kernel: readonly [number, number];
	readonly strides: readonly [number, number];
	readonly pads: Pads;
}

export interface ReluNode extends NodeBase {
	readonly kind: "relu";
}

/** Feature map to vector, channels outermost. */
export interface FlattenNode extends NodeBase {
	readonly kind: "flatten";
}

export interface SoftmaxNode extends NodeBase {
	readonly kind: "softmax";
}

/** Nodes whose product is computed in crossbars. */
export type MatrixNode = ConvolutionNode | DenseNode;

export function isMatrixNode(node: NetworkNode): node is MatrixNode {
	return node.kind === "convolution" || node.kind === "dense";
}
