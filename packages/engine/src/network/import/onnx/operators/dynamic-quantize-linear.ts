import { sizeOf } from "../../../../base/tensor.js";
import type { ActivationFunction } from "../../../nodes/activation.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "../operator.js";
import { binary, scalar } from "./arithmetic.js";

/** Greatest code. */
const MOST = 255;

/**
 * Codes of 8 bits over the range of all values and 0, with the scale and the zero point of it. A network computes it
 * image by image, as the standard does for a batch of one.
 */
export const dynamicQuantizeLinear: OnnxOperator = {
	opType: "DynamicQuantizeLinear",
	attributes: [],
	convert(call) {
		const x = call.input(0);
		if (call.batchAxes === 1 && x.shape[0] !== 1)
			call.fail(
				`DynamicQuantizeLinear over a batch of ${x.shape[0]}; images are computed one by one`,
			);
		const least = binary(call, "min", extreme(call, x, "min"), ZERO, "least");
		const most = binary(call, "max", extreme(call, x, "max"), ZERO, "most");
		const span = binary(call, "sub", most, least, "span");
		const scale = scaleOf(call, span);
		const offset = binary(call, "div", least, scale, "offset");
		const negated = apply(call, { kind: "neg" }, offset, "negated");
		const zero = saturated(call, rounded(call, negated, "zero"), "zero_point");
		const quotient = binary(call, "div", x, scale, "quotient");
		const shifted = binary(
			call,
			"add",
			rounded(call, quotient, "whole"),
			zero,
			"shifted",
		);
		const y = saturated(call, shifted);
		return [{ ...y, type: "UINT8" }, scale, { ...zero, type: "UINT8" }];
	},
};

const ZERO = scalar(0);

/** Least or greatest of all values of an image. */
function extreme(call: OnnxCall, x: OnnxValue, name: "min" | "max"): OnnxValue {
	const shape = call.imageShape(x);
	if (sizeOf(shape) === 0) call.fail("DynamicQuantizeLinear of nothing");
	const axes = shape.map((_, axis) => axis);
	const value = call.add(
		{ kind: "reduce", function: name, axes, keepDims: false },
		[x],
		{ step: name },
	);
	return value.kind === "constant"
		? value
		: { ...value, shape: [], isWithoutBatch: true };
}

/** 1 where all values are 0, which any scale would do for. */
function scaleOf(call: OnnxCall, span: OnnxValue): OnnxValue {
	const scale = binary(call, "div", span, scalar(MOST), "step");
	return call.add({ kind: "select" }, [span, scale, scalar(1)], {
		step: "scale",
		type: "FLOAT",
	});
}

function apply(
	call: OnnxCall,
	f: ActivationFunction,
	value: OnnxValue,
	step?: string,
): OnnxValue {
	return call.add(
		{ kind: "activation", function: f },
		[value],
		step === undefined ? {} : { step },
	);
}

function rounded(call: OnnxCall, value: OnnxValue, step: string): OnnxValue {
	return apply(call, { kind: "round" }, value, step);
}

function saturated(call: OnnxCall, value: OnnxValue, step?: string): OnnxValue {
	return apply(call, { kind: "clip", min: 0, max: MOST }, value, step);
}
