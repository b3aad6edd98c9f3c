import { sizeOf, type Tensor } from "../../../../base/tensor.js";
import type { LinearScale } from "../../../nodes/quantize-linear.js";
import { integerRange } from "../data-type.js";
import { float32Tensor } from "../onnx-call.js";
import type {
	OnnxCall,
	OnnxConstant,
	OnnxOperator,
	OnnxValue,
} from "../operator.js";
import { WINDOW_ATTRIBUTES } from "../sliding-window.js";
import { storedIntegers } from "../stored-values.js";
import { binary } from "./arithmetic.js";
import { convolutionBy } from "./conv.js";
import { matrixProduct } from "./gemm.js";
import {
	dequantized,
	integerTensor,
	linearScale,
	quantized,
	scalarScale,
} from "./quantize-linear.js";

/** Dequantised, convolved, and quantised again: what the standard defines it to be. */
export const qLinearConv: OnnxOperator = {
	opType: "QLinearConv",
	attributes: ["group", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const input = call.input(0);
		const stored = call.constant(3, "w");
		const [outputs = 0] = stored.shape;
		const inputScale = linearScale(call, input.shape, 1);
		const weightScale = perChannel(call, 4, stored.shape);
		const scales = weightScale.scale.data.map(
			(scale) => scale * inputScale.scale.data[0]!,
		);
		const bias = call.optionalInput(8)
			? integerTensor(call, call.constant(8, "B")).data
			: new Float32Array(outputs);
		const x = toFloat(call, input, inputScale, "x");
		const w = toFloat(call, stored, weightScale, "w");
		const y = convolutionBy(
			call,
			x,
			{
				weights: float32Tensor(call, w, "w"),
				integers: storedIntegers(w),
				bias: bias.map((b, k) => b * scales[scales.length === 1 ? 0 : k]!),
			},
			{ step: "y" },
		);
		const outputScale = linearScale(call, y.shape, 6);
		return quantized(call, y, outputScale, call.input(7).type);
	},
};

export const qLinearMatMul: OnnxOperator = {
	opType: "QLinearMatMul",
	attributes: [],
	convert(call) {
		const [a, b] = [call.input(0), call.input(3)];
		const product = matrixProduct(
			call,
			toFloat(call, a, scalarScale(call, 1), "a"),
			toFloat(call, b, scalarScale(call, 4), "b"),
			{ step: "y" },
		);
		return quantized(call, product, scalarScale(call, 6), call.input(7).type);
	},
};

export const convInteger: OnnxOperator = {
	opType: "ConvInteger",
	attributes: ["group", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const input = call.input(0);
		const x = centred(call, input, 2, "x");
		const stored = call.constant(1, "w");
		const w = toFloat(call, stored, zeroPerChannel(call, 3, stored), "w");
		const weights = float32Tensor(call, w, "w");
		const integers = storedIntegers(w);
		const outputs = weights.shape[0] ?? 0;
		checkExact(call, weights, outputs, spanOf(call, input));
		const bias = new Float32Array(outputs);
		return convolutionBy(
			call,
			x,
			{ weights, integers, bias },
			{ type: "INT32" },
		);
	},
};

export const matMulInteger: OnnxOperator = {
	opType: "MatMulInteger",
	attributes: [],
	convert(call) {
		const [a, b] = [call.input(0), call.input(1)];
		const rows = a.shape.at(-1) ?? 0;
		// The worst case of both operands, as both may be computed.
		if (rows * spanOf(call, a) * spanOf(call, b) > EXACT) {
			const weights = float32Tensor(
				call,
				centred(call, call.constant(1, "B"), 3, "b"),
				"B",
			);
			checkExactColumns(call, weights, spanOf(call, a));
		}
		return matrixProduct(
			call,
			centred(call, a, 2, "a"),
			centred(call, b, 3, "b"),
			{ type: "INT32" },
		);
	},
};

function toFloat<Value extends OnnxValue>(
	call: OnnxCall,
	input: Value,
	scales: LinearScale,
	step: string,
): Value {
	return dequantized(call, input, scales, { type: "FLOAT", step });
}

/** Scale 1, and a zero point for all weights or one for each output. */
function zeroPerChannel(
	call: OnnxCall,
	index: number,
	{ shape }: OnnxConstant,
): LinearScale {
	const scale = { shape: [], data: Float32Array.of(1) };
	const { data } = call.optionalInput(index)
		? integerTensor(call, call.constant(index, "w_zero_point"))
		: { data: new Float32Array(1) };
	return { scale, zeroPoint: channelValues(call, data, shape) };
}

/** One value for all weights, or one for each output. */
function channelValues(
	call: OnnxCall,
	data: Float32Array,
	shape: readonly number[],
): Tensor {
	if (data.length !== 1 && data.length !== shape[0])
		call.fail(`${data.length} scales or zero points of weights [${shape}]`);
	const own = shape.map((size, axis) => (axis === 0 ? size : 1));
	return { shape: data.length === 1 ? [] : own, data };
}

function perChannel(
	call: OnnxCall,
	first: number,
	shape: readonly number[],
): LinearScale {
	const fit = ({ data }: Tensor): Tensor => channelValues(call, data, shape);
	return {
		scale: fit(call.weights(first, "w_scale")),
		zeroPoint: fit(
			integerTensor(call, call.constant(first + 1, "w_zero_point")),
		),
	};
}

/** Integers minus their zero point, as float32. */
function centred<Value extends OnnxValue>(
	call: OnnxCall,
	input: Value,
	zeroIndex: number,
	step: string,
): Value {
	const computed = call.optionalInput(zeroIndex);
	if (computed?.kind === "activation")
		return difference(call, input, computed, step) as Value;
	const zero = call.optionalInput(zeroIndex)
		? integerTensor(call, call.constant(zeroIndex, "zero point")).data
		: new Float32Array(1);
	// One for all, or for each column of stored weights.
	const isByColumn =
		input.kind === "constant" && zero.length === input.shape.at(-1);
	if (zero.length !== 1 && !isByColumn)
		call.fail(
			`${zero.length} zero points of ${call.opType} for [${input.shape}] are not supported`,
		);
	const scale = { shape: [], data: Float32Array.of(1) };
	const shape = zero.length === 1 ? [] : [zero.length];
	const zeroPoint = { shape, data: zero };
	return toFloat(call, input, { scale, zeroPoint }, step);
}

/** Integers less a zero point that is computed too: exact in float32. */
function difference(
	call: OnnxCall,
	input: OnnxValue,
	zero: OnnxValue,
	step: string,
): OnnxValue {
	const real = (value: OnnxValue): OnnxValue => ({ ...value, type: "FLOAT" });
	return binary(call, "sub", real(input), real(zero), step, "FLOAT");
}

/** Greatest difference of an integer and its zero point. */
function spanOf(call: OnnxCall, { type }: OnnxValue): number {
	const range = integerRange(type);
	if (!range || range[1] >= 2 ** 8)
		return call.fail(
			`${call.opType} of ${type} is not supported; supported are UINT8 and INT8`,
		);
	return range[1] - range[0];
}

/** float32 holds all integers up to here. */
const EXACT = 2 ** 24;

/** Refuses weights, [outputs × rows], whose sums with the largest inputs may not be exact in float32. */
function checkExact(
	call: OnnxCall,
	{ shape, data }: Tensor,
	outputs: number,
	span: number,
): void {
	const rows = sizeOf(shape) / outputs;
	for (let k = 0; k < outputs; k++) {
		const own = data.subarray(k * rows, (k + 1) * rows);
		const reach = own.reduce((sum, w) => sum + Math.abs(w), 0) * span;
		if (reach > EXACT)
			call.fail(
				`sums of ${call.opType} may reach ${reach}, more than the 2^24 that float32 holds exactly`,
			);
	}
}

function checkExactColumns(
	call: OnnxCall,
	{ shape, data }: Tensor,
	span: number,
): void {
	const columns = shape.at(-1) ?? 1;
	const reach = new Float64Array(columns);
	for (const [i, weight] of data.entries())
		reach[i % columns]! += Math.abs(weight) * span;
	const most = reach.reduce((a, b) => Math.max(a, b), 0);
	if (most > EXACT)
		call.fail(
			`sums of ${call.opType} may reach ${most}, more than the 2^24 that float32 holds exactly`,
		);
}
