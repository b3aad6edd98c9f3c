import { InputError } from "../../base/input-error.js";
import { sizeOf, type Tensor } from "../../base/tensor.js";
import type { QuantizeLinear } from "../../kernels/quantize-linear/contract.js";
import { wasmQuantizeLinear } from "../../kernels/quantize-linear/wasm.js";
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
	return ofRuns(node, input, wasmQuantizeLinear.quantize);
}

export function runDequantizeLinear(
	node: DequantizeLinearNode,
	input: BatchTensor,
): Float32Array {
	return ofRuns(node, input, wasmQuantizeLinear.dequantize);
}

/** What an operation makes of each run. */
function ofRuns(
	node: QuantizeLinearNode | DequantizeLinearNode,
	input: BatchTensor,
	run: QuantizeLinear["quantize"],
): Float32Array {
	const { min, max } = node;
	const output = new Float32Array(input.data.length);
	forEachRun(node, input, (first, last, scale, zeroPoint) => {
		run(
			input.data.subarray(first, last),
			{ scale, zeroPoint, min, max },
			output.subarray(first, last),
		);
	});
	return output;
}

/** Runs of neighbours that have one scale and zero point: the whole of a tensor that has but one. */
function forEachRun(
	{ scale, zeroPoint }: LinearScale,
	{ batch, shape }: BatchTensor,
	visit: (first: number, last: number, scale: number, zero: number) => void,
): void {
	const isRepeated = (axis: number): boolean =>
		[scale, zeroPoint].every(
			({ shape: own }) => (own[axis - shape.length + own.length] ?? 1) === 1,
		);
	const outer = shape.findLastIndex((_, axis) => !isRepeated(axis)) + 1;
	const length = sizeOf(shape.slice(outer));
	const offsets = ({ shape: own }: Tensor) => {
		const dropped = Math.min(own.length, shape.length - outer);
		return broadcastOffsets(
			own.slice(0, own.length - dropped),
			shape.slice(0, outer),
		);
	};
	const [scales, zeros] = [offsets(scale), offsets(zeroPoint)];
	let first = 0;
	for (let image = 0; image < batch; image++) {
		for (const [run, at] of scales.entries()) {
			const last = first + length;
			visit(first, last, scale.data[at]!, zeroPoint.data[zeros[run]!]!);
			first = last;
		}
	}
}
