import { wasmClamp } from "../../kernels/clamp/wasm.js";
import type { FloatArray, MakeArray, NodeBase } from "./node.js";

/** A function applied to each value alone. */
export interface ActivationNode extends NodeBase {
	readonly kind: "activation";
	readonly function: ActivationFunction;
}

/** Functions and parameters as the ONNX standard defines them. */
export type ActivationFunction =
	| { readonly kind: "relu" }
	| { readonly kind: "leaky-relu"; readonly alpha: number }
	| { readonly kind: "thresholded-relu"; readonly alpha: number }
	| { readonly kind: "clip"; readonly min: number; readonly max: number }
	| { readonly kind: "elu"; readonly alpha: number }
	| { readonly kind: "celu"; readonly alpha: number }
	| { readonly kind: "selu"; readonly alpha: number; readonly gamma: number }
	| { readonly kind: "gelu"; readonly approximate: "none" | "tanh" }
	| { readonly kind: "sigmoid" }
	| {
			readonly kind: "hard-sigmoid";
			readonly alpha: number;
			readonly beta: number;
	  }
	| { readonly kind: "hard-swish" }
	| { readonly kind: "tanh" }
	| { readonly kind: "softplus" }
	| { readonly kind: "softsign" }
	| { readonly kind: "mish" }
	| { readonly kind: "erf" }
	| { readonly kind: "sign" }
	| { readonly kind: "abs" }
	| { readonly kind: "neg" }
	| { readonly kind: "exp" }
	| { readonly kind: "log" }
	| { readonly kind: "sqrt" }
	| { readonly kind: "reciprocal" }
	| { readonly kind: "floor" }
	| { readonly kind: "ceil" }
	| { readonly kind: "round" }
	| { readonly kind: "not" }
	| { readonly kind: "shrink"; readonly lambda: number; readonly bias: number }
	| { readonly kind: Trigonometric };

/** Of angles in radians, and hyperbolic ones. */
export type Trigonometric =
	| "sin"
	| "cos"
	| "tan"
	| "asin"
	| "acos"
	| "atan"
	| "sinh"
	| "cosh"
	| "asinh"
	| "acosh"
	| "atanh";

/** The function in float64. */
export function activationFunction(
	f: ActivationFunction,
): (x: number) => number {
	switch (f.kind) {
		case "relu":
			return (x) => Math.max(x, 0);
		case "leaky-relu":
			return (x) => (x < 0 ? f.alpha * x : x);
		case "thresholded-relu":
			return (x) => (x > f.alpha ? x : 0);
		case "clip":
			return (x) => Math.min(Math.max(x, f.min), f.max);
		case "elu":
			return (x) => (x < 0 ? f.alpha * Math.expm1(x) : x);
		case "celu":
			return (x) =>
				Math.max(x, 0) + Math.min(f.alpha * Math.expm1(x / f.alpha), 0);
		case "selu":
			return (x) => f.gamma * (x > 0 ? x : f.alpha * Math.expm1(x));
		case "gelu":
			return f.approximate === "tanh"
				? (x) => (x / 2) * (1 + Math.tanh(GELU_SCALE * (x + 0.044715 * x ** 3)))
				: (x) => (x / 2) * (1 + erf(x * Math.SQRT1_2));
		case "sigmoid":
			return sigmoid;
		case "hard-sigmoid":
			return (x) => hardSigmoid(x, f.alpha, f.beta);
		case "hard-swish":
			return (x) => x * hardSigmoid(x, 1 / 6, 0.5);
		case "tanh":
			return Math.tanh;
		case "softplus":
			return softplus;
		case "softsign":
			return (x) => x / (1 + Math.abs(x));
		case "mish":
			return (x) => x * Math.tanh(softplus(x));
		case "erf":
			return erf;
		case "sign":
			return Math.sign;
		case "abs":
			return Math.abs;
		case "neg":
			return (x) => -x;
		case "exp":
			return Math.exp;
		case "log":
			return Math.log;
		case "sqrt":
			return Math.sqrt;
		case "reciprocal":
			return (x) => 1 / x;
		case "floor":
			return Math.floor;
		case "ceil":
			return Math.ceil;
		case "round":
			return roundToEven;
		case "not":
			return (x) => (x === 0 ? 1 : 0);
		case "shrink":
			return (x) =>
				x < -f.lambda ? x + f.bias : x > f.lambda ? x - f.bias : 0;
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
			return Math[f.kind];
		default:
			return f satisfies never;
	}
}

/** Whether a function gives no negative value, for inputs of either sign or for inputs ≥ 0. */
export function rangeOf(
	f: ActivationFunction,
): "non-negative" | "keeps-non-negative" | "signed" {
	switch (f.kind) {
		case "relu":
		case "sigmoid":
		case "hard-sigmoid":
		case "softplus":
		case "abs":
		case "exp":
		case "sqrt":
		case "not":
		case "cosh":
		case "acos":
		case "acosh":
			return "non-negative";
		case "thresholded-relu":
			return f.alpha >= 0 ? "non-negative" : "keeps-non-negative";
		case "clip":
			if (f.max < 0) return "signed";
			return f.min >= 0 ? "non-negative" : "keeps-non-negative";
		case "leaky-relu":
		case "elu":
		case "hard-swish":
		case "tanh":
		case "softsign":
		case "mish":
		case "erf":
		case "sign":
		case "reciprocal":
		case "floor":
		case "ceil":
		case "round":
		case "asin":
		case "atan":
		case "sinh":
		case "asinh":
		case "atanh":
			return "keeps-non-negative";
		case "celu":
		case "selu":
		case "gelu":
		case "neg":
		case "log":
		case "shrink":
		case "sin":
		case "cos":
		case "tan":
			return "signed";
		default:
			return f satisfies never;
	}
}

export function runActivation(
	node: ActivationNode,
	values: FloatArray,
	makeArray: MakeArray,
): FloatArray {
	const output = makeArray(values, values.length);
	// Loops of their own: they follow nearly every layer, and a call takes longer than they do.
	if (node.function.kind === "relu")
		return clampInto(output, values, 0, Number.POSITIVE_INFINITY);
	if (node.function.kind === "clip")
		return clampInto(output, values, node.function.min, node.function.max);
	const f = activationFunction(node.function);
	for (let i = 0; i < values.length; i++) output[i] = f(values[i]!);
	return output;
}

function clampInto<Values extends FloatArray>(
	output: Values,
	values: FloatArray,
	min: number,
	max: number,
): Values {
	if (output instanceof Float32Array && values instanceof Float32Array) {
		wasmClamp(values, min, max, output);
		return output;
	}
	for (let i = 0; i < output.length; i++)
		output[i] = Math.min(Math.max(values[i]!, min), max);
	return output;
}

const GELU_SCALE = Math.sqrt(2 / Math.PI);

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const hardSigmoid = (x: number, alpha: number, beta: number): number =>
	Math.max(0, Math.min(1, alpha * x + beta));

/** Without overflow of the exponential. */
const softplus = (x: number): number =>
	Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Unlike `roundHalfToEven` of any size, infinities included. */
function roundToEven(x: number): number {
	const floor = Math.floor(x);
	const rest = x - floor;
	if (rest !== 0.5) return Math.round(x);
	return floor % 2 === 0 ? floor : floor + 1;
}

/** The error function by its Taylor series near 0 and its continued fraction elsewhere: 14 digits. */
function erf(x: number): number {
	const z = Math.abs(x);
	if (Number.isNaN(x)) return x;
	if (z > 6) return Math.sign(x);
	const magnitude = z < 2.5 ? erfSeries(z) : 1 - erfcFraction(z);
	return x < 0 ? -magnitude : magnitude;
}

function erfSeries(z: number): number {
	let term = z;
	let sum = z;
	for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
		term *= (-z * z) / n;
		sum += term / (2 * n + 1);
	}
	return (2 / Math.sqrt(Math.PI)) * sum;
}

function erfcFraction(z: number): number {
	let fraction = 0;
	for (let n = 60; n >= 1; n--) fraction = n / 2 / (z + fraction);
	return Math.exp(-z * z) / Math.sqrt(Math.PI) / (z + fraction);
}
