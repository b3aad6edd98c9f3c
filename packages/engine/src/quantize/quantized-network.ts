import type { ConvolutionGeometry } from "../network/lower-convolution.js";

/**
 * A network in integers. Every tensor in a buffer is integer times `scale`; matrix layers accumulate
 * exactly; an activation function is fused before the one rounding.
 */
export interface QuantizedNetwork {
	readonly name: string;
	readonly input: QuantizedTensor;
	readonly nodes: readonly QuantizedNode[];
	/** Name of the tensor with the class scores. A softmax at the end is left out: it changes no order. */
	readonly output: string;
}

/** Bits of the class scores: no layer reads them, and fewer would make ties. */
export const SCORE_BITS = 16;

/** Where a tensor's integers lie and what they are worth. Zero points are 0. */
export interface QuantizedTensor {
	readonly name: string;
	/** Per image. */
	readonly shape: readonly number[];
	readonly scale: number;
	readonly bits: number;
	readonly signed: boolean;
}

export type QuantizedNode =
	| QuantizedMatrixLayer
	| QuantizedMaxPool
	| QuantizedFlatten;

export interface QuantizedMatrixLayer {
	readonly kind: "matrix";
	/** Name of the convolution or dense layer. */
	readonly name: string;
	readonly input: QuantizedTensor;
	readonly output: QuantizedTensor;
	/** How feature maps become input vectors; a dense layer takes the tensor as one vector. */
	readonly geometry: ConvolutionGeometry | "dense";
	readonly groups: number;
	/** Length of an input vector, and outputs, of one group. */
	readonly rows: number;
	readonly outputs: number;
	readonly positions: number;
	readonly weightBits: number;
	/** integers within ±(2^(weightBits−1)−1), [groups × rows × outputs] */
	readonly weights: Int32Array;
	/** [groups · outputs] */
	readonly weightScales: Float64Array;
	/** integers in units of input scale · weight scale, [groups · outputs] */
	readonly bias: Float64Array;
	readonly activation: "none" | "relu";
}

export interface QuantizedMaxPool {
	readonly kind: "max-pool";
	readonly name: string;
	readonly input: QuantizedTensor;
	readonly output: QuantizedTensor;
	readonly kernel: readonly [number, number];
	readonly strides: readonly [number, number];
	/** Rows above and columns to the left; what lies outside never wins. */
	readonly padTopLeft: readonly [number, number];
}

export interface QuantizedFlatten {
	readonly kind: "flatten";
	readonly name: string;
	readonly input: QuantizedTensor;
	readonly output: QuantizedTensor;
}

/** Matrix layers in order. */
export function matrixLayersOf(
	network: QuantizedNetwork,
): readonly QuantizedMatrixLayer[] {
	return network.nodes.filter((node) => node.kind === "matrix");
}
