import type { NetworkNode } from "../network.js";
import type { ActivationFunction } from "../nodes/activation.js";
import type { ArithmeticFunction } from "../nodes/arithmetic.js";
import { notWritten, type Writer } from "./onnx-writer.js";

/** Appends the operators of an activation function. */
export function writeActivation(
	f: ActivationFunction,
	inputs: readonly string[],
	writer: Writer,
): void {
	const { add, store } = writer;
	switch (f.kind) {
		case "relu":
		case "sigmoid":
		case "tanh":
		case "softplus":
		case "softsign":
		case "mish":
		case "erf":
		case "sign":
		case "abs":
		case "neg":
		case "exp":
		case "log":
		case "sqrt":
		case "reciprocal":
		case "floor":
		case "ceil":
		case "round":
		case "sin":
		case "cos":
		case "tan":
		case "asin":
		case "acos":
		case "atan":
		case "sinh":
		case "cosh":
		case "asinh":
		case "acosh":
		case "atanh":
			add(f.kind[0]!.toUpperCase() + f.kind.slice(1), inputs);
			return;
		case "shrink":
			add("Shrink", inputs, {
				lambd: { float: f.lambda },
				bias: { float: f.bias },
			});
			return;
		case "hard-swish":
			add("HardSwish", inputs);
			return;
		case "leaky-relu":
			add("LeakyRelu", inputs, { alpha: { float: f.alpha } });
			return;
		case "thresholded-relu":
			add("ThresholdedRelu", inputs, { alpha: { float: f.alpha } });
			return;
		case "elu":
			add("Elu", inputs, { alpha: { float: f.alpha } });
			return;
		case "celu":
			add("Celu", inputs, { alpha: { float: f.alpha } });
			return;
		case "selu":
			add("Selu", inputs, {
				alpha: { float: f.alpha },
				gamma: { float: f.gamma },
			});
			return;
		case "gelu":
			add("Gelu", inputs, { approximate: f.approximate });
			return;
		case "hard-sigmoid":
			add("HardSigmoid", inputs, {
				alpha: { float: f.alpha },
				beta: { float: f.beta },
			});
			return;
		case "clip": {
			const bound = (step: "min" | "max"): string =>
				Number.isFinite(f[step])
					? store(step, { shape: [], data: Float32Array.of(f[step]) })
					: "";
			add("Clip", [...inputs, bound("min"), bound("max")]);
			return;
		}
		case "not": {
			const isZero = add("Equal", [...inputs, zero(writer)], {}, "is_zero");
			add("Cast", [isZero], { to: FLOAT });
			return;
		}
		default:
			f satisfies never;
	}
}

const FLOAT = 1;

const OPERATORS: Readonly<Partial<Record<ArithmeticFunction, string>>> = {
	add: "Add",
	sub: "Sub",
	mul: "Mul",
	div: "Div",
	pow: "Pow",
	min: "Min",
	max: "Max",
	prelu: "PRelu",
};

/** Their results are of type BOOL in ONNX; in a network 0 or 1. */
const COMPARISONS: Readonly<Partial<Record<ArithmeticFunction, string>>> = {
	equal: "Equal",
	less: "Less",
	"less-or-equal": "LessOrEqual",
	greater: "Greater",
	"greater-or-equal": "GreaterOrEqual",
};

const LOGIC: Readonly<Partial<Record<ArithmeticFunction, string>>> = {
	and: "And",
	or: "Or",
	xor: "Xor",
};

/** Appends the operators of a function of two tensors. */
export function writeArithmetic(
	f: ArithmeticFunction,
	node: NetworkNode,
	writer: Writer,
): void {
	const { add } = writer;
	const { inputs } = node;
	const operator = OPERATORS[f];
	const comparison = COMPARISONS[f];
	const logic = LOGIC[f];
	if (operator) {
		add(operator, inputs);
	} else if (comparison) {
		add("Cast", [add(comparison, inputs, {}, "truth")], { to: FLOAT });
	} else if (logic) {
		const [a, b] = inputs as [string, string];
		const operands = [isNotZero(a, "a", writer), isNotZero(b, "b", writer)];
		add("Cast", [add(logic, operands, {}, "truth")], { to: FLOAT });
	} else {
		throw notWritten(node);
	}
}

/** The truth of a number, as the type BOOL. */
export function isNotZero(
	tensor: string,
	step: string,
	writer: Writer,
): string {
	const { add } = writer;
	const isZero = add(
		"Equal",
		[tensor, zero(writer, `${step}_zero`)],
		{},
		`${step}_is_zero`,
	);
	return add("Not", [isZero], {}, step);
}

function zero({ store }: Writer, step = "zero"): string {
	return store(step, { shape: [], data: new Float32Array(1) });
}
