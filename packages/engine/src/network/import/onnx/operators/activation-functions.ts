import type { ActivationFunction } from "../../../nodes/activation.js";
import { integerRange } from "../data-type.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "../operator.js";
import { binary, scalar } from "./arithmetic.js";

/** An operator that applies one function to each value of its input. */
function elementwise(
	opType: string,
	attributes: readonly string[],
	functionOf: (call: OnnxCall) => ActivationFunction,
): OnnxOperator {
	return {
		opType,
		// Operators of version 6 and before could be asked to overwrite their inputs.
		attributes: [...attributes, "consumed_inputs"],
		convert: (call) =>
			call.add({ kind: "activation", function: functionOf(call) }, [
				call.input(0),
			]),
	};
}

const plain = (
	opType: string,
	kind: Extract<ActivationFunction, { readonly kind: string }>["kind"],
): OnnxOperator =>
	elementwise(opType, [], () => ({ kind }) as ActivationFunction);

export const ACTIVATION_OPERATORS: readonly OnnxOperator[] = [
	plain("Relu", "relu"),
	plain("Sigmoid", "sigmoid"),
	plain("HardSwish", "hard-swish"),
	plain("Tanh", "tanh"),
	plain("Softplus", "softplus"),
	plain("Softsign", "softsign"),
	plain("Mish", "mish"),
	plain("Erf", "erf"),
	plain("Sign", "sign"),
	plain("Abs", "abs"),
	plain("Neg", "neg"),
	plain("Exp", "exp"),
	plain("Log", "log"),
	plain("Sqrt", "sqrt"),
	plain("Reciprocal", "reciprocal"),
	plain("Floor", "floor"),
	plain("Ceil", "ceil"),
	plain("Round", "round"),
	plain("Not", "not"),
	plain("Sin", "sin"),
	plain("Cos", "cos"),
	plain("Tan", "tan"),
	plain("Asin", "asin"),
	plain("Acos", "acos"),
	plain("Atan", "atan"),
	plain("Sinh", "sinh"),
	plain("Cosh", "cosh"),
	plain("Asinh", "asinh"),
	plain("Acosh", "acosh"),
	plain("Atanh", "atanh"),
	elementwise("Shrink", ["bias", "lambd"], (call) => ({
		kind: "shrink",
		lambda: call.float("lambd", 0.5),
		bias: call.float("bias", 0),
	})),
	elementwise("LeakyRelu", ["alpha"], (call) => ({
		kind: "leaky-relu",
		alpha: call.float("alpha", 0.01),
	})),
	elementwise("ThresholdedRelu", ["alpha"], (call) => ({
		kind: "thresholded-relu",
		alpha: call.float("alpha", 1),
	})),
	elementwise("Elu", ["alpha"], (call) => ({
		kind: "elu",
		alpha: call.float("alpha", 1),
	})),
	elementwise("Celu", ["alpha"], (call) => ({
		kind: "celu",
		alpha: call.float("alpha", 1),
	})),
	elementwise("Selu", ["alpha", "gamma"], (call) => ({
		kind: "selu",
		alpha: call.float("alpha", Math.fround(1.6732632)),
		gamma: call.float("gamma", Math.fround(1.050701)),
	})),
	elementwise("HardSigmoid", ["alpha", "beta"], (call) => ({
		kind: "hard-sigmoid",
		alpha: call.float("alpha", 0.2),
		beta: call.float("beta", 0.5),
	})),
	elementwise("Gelu", ["approximate"], (call) => {
		const approximate = call.text("approximate", "none");
		if (approximate === "none" || approximate === "tanh")
			return { kind: "gelu", approximate };
		return call.fail(
			`attribute approximate of Gelu is ${approximate}; supported are none, tanh`,
		);
	}),
];

/** Bounds are attributes up to version 10, then inputs, of which either may be left out. */
export const clip: OnnxOperator = {
	opType: "Clip",
	attributes: ["min", "max", "consumed_inputs"],
	convert(call) {
		const input = call.input(0);
		const [least, greatest] = integerRange(input.type) ?? [
			Number.NEGATIVE_INFINITY,
			Number.POSITIVE_INFINITY,
		];
		if (call.opset < 11) {
			const min = call.float("min", least);
			const max = call.float("max", greatest);
			return clipTo(call, input, min, max);
		}
		if (call.hasAttribute("min") || call.hasAttribute("max"))
			call.fail(
				`attributes min and max of Clip are inputs in version ${call.opset}`,
			);
		const isKnown = [1, 2].every(
			(index) => call.optionalInput(index)?.kind !== "activation",
		);
		if (!isKnown) return clipByComputed(call, input);
		return clipTo(
			call,
			input,
			bound(call, 1, "min") ?? least,
			bound(call, 2, "max") ?? greatest,
		);
	},
};

function clipTo(
	call: OnnxCall,
	input: OnnxValue,
	min: number,
	max: number,
): OnnxValue {
	return call.add(
		{ kind: "activation", function: { kind: "clip", min, max } },
		[input],
	);
}

function bound(
	call: OnnxCall,
	index: number,
	what: string,
): number | undefined {
	if (!call.optionalInput(index)) return undefined;
	const { data, shape } = call.constant(index, what);
	if (data.length !== 1)
		call.fail(`${what} of Clip needs 1 value, found shape [${shape}]`);
	return data[0];
}

function clipByComputed(call: OnnxCall, input: OnnxValue): OnnxValue {
	const [min, max] = [call.optionalInput(1), call.optionalInput(2)];
	const above = min ? binary(call, "max", input, min, "above") : input;
	return max ? binary(call, "min", above, max) : above;
}

/** `x · sigmoid(alpha · x)`. */
export const swish: OnnxOperator = {
	opType: "Swish",
	attributes: ["alpha"],
	convert: (call) => swishOf(call, call.float("alpha", 1)),
};

export function swishOf(call: OnnxCall, alpha: number): OnnxValue {
	const input = call.input(0);
	const scaled =
		alpha === 1 ? input : binary(call, "mul", input, scalar(alpha), "scaled");
	const gate = call.add(
		{ kind: "activation", function: { kind: "sigmoid" } },
		[scaled],
		{ step: "gate" },
	);
	return binary(call, "mul", input, gate);
}

/** Slopes for negative values; up to version 6 one for each channel, then broadcast to the input. */
export const prelu: OnnxOperator = {
	opType: "PRelu",
	attributes: ["consumed_inputs"],
	convert(call) {
		const [input, slope] = [call.input(0), call.input(1)];
		const isByChannel =
			call.opset < 7 && slope.shape.length === 1 && slope.shape[0] !== 1;
		if (!isByChannel) return binary(call, "prelu", input, slope);
		const shape = [slope.shape[0]!, ...input.shape.slice(2).map(() => 1)];
		const reshaped = { ...call.constant(1, "slope"), shape };
		return binary(call, "prelu", input, reshaped);
	},
};

function softmaxOf(
	opType: string,
	kind: "softmax" | "log-softmax",
): OnnxOperator {
	return {
		opType,
		attributes: ["axis"],
		convert(call) {
			const input = call.input(0);
			const rank = input.shape.length;
			if (call.opset >= 13) {
				const axis = call.axis(call.integer("axis", -1), rank);
				return call.add({ kind, axis }, [input]);
			}
			// Up to version 12 over all axes from `axis` on, as if they were one.
			const first = call.axis(call.integer("axis", 1), rank);
			const shape = call.imageShape(input);
			const others = shape.slice(0, first);
			if (first === shape.length - 1)
				return call.add({ kind, axis: first }, [input]);
			const count = shape.slice(first).reduce((a, b) => a * b, 1);
			const flat = call.add(
				{ kind: "reshape", shape: [...others, count] },
				[input],
				{ step: "flat" },
			);
			const result = call.add({ kind, axis: first }, [flat], { step: kind });
			return call.add({ kind: "reshape", shape }, [result]);
		},
	};
}

export const softmax: OnnxOperator = softmaxOf("Softmax", "softmax");
export const logSoftmax: OnnxOperator = softmaxOf("LogSoftmax", "log-softmax");
