import type { Tensor } from "../base/tensor.js";
import type { WindowGeometry } from "../kernels/lower-convolution/lower-windows.js";
import type { NetworkNode } from "../network/network.js";
import type { ActivationFunction } from "../network/nodes/activation.js";
import type { TensorCodes } from "../network/tensor-codes.js";

/**
 * A network in integers. Every tensor in a buffer holds codes, worth `(code − zero point) · scale`; matrix layers
 * accumulate exactly; an activation function is fused before the one rounding.
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

/** Where a tensor's codes lie and what they are worth. */
export interface QuantizedTensor extends TensorCodes {
	readonly name: string;
	/** Per image. */
	readonly shape: readonly number[];
	/** What the sign of exactly 0 is where 1 bit stores it; refused if not stated. */
	readonly signOfZero?: "positive" | undefined;
}

export type QuantizedNode =
	| QuantizedMatrixLayer
	| QuantizedMaxPool
	| QuantizedFlatten
	| QuantizedDigital;

export interface QuantizedMatrixLayer {
	readonly kind: "matrix";
	/** Name of the convolution or dense layer. */
	readonly name: string;
	readonly input: QuantizedTensor;
	readonly output: QuantizedTensor;
	/**
	 * How feature maps become input vectors; a dense layer takes those along the last axis of its tensor as they are, and
	 * leaves its outputs along the last axis.
	 */
	readonly geometry: WindowGeometry | "dense";
	readonly groups: number;
	/** Length of an input vector, and outputs, of one group. */
	readonly rows: number;
	readonly outputs: number;
	readonly positions: number;
	readonly weightBits: number;
	/** codes, two's complement of `weightBits`, [groups × rows × outputs] */
	readonly weights: Int32Array;
	/** [groups · outputs] */
	readonly weightScales: Float64Array;
	/** [groups · outputs] */
	readonly weightZeroPoints: Float64Array;
	/**
	 * Added to the sums, in units of input scale · weight scale, [groups · outputs]: the bias, rounded to what the
	 * sums are multiples of but before a sign, and the terms of the zero points that do not depend on the inputs.
	 */
	readonly bias: Float64Array;
	/** Applied to the real value before it is rounded. */
	readonly activation: "none" | ActivationFunction;
	/**
	 * How sums become codes: by scales in float64, or as QLinearConv of ONNX Runtime does, by a quotient of scales and a
	 * product in float32.
	 */
	readonly precision: "float32" | "float64";
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

/** Any other operator: computed from the real values of its operands, then rounded once. */
export interface QuantizedDigital {
	readonly kind: "digital";
	readonly name: string;
	/** What is computed. */
	readonly node: NetworkNode;
	/** In the order of the node's inputs. */
	readonly operands: readonly DigitalOperand[];
	readonly activation: "none" | ActivationFunction;
	/** float64, but float32 where a quantised file says what is computed and stored, as ONNX Runtime does. */
	readonly precision: "float32" | "float64";
	readonly output: QuantizedTensor;
}

export type DigitalOperand =
	| { readonly kind: "tensor"; readonly tensor: QuantizedTensor }
	| { readonly kind: "constant"; readonly value: Tensor };

/** Matrix layers in order. */
export function matrixLayersOf(
	network: QuantizedNetwork,
): readonly QuantizedMatrixLayer[] {
	return network.nodes.filter((node) => node.kind === "matrix");
}
