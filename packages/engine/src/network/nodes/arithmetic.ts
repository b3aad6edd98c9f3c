import { InputError } from "../../base/input-error.js";
import { sizeOf } from "../../base/tensor.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	type MakeArray,
	type NodeBase,
	type Shape,
} from "./node.js";
import { broadcastOffsets, broadcastShape } from "./strides.js";

/** A function of two tensors, value by value; sizes of 1 and missing leading axes are repeated. */
export interface ArithmeticNode extends NodeBase {
	readonly kind: "arithmetic";
	readonly function: ArithmeticFunction;
}

/** Comparisons and logic give 0 or 1. `prelu` takes the slope for negative values as its second operand. */
export type ArithmeticFunction = keyof typeof FUNCTIONS;

/** Where the first input is not 0 the value of the second, else that of the third. */
export interface SelectNode extends NodeBase {
	readonly kind: "select";
}

const FUNCTIONS = {
	add: (a: number, b: number): number => a + b,
	sub: (a: number, b: number): number => a - b,
	mul: (a: number, b: number): number => a * b,
	div: (a: number, b: number): number => a / b,
	pow: (a: number, b: number): number => a ** b,
	min: (a: number, b: number): number => Math.min(a, b),
	max: (a: number, b: number): number => Math.max(a, b),
	prelu: (a: number, b: number): number => (a < 0 ? a * b : a),
	/** Sign of the divisor, as in Python. */
	mod: (a: number, b: number): number => a - b * Math.floor(a / b),
	equal: (a: number, b: number): number => (a === b ? 1 : 0),
	less: (a: number, b: number): number => (a < b ? 1 : 0),
	"less-or-equal": (a: number, b: number): number => (a <= b ? 1 : 0),
	greater: (a: number, b: number): number => (a > b ? 1 : 0),
	"greater-or-equal": (a: number, b: number): number => (a >= b ? 1 : 0),
	and: (a: number, b: number): number => (a !== 0 && b !== 0 ? 1 : 0),
	or: (a: number, b: number): number => (a !== 0 || b !== 0 ? 1 : 0),
	xor: (a: number, b: number): number => ((a !== 0) !== (b !== 0) ? 1 : 0),
} as const;

/** The function in float64. */
export function arithmeticFunction(
	name: ArithmeticFunction,
): (a: number, b: number) => number {
	return FUNCTIONS[name];
}

/** Whether a function of values ≥ 0 gives none below 0. */
export function keepsNonNegative(name: ArithmeticFunction): boolean {
	return name !== "sub";
}

export function broadcastNodeShape(
	node: ArithmeticNode | SelectNode,
	inputs: readonly Shape[],
): Shape {
	return inputs.reduce((a, b) => {
		const shape = broadcastShape(a, b);
		if (shape) return shape;
		throw new InputError(
			`${node.name}: ${node.kind} of shapes [${a}] and [${b}], which do not fit`,
		);
	});
}

export function runArithmetic(
	node: ArithmeticNode,
	a: BatchTensor,
	b: BatchTensor,
	outputShape: Shape,
	makeArray: MakeArray,
): FloatArray {
	const f = arithmeticFunction(node.function);
	const batch = Math.max(a.batch, b.batch);
	const size = sizeOf(outputShape);
	const output = makeArray(a.data, batch * size);
	if (a.data.length === output.length && b.data.length === output.length) {
		if (node.function === "add") return addInto(output, a.data, b.data);
		for (let i = 0; i < output.length; i++)
			output[i] = f(a.data[i]!, b.data[i]!);
		return output;
	}
	const [readA, readB] = [reader(a, outputShape), reader(b, outputShape)];
	for (let image = 0, at = 0; image < batch; image++) {
		for (let i = 0; i < size; i++)
			output[at++] = f(readA(image, i), readB(image, i));
	}
	return output;
}

/** A loop of its own: shortcuts are added in every residual network. */
function addInto<Values extends FloatArray>(
	output: Values,
	a: FloatArray,
	b: FloatArray,
): Values {
	for (let i = 0; i < output.length; i++) output[i] = a[i]! + b[i]!;
	return output;
}

export function runSelect(
	inputs: readonly BatchTensor[],
	outputShape: Shape,
): FloatArray {
	const batch = Math.max(...inputs.map((input) => input.batch));
	const size = sizeOf(outputShape);
	const output = arrayLike(inputs[1]!.data, batch * size);
	const [condition, whenTrue, whenFalse] = inputs.map((input) =>
		reader(input, outputShape),
	) as [Reader, Reader, Reader];
	for (let image = 0, at = 0; image < batch; image++) {
		for (let i = 0; i < size; i++) {
			const chosen = condition(image, i) !== 0 ? whenTrue : whenFalse;
			output[at++] = chosen(image, i);
		}
	}
	return output;
}

type Reader = (image: number, index: number) => number;

/** Reads a tensor as if it had the output's shape and batch. */
function reader({ batch, shape, data }: BatchTensor, to: Shape): Reader {
	const offsets = broadcastOffsets(shape, to);
	const size = sizeOf(shape);
	return (image, i) => data[(batch === 1 ? 0 : image * size) + offsets[i]!]!;
}
