import { sizeOf, type Tensor } from "../../../../base/tensor.js";
import type { Shape } from "../../../nodes/node.js";
import type { LinearScale } from "../../../nodes/quantize-linear.js";
import {
	convertValues,
	integerRange,
	isFloat,
	type NumericType,
	numericType,
} from "../data-type.js";
import type {
	AddOptions,
	OnnxCall,
	OnnxConstant,
	OnnxOperator,
	OnnxValue,
} from "../operator.js";

export const quantizeLinear: OnnxOperator = {
	opType: "QuantizeLinear",
	attributes: ["axis", "block_size", "output_dtype", "precision", "saturate"],
	convert(call) {
		const input = call.input(0);
		const declared = call.integer("output_dtype", 0);
		const type =
			call.optionalInput(2)?.type ??
			(declared === 0
				? "UINT8"
				: numericType(declared, `${call.name}: output_dtype`));
		return quantized(call, input, linearScale(call, input.shape, 1), type);
	},
};

export const dequantizeLinear: OnnxOperator = {
	opType: "DequantizeLinear",
	attributes: ["axis", "block_size", "output_dtype"],
	convert(call) {
		const input = call.input(0);
		const { type } = call.constant(1, "x_scale");
		const scales = linearScale(call, input.shape, 1);
		return dequantized(call, input, scales, { type });
	},
};

export function dequantized<Value extends OnnxValue>(
	call: OnnxCall,
	input: Value,
	scales: LinearScale,
	options: AddOptions,
): Value {
	const range = integerRange(input.type);
	if (!range)
		return call.fail(
			`${call.opType} of ${input.type} is not supported; supported are integers`,
		);
	const [min, max] = range;
	return call.add(
		{ kind: "dequantize-linear", ...scales, min, max },
		[input],
		options,
	) as Value;
}

export function quantized(
	call: OnnxCall,
	input: OnnxValue,
	scales: LinearScale,
	type: NumericType,
): OnnxValue {
	const range = integerRange(type);
	if (!range || range[1] - range[0] >= 2 ** 16)
		return call.fail(
			`${call.opType} to ${type} is not supported; supported are integers of up to 16 bits`,
		);
	const [min, max] = range;
	return call.add({ kind: "quantize-linear", ...scales, min, max }, [input], {
		type,
	});
}

/** Scale and zero point of inputs `first` and `first + 1`, in a shape that is repeated to fill the input's. */
export function linearScale(
	call: OnnxCall,
	shape: Shape,
	first: number,
): LinearScale {
	const scale = call.weights(first, "scale");
	const zero = call.optionalInput(first + 1)
		? integerTensor(call, call.constant(first + 1, "zero point"))
		: { shape: scale.shape, data: new Float32Array(sizeOf(scale.shape)) };
	return {
		scale: fitted(call, scale, shape),
		zeroPoint: fitted(call, zero, shape),
	};
}

/** The same where one value each is asked for. */
export function scalarScale(call: OnnxCall, first: number): LinearScale {
	const scale = call.weights(first, "scale");
	const zeroPoint = call.optionalInput(first + 1)
		? integerTensor(call, call.constant(first + 1, "zero point"))
		: { data: new Float32Array(1) };
	if (scale.data.length !== 1 || zeroPoint.data.length !== 1)
		call.fail(
			`scale of shape [${scale.shape}] of ${call.opType}: supported is 1 value`,
		);
	return {
		scale: { shape: [], data: scale.data },
		zeroPoint: { shape: [], data: zeroPoint.data },
	};
}

export function integerTensor(call: OnnxCall, value: OnnxConstant): Tensor {
	if (isFloat(value.type))
		call.fail(`zero point of ${call.opType} has type ${value.type}`);
	const data = convertValues(value.data, "FLOAT", call.name) as Float32Array;
	return { shape: value.shape, data };
}

/** One value for all, one for each place along an axis, or one for each block of such places. */
function fitted(call: OnnxCall, values: Tensor, shape: Shape): Tensor {
	const { data } = values;
	if (data.length === 1 && values.shape.length < 2) return { shape: [], data };
	const axis = call.axis(call.integer("axis", 1), shape.length);
	const image = shape.slice(call.batchAxes);
	const block = call.integer("block_size", 0);
	if (block === 0) {
		if (values.shape.length !== 1 || data.length !== image[axis])
			call.fail(
				`scale of shape [${values.shape}] along axis ${axis} of [${image}]`,
			);
		return { shape: image.map((size, i) => (i === axis ? size : 1)), data };
	}
	return repeated(call, values, { image, axis, block });
}

function repeated(
	call: OnnxCall,
	{ shape, data }: Tensor,
	{
		image,
		axis,
		block,
	}: { readonly image: Shape; readonly axis: number; readonly block: number },
): Tensor {
	const own = shape.slice(shape.length - image.length);
	const fits = own.every((size, i) =>
		i === axis ? size === Math.ceil(image[i]! / block) : size === image[i],
	);
	if (!fits || sizeOf(own) !== data.length)
		call.fail(`scale of shape [${shape}] for blocks of ${block} of [${image}]`);
	const inner = sizeOf(image.slice(axis + 1));
	const length = image[axis]!;
	const blocks = own[axis]!;
	const all = Float32Array.from({ length: sizeOf(image) }, (_, i) => {
		const place = Math.floor(i / inner) % length;
		const outer = Math.floor(i / (inner * length));
		return data[
			(outer * blocks + Math.floor(place / block)) * inner + (i % inner)
		]!;
	});
	return { shape: image, data: all };
}
