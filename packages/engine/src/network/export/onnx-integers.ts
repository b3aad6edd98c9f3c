import type { Tensor } from "../../base/tensor.js";
import type { ConvolutionNode } from "../nodes/convolution.js";
import type { DenseNode } from "../nodes/dense.js";
import type { Shape } from "../nodes/node.js";
import type {
	DequantizeLinearNode,
	LinearScale,
	QuantizeLinearNode,
} from "../nodes/quantize-linear.js";
import {
	notWritten,
	type StoredType,
	vector,
	type Writer,
} from "./onnx-writer.js";

/** Names of weights and bias; weights that were stored as integers are stored as those, and dequantised. */
export function weightsOf(
	node: ConvolutionNode | DenseNode,
	{ add, store }: Writer,
): [weights: string, bias: string] {
	const { weights, integers } = node;
	const type = integers && integerType(integers.min, integers.max);
	const bias = vector(node.bias);
	if (!integers || !type || !areExact(node))
		return [store("weight", weights), store("bias", bias)];
	const { shape } = weights;
	const scales = vector(Float32Array.from(integers.scales));
	const zeroPoints = vector(Float32Array.from(integers.zeroPoints));
	const codes = { shape, data: Float32Array.from(integers.codes) };
	const stored = add(
		"DequantizeLinear",
		[
			store("weight.codes", codes, type),
			store("weight.scale", scales),
			store("weight.zero_point", zeroPoints, type),
		],
		{ axis: 0 },
		"weight",
	);
	return [stored, store("bias", bias)];
}

/** Whether codes and scales as a file holds them are the weights, bit by bit. */
function areExact({ weights, integers }: ConvolutionNode | DenseNode): boolean {
	const { codes, scales, zeroPoints } = integers!;
	const rows = codes.length / scales.length;
	return weights.data.every((weight, i) => {
		const k = Math.floor(i / rows);
		const value = (codes[i]! - zeroPoints[k]!) * Math.fround(scales[k]!);
		return weight === Math.fround(value);
	});
}

const INTEGER_TYPES: readonly StoredType[] = [
	"UINT8",
	"INT8",
	"UINT16",
	"INT16",
];

/** The type of integers from `min` to `max`. */
export function integerType(min: number, max: number): StoredType | undefined {
	const bits = Math.log2(max - min + 1);
	const name = `${min === 0 ? "U" : ""}INT${bits}`;
	return INTEGER_TYPES.find((type) => type === name);
}

/** Appends a quantising or dequantising node, by one scale or one for each place along an axis. */
export function writeConversion(
	node: QuantizeLinearNode | DequantizeLinearNode,
	{ add, store }: Writer,
	shape: Shape,
): void {
	const type = integerType(node.min, node.max);
	const axis = scaledAxis(node, shape);
	if (!type || axis === undefined) throw notWritten(node);
	const flat = ({ data }: Tensor): Tensor => ({
		shape: axis === "none" ? [] : [shape[axis]!],
		data:
			axis === "none" || data.length > 1
				? data
				: new Float32Array(shape[axis]!).fill(data[0]!),
	});
	add(
		node.kind === "quantize-linear" ? "QuantizeLinear" : "DequantizeLinear",
		[
			...node.inputs,
			store("scale", flat(node.scale)),
			store("zero_point", flat(node.zeroPoint), type),
		],
		axis === "none" ? {} : { axis: axis + 1 },
	);
}

/** The one axis along which scale or zero point differ; undefined where there are more. */
function scaledAxis(
	{ scale, zeroPoint }: LinearScale,
	shape: Shape,
): number | "none" | undefined {
	const axes = [scale, zeroPoint].flatMap((values) =>
		values.shape.flatMap((size, i) =>
			size > 1 ? [i + shape.length - values.shape.length] : [],
		),
	);
	const [axis = "none", ...others] = new Set(axes);
	return others.length === 0 ? axis : undefined;
}
