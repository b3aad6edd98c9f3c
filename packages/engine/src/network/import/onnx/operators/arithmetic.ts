import type { ArithmeticFunction } from "../../../nodes/arithmetic.js";
import type { NumericType } from "../data-type.js";
import { hasNoBatch } from "../graph-builder.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "../operator.js";

/** Adds a function of two values, after checking that broadcasting keeps images apart. */
export function binary(
	call: OnnxCall,
	name: ArithmeticFunction,
	a: OnnxValue,
	b: OnnxValue,
	step?: string,
	type?: NumericType,
): OnnxValue {
	checkImagesApart(call, [a, b]);
	return call.add({ kind: "arithmetic", function: name }, [a, b], {
		...(step === undefined ? {} : { step }),
		...(type === undefined ? {} : { type }),
	});
}

/** One stored number. */
export const scalar = (value: number): OnnxValue => ({
	kind: "constant",
	type: "FLOAT",
	shape: [],
	data: Float32Array.of(value),
});

/** Activations of different ranks would be aligned at their last axes: the batch of one at a channel of the other. */
function checkImagesApart(call: OnnxCall, values: readonly OnnxValue[]): void {
	const computed = values.filter((value) => !hasNoBatch(value));
	const rank = computed[0]?.shape.length;
	const odd = computed.find(({ shape }) => shape.length !== rank);
	const isOver = values.some(
		(value) =>
			hasNoBatch(value) &&
			value.kind === "activation" &&
			rank !== undefined &&
			value.shape.length >= rank,
	);
	if (call.batchAxes === 1 && isOver)
		call.fail(`${call.opType} of the batch and of values over all of an image`);
	if (call.batchAxes === 1 && odd)
		call.fail(
			`${call.opType} of [${computed[0]!.shape}] and [${odd.shape}] mixes the batch with another axis; images are computed one by one`,
		);
}

function arithmetic(
	opType: string,
	name: ArithmeticFunction,
	type?: NumericType,
): OnnxOperator {
	return {
		opType,
		attributes: ["axis", "broadcast", "consumed_inputs"],
		convert(call) {
			const [a, b] = [call.input(0), call.input(1)];
			return binary(
				call,
				name,
				a,
				alignedAsBefore7(call, a, b),
				undefined,
				type,
			);
		},
	};
}

/** Up to version 6 the second operand is repeated only if `broadcast` is set, and then from `axis` on. */
function alignedAsBefore7(
	call: OnnxCall,
	a: OnnxValue,
	b: OnnxValue,
): OnnxValue {
	if (call.opset >= 7) {
		if (call.hasAttribute("axis") || call.hasAttribute("broadcast"))
			call.fail(
				`attributes axis and broadcast of ${call.opType} are unknown in version ${call.opset}`,
			);
		return b;
	}
	if (call.integer("broadcast", 0) === 0) {
		if (String(a.shape) !== String(b.shape))
			call.fail(
				`${call.opType} of [${a.shape}] and [${b.shape}] without attribute broadcast`,
			);
		return b;
	}
	if (!call.hasAttribute("axis") || b.shape.length === 0) return b;
	const rank = a.shape.length;
	const axis = call.integer("axis", 0);
	const missing = rank - (axis < 0 ? axis + rank : axis) - b.shape.length;
	if (missing < 0 || b.kind === "activation")
		call.fail(
			`${call.opType} of [${a.shape}] and [${b.shape}] along axis ${axis} is not supported`,
		);
	return {
		...(b as Extract<OnnxValue, { kind: "constant" }>),
		shape: [...b.shape, ...new Array<number>(missing).fill(1)],
		data: (b as Extract<OnnxValue, { kind: "constant" }>).data,
	};
}

/** An operator of any number of inputs, folded from the left. */
function variadic(opType: string, name: ArithmeticFunction): OnnxOperator {
	return {
		opType,
		attributes: ["consumed_inputs"],
		convert(call) {
			const last = call.inputCount - 1;
			return call
				.allInputs()
				.reduce((sum, value, i) =>
					binary(call, name, sum, value, i < last ? String(i) : undefined),
				);
		},
	};
}

export const ARITHMETIC_OPERATORS: readonly OnnxOperator[] = [
	arithmetic("Add", "add"),
	arithmetic("Sub", "sub"),
	arithmetic("Mul", "mul"),
	arithmetic("Div", "div"),
	arithmetic("Pow", "pow"),
	arithmetic("Equal", "equal", "BOOL"),
	arithmetic("Less", "less", "BOOL"),
	arithmetic("LessOrEqual", "less-or-equal", "BOOL"),
	arithmetic("Greater", "greater", "BOOL"),
	arithmetic("GreaterOrEqual", "greater-or-equal", "BOOL"),
	arithmetic("And", "and", "BOOL"),
	arithmetic("Or", "or", "BOOL"),
	arithmetic("Xor", "xor", "BOOL"),
	variadic("Max", "max"),
	variadic("Min", "min"),
	variadic("Sum", "add"),
];

export const mean: OnnxOperator = {
	opType: "Mean",
	attributes: ["consumed_inputs"],
	convert(call) {
		const values = call.allInputs();
		const sum = values.reduce((total, value, i) =>
			binary(call, "add", total, value, `sum_${i}`),
		);
		return binary(call, "div", sum, scalar(values.length));
	},
};

export const where: OnnxOperator = {
	opType: "Where",
	attributes: [],
	convert(call) {
		const values = call.allInputs();
		if (values.length !== 3) call.fail("Where needs 3 inputs");
		checkImagesApart(call, values);
		return call.add({ kind: "select" }, values, { type: values[1]!.type });
	},
};
