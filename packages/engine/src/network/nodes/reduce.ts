import { InputError } from "../../base/input-error.js";
import { sizeOf } from "../../base/tensor.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	type NodeBase,
	type Shape,
} from "./node.js";
import { combineOffsets, evenOffsets, stridesOf } from "./strides.js";

/** One value for all places along some axes. */
export interface ReduceNode extends NodeBase {
	readonly kind: "reduce";
	readonly function: ReduceFunction;
	readonly axes: readonly number[];
	/** Reduced axes stay with a size of 1. */
	readonly keepDims: boolean;
}

export type ReduceFunction =
	| "mean"
	| "sum"
	| "prod"
	| "max"
	| "min"
	| "l1"
	| "l2"
	| "sum-square"
	| "log-sum"
	| "log-sum-exp";

interface Reduction {
	readonly start: number;
	readonly step: (total: number, value: number) => number;
	readonly end: (total: number, count: number) => number;
}

const same = (total: number): number => total;

const FUNCTIONS: Readonly<Record<ReduceFunction, Reduction>> = {
	mean: { start: 0, step: (t, x) => t + x, end: (t, count) => t / count },
	sum: { start: 0, step: (t, x) => t + x, end: same },
	prod: { start: 1, step: (t, x) => t * x, end: same },
	max: { start: Number.NEGATIVE_INFINITY, step: Math.max, end: same },
	min: { start: Number.POSITIVE_INFINITY, step: Math.min, end: same },
	l1: { start: 0, step: (t, x) => t + Math.abs(x), end: same },
	l2: { start: 0, step: (t, x) => t + x * x, end: Math.sqrt },
	"sum-square": { start: 0, step: (t, x) => t + x * x, end: same },
	"log-sum": { start: 0, step: (t, x) => t + x, end: Math.log },
	"log-sum-exp": { start: 0, step: (t, x) => t + Math.exp(x), end: Math.log },
};

export function reduceShape(
	{ name, axes, keepDims }: ReduceNode,
	input: Shape,
): Shape {
	if (axes.some((axis) => input[axis] === undefined))
		throw new InputError(`${name}: [${input}] has no axes [${axes}]`);
	return keepDims
		? input.map((size, axis) => (axes.includes(axis) ? 1 : size))
		: input.filter((_, axis) => !axes.includes(axis));
}

export function runReduce(
	node: ReduceNode,
	{ batch, shape, data }: BatchTensor,
): FloatArray {
	const { start, step, end } = FUNCTIONS[node.function];
	const kept = shape.map((size, axis) => (node.axes.includes(axis) ? 1 : size));
	const strides = stridesOf(kept);
	const targets = combineOffsets(
		shape.map((size, axis) =>
			evenOffsets(size, node.axes.includes(axis) ? 0 : strides[axis]!),
		),
	);
	const size = sizeOf(kept);
	const totals = new Float64Array(batch * size).fill(start);
	for (let image = 0, at = 0; image < batch; image++) {
		for (const target of targets) {
			const to = image * size + target;
			totals[to] = step(totals[to]!, data[at++]!);
		}
	}
	const output = arrayLike(data, totals.length);
	const count = sizeOf(shape) / size;
	for (let i = 0; i < output.length; i++) output[i] = end(totals[i]!, count);
	return output;
}
