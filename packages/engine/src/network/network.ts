import type { ActivationNode } from "./nodes/activation.js";
import type { ArgExtremeNode } from "./nodes/arg-extreme.js";
import type { ArithmeticNode, SelectNode } from "./nodes/arithmetic.js";
import type { ConstantNode } from "./nodes/constant.js";
import type { ConvolutionNode } from "./nodes/convolution.js";
import type { DenseNode } from "./nodes/dense.js";
import type { LayerNormalizationNode } from "./nodes/layer-normalization.js";
import type {
	ConcatNode,
	FlattenNode,
	LayoutNode,
	ReshapeNode,
} from "./nodes/layout.js";
import type { MatmulNode } from "./nodes/matmul.js";
import type {
	BatchNormalizationNode,
	LocalResponseNormalizationNode,
} from "./nodes/normalization.js";
import type { OpaqueNode } from "./nodes/opaque.js";
import type {
	AveragePoolNode,
	GlobalPoolNode,
	MaxPoolNode,
} from "./nodes/pool.js";
import type {
	DequantizeLinearNode,
	QuantizeLinearNode,
} from "./nodes/quantize-linear.js";
import type { ReduceNode } from "./nodes/reduce.js";
import type { ResizeNode } from "./nodes/resize.js";
import type { SoftmaxNode } from "./nodes/softmax.js";
import type { TransposedConvolutionNode } from "./nodes/transposed-convolution.js";
import type { MaxPoolIndicesNode, MaxUnpoolNode } from "./nodes/unpool.js";

export type { ConvolutionNode } from "./nodes/convolution.js";
export type { DenseNode } from "./nodes/dense.js";
export type { MaxPoolNode } from "./nodes/pool.js";

/** What the network reads. */
export interface NetworkInput {
	readonly name: string;
	readonly shape: readonly number[];
	/** Its values are not below 0. */
	readonly isNonNegative?: true;
}

/**
 * A convolutional network as a graph in topological order. Each node produces one tensor, named by the
 * node's `name`; `inputs` name earlier nodes or the network's input. Shapes are per image, without the
 * batch dimension: `[channels, height, width]` for feature maps, `[features]` after `flatten`.
 */
export interface Network {
	readonly name: string;
	readonly input: NetworkInput;
	readonly nodes: readonly NetworkNode[];
	/** Name of the node whose tensor is the answer (class scores). */
	readonly output: string;
	/** The file has shapes but no weights: those here are zeros. Such a network has a cost, but cannot run. */
	readonly isWithoutWeights?: true;
	/** What the file has and the network has not, by reader's choice: the rest has a cost, but cannot run. */
	readonly unsupported?: readonly UnsupportedLayer[];
}

/** A layer or node of a file that is left out, or of which only the shape is known. */
export interface UnsupportedLayer {
	readonly name: string;
	readonly operator: string;
	/** One line: where it stands and what is missing. */
	readonly reason: string;
	/** It is left out for no other reason than that it reads what another of these would make. */
	readonly isConsequence?: true;
}

export type NetworkNode =
	| ConvolutionNode
	| TransposedConvolutionNode
	| DenseNode
	| MatmulNode
	| MaxPoolNode
	| AveragePoolNode
	| GlobalPoolNode
	| BatchNormalizationNode
	| LocalResponseNormalizationNode
	| LayerNormalizationNode
	| ActivationNode
	| ArithmeticNode
	| SelectNode
	| SoftmaxNode
	| ReduceNode
	| ArgExtremeNode
	| ResizeNode
	| MaxPoolIndicesNode
	| MaxUnpoolNode
	| ConcatNode
	| FlattenNode
	| ReshapeNode
	| LayoutNode
	| QuantizeLinearNode
	| DequantizeLinearNode
	| ConstantNode
	| OpaqueNode;

export type NodeKind = NetworkNode["kind"];

/** Nodes whose product is computed in crossbars. */
export type MatrixNode = ConvolutionNode | DenseNode;

export function isMatrixNode(node: NetworkNode): node is MatrixNode {
	return node.kind === "convolution" || node.kind === "dense";
}

/** What a node is called in messages: its kind, or the function that it applies. */
export function operatorOf(node: NetworkNode): string {
	switch (node.kind) {
		case "activation":
			return node.function.kind;
		case "arithmetic":
			return node.function;
		case "opaque":
			return node.operator;
		case "reduce":
			return `${node.kind} (${node.function})`;
		case "arg-extreme":
			return `arg-${node.function}`;
		default:
			return node.kind;
	}
}
