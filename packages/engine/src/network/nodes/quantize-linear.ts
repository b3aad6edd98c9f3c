import { InputError } from "../../base/input-error.js";
import { roundHalfToEven } from "../../base/round.js";
import { sizeOf, type Tensor } from "../../base/tensor.js";
import type { BatchTensor, NodeBase, Shape } from "./node.js";
import { broadcastOffsets, broadcastShape } from "./strides.js";

/** Scale and zero point of integers; each is repeated to fill the shape of what it belongs to. */
export interface LinearScale {
	readonly scale: Tensor;
	readonly zeroPoint: Tensor;
}

/** `x / scale` rounded half to even, plus the zero point, saturated: the integers as float32. */
export interface QuantizeLinearNode extends NodeBase, LinearScale {
	readonly kind: "quantize-linear";
	readonly min: number;
	readonly max: number;
}

/** `(x − zero point) · scale` of integers from `min` to `max`, the range of their type. */
export interface DequantizeLinearNode extends NodeBase, LinearScale {
	readonly kind: "dequantize-linear";
	readonly min: number;
	readonly max: number;
}

export function quantizeLinearShape(
	{ name, kind, scale, zeroPoint }: QuantizeLinearNode | DequantizeLinearNode,
	input: Shape,
): Shape {
	for (const { shape, data } of [scale, zeroPoint]) {
		const fits = String(broadcastShape(shape, input)) === String(input);
		if (!fits || data.length !== sizeOf(shape))
			throw new InputError(
				`${name}: ${kind} of [${input}] by a scale or zero point of shape [${shape}]`,
			);
	}
	return input;
}

export function runQuantizeLinear(
	node: QuantizeLinearNode,
	input: BatchTensor,
): Float32Array {
	const { min, max } = node;
	return mapScaled(node, input, (x, scale, zeroPoint) => {
		const code = roundHalfToEven(Math.fround(x / scale)) + zeroPoint;
		return Math.min(Math.max(code, min), max);
	});
}

export function runDequantizeLinear(
	node: DequantizeLinearNode,
	input: BatchTensor,
): Float32Array {
	return mapScaled(
		node,
		input,
		(x, scale, zeroPoint) => (x - zeroPoint) * scale,
	);
}

function mapScaled(
	{ scale, zeroPoint }: LinearScale,
	{ batch, shape, data }: BatchTensor,
	f: (x: number, scale: number, zeroPoint: number) => number,
): Float32Array {
	const scales = broadcastOffsets(scale.shape, shape);
	const zeros = broadcastOffsets(zeroPoint.shape, shape);
	const output = new Float32Array(data.length);
	for (let image = 0, at = 0; image < batch; image++) {
		for (let i = 0; i < scales.length; i++, at++)
			output[at] = f(
				data[at]!,
				scale.data[scales[i]!]!,
				zeroPoint.data[zeros[i]!]!,
			);
	}
	return output;
}
