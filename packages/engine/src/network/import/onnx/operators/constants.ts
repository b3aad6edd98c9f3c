import { sizeOf } from "../../../../base/tensor.js";
import type { ActivationFunction } from "../../../nodes/activation.js";
import {
	convertValues,
	integerRange,
	isFloat,
	type NumericType,
	numericType,
} from "../data-type.js";
import type {
	OnnxCall,
	OnnxConstant,
	OnnxOperator,
	OnnxValue,
} from "../operator.js";
import { binary } from "./arithmetic.js";

export const identity: OnnxOperator = {
	opType: "Identity",
	attributes: ["consumed_inputs"],
	convert: (call) => call.input(0),
};

/** Does nothing in inference, and its mask keeps all. */
export const dropout: OnnxOperator = {
	opType: "Dropout",
	attributes: ["is_test", "ratio", "seed", "consumed_inputs"],
	convert(call) {
		const flag = call.optionalInput(2) && call.constant(2, "training_mode");
		const isTraining =
			call.opset < 7
				? call.integer("is_test", 0) === 0
				: (flag?.data.some((value) => value !== 0) ?? false);
		if (isTraining && !dropsNothing(call))
			call.fail(
				call.opset < 7
					? "is_test of Dropout must be 1"
					: "training_mode of Dropout must be false",
			);
		const input = call.input(0);
		return call.outputCount > 1 ? [input, mask(call, input)] : input;
	},
};

function dropsNothing(call: OnnxCall): boolean {
	if (call.opset < 12) return call.float("ratio", 0.5) === 0;
	return call.optionalInput(1) !== undefined
		? call.constant(1, "ratio").data[0] === 0
		: false;
}

function mask(call: OnnxCall, { shape, type }: OnnxValue): OnnxConstant {
	call.spend(shape);
	return {
		kind: "constant",
		// A boolean since version 10.
		type: call.opset < 10 ? type : "BOOL",
		shape,
		data: new Float64Array(sizeOf(shape)).fill(1),
	};
}

const integers = (
	values: readonly number[],
	shape?: readonly number[],
): OnnxConstant => ({
	kind: "constant",
	type: "INT64",
	shape: shape ?? [values.length],
	data: Float64Array.from(values),
});

const floats = (
	values: readonly number[],
	shape?: readonly number[],
): OnnxConstant => ({
	kind: "constant",
	type: "FLOAT",
	shape: shape ?? [values.length],
	data: Float32Array.from(values),
});

export const constant: OnnxOperator = {
	opType: "Constant",
	attributes: [
		"value",
		"value_float",
		"value_floats",
		"value_int",
		"value_ints",
	],
	convert(call) {
		const tensor = call.tensor("value");
		if (tensor) return tensor;
		if (call.hasAttribute("value_float"))
			return floats([call.float("value_float", 0)], []);
		if (call.hasAttribute("value_int"))
			return integers([call.integer("value_int", 0)], []);
		const list = call.floats("value_floats");
		if (list) return floats(list);
		const integerList = call.integers("value_ints");
		return integerList
			? integers(integerList)
			: call.fail("attribute value of Constant is missing");
	},
};

export const constantOfShape: OnnxOperator = {
	opType: "ConstantOfShape",
	attributes: ["value"],
	convert(call) {
		const shape = call.integersOf(0, "input");
		const value = call.tensor("value") ?? floats([0]);
		const size = sizeOf(shape);
		if (shape.some((axis) => axis < 0))
			call.fail(`ConstantOfShape of [${shape}]`);
		call.spend(shape);
		if (value.data.length !== 1)
			call.fail(`attribute value needs 1 value, found [${value.shape}]`);
		const data = isFloat(value.type)
			? new Float32Array(size)
			: new Float64Array(size);
		data.fill(value.data[0]!);
		return { kind: "constant", type: value.type, shape, data };
	},
};

/** With 1 for a batch that the file leaves open. */
export const shape: OnnxOperator = {
	opType: "Shape",
	attributes: ["start", "end"],
	convert(call) {
		const { shape: sizes } = call.input(0);
		return integers(
			sizes.slice(call.integer("start", 0), call.integer("end", sizes.length)),
		);
	},
};

export const size: OnnxOperator = {
	opType: "Size",
	attributes: [],
	convert: (call) => integers([sizeOf(call.input(0).shape)], []),
};

export const range: OnnxOperator = {
	opType: "Range",
	attributes: [],
	convert(call) {
		const value = (index: number, what: string): number => {
			const { data } = call.constant(index, what);
			return data.length === 1
				? data[0]!
				: call.fail(`${what} of Range needs 1 value, found ${data.length}`);
		};
		const start = value(0, "start");
		const step = value(2, "delta");
		const length = Math.max(Math.ceil((value(1, "limit") - start) / step), 0);
		if (!Number.isFinite(length)) call.fail(`Range of ${length} values`);
		call.spend([length]);
		const { type } = call.input(0);
		const data = Float64Array.from({ length }, (_, i) => start + i * step);
		const values = convertValues(data, type, call.name);
		return { kind: "constant", type, shape: [length], data: values };
	},
};

export const cast: OnnxOperator = {
	opType: "Cast",
	attributes: ["to", "saturate", "round_mode"],
	convert: (call) =>
		castTo(
			call,
			call.input(0),
			numericType(call.integer("to", 0), `${call.name}: attribute to`),
		),
};

export const castLike: OnnxOperator = {
	opType: "CastLike",
	attributes: ["saturate", "round_mode"],
	convert: (call) => castTo(call, call.input(0), call.input(1).type),
};

function castTo(
	call: OnnxCall,
	input: OnnxValue,
	type: NumericType,
): OnnxValue {
	if (input.kind === "constant") {
		const data = convertValues(input.data, type, call.name);
		return { kind: "constant", type, shape: input.shape, data };
	}
	// Networks compute in float32 whatever the type, and hold integers exactly.
	if (isFloat(type) || holds(type, input.type)) return { ...input, type };
	if (type === "BOOL") return { ...isNotZero(call, input), type };
	if (isFloat(input.type) && !isOf4Bits(type))
		return { ...cutToInteger(call, input, type), type };
	return call.fail(
		`Cast of computed values from ${input.type} to ${type} is not supported`,
	);
}

/** Programs differ in what becomes of numbers beyond these few. */
function isOf4Bits(type: NumericType): boolean {
	return type === "INT4" || type === "UINT4";
}

/** Whether one integer type has all values of another. */
function holds(type: NumericType, other: NumericType): boolean {
	const [own, its] = [integerRange(type), integerRange(other)];
	return Boolean(own && its && own[0] <= its[0] && own[1] >= its[1]);
}

function isNotZero(call: OnnxCall, input: OnnxValue): OnnxValue {
	const not = { kind: "activation", function: { kind: "not" } } as const;
	return call.add(not, [call.add(not, [input], { step: "is_zero" })]);
}

/** Towards 0; what the type does not hold, for which the standard says nothing, saturates. */
function cutToInteger(
	call: OnnxCall,
	input: OnnxValue,
	type: NumericType,
): OnnxValue {
	const [min, max] = integerRange(type)!;
	const apply = (
		f: ActivationFunction,
		value: OnnxValue,
		step: string,
	): OnnxValue =>
		call.add({ kind: "activation", function: f }, [value], { step });
	const magnitude = apply({ kind: "abs" }, input, "magnitude");
	const whole = apply({ kind: "floor" }, magnitude, "whole");
	const sign = apply({ kind: "sign" }, input, "sign");
	const cut = binary(call, "mul", whole, sign, "cut");
	const clip = { kind: "clip", min, max } as const;
	return call.add({ kind: "activation", function: clip }, [cut]);
}
