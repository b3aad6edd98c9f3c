import { InputError } from "../../../base/input-error.js";
import { sizeOf } from "../../../base/tensor.js";
import { referenceGemm } from "../../../kernels/gemm/reference.js";
import { inferNodeShape } from "../../infer-shapes.js";
import {
	type NetworkNode,
	operatorOf,
	type UnsupportedLayer,
} from "../../network.js";
import type { FloatArray, Shape } from "../../nodes/node.js";
import { runNode } from "../../run-node.js";
import { convertValues, isFloat, type NumericType } from "./data-type.js";
import type { OnnxValueInfo } from "./onnx-model.js";
import type { OnnxConstant, OnnxValue } from "./operator.js";
import { storedValues } from "./stored-values.js";

/** The network as far as it is imported. */
export interface GraphBuilder {
	/** Version of the standard operators. */
	readonly opset: number;
	/** Images in the file's first axis, 1 where it is left open; undefined for a network without a batch. */
	readonly batch: number | undefined;
	readonly isBatchOpen: boolean;
	readonly nodes: NetworkNode[];
	/** Shape of one image's tensor, by name in the network. */
	readonly shapes: Map<string, Shape>;
	/** By name in the file. */
	readonly values: Map<string, OnnxValue>;
	/** Why tensors that have no value have none, by name in the file. */
	readonly notMade: Map<string, string>;
	/** What the file says of the shapes of its tensors. */
	readonly declared: ReadonlyMap<string, OnnxValueInfo>;
	/** Tensors of nodes that are left out, by name in the file: those of the network that they would come from. */
	readonly leftOut: Map<string, readonly string[]>;
	readonly unsupported: UnsupportedLayer[];
	/** Values of constants that were computed so far. */
	readonly spent: { values: number };
}

/**
 * Appends a node whose inputs are in the network.
 *
 * @param hasBatch whether ONNX counts the batch in the output's shape
 */
export function appendNode(
	node: NetworkNode,
	inputs: readonly OnnxValue[],
	type: NumericType,
	builder: GraphBuilder,
	hasBatch: boolean = !inputs.every(hasNoBatch),
): OnnxValue {
	checkComputedTypes(node, inputs);
	const { batch } = builder;
	const isApart = batch !== undefined && hasBatch;
	const tensors = inputs.map((input) => tensorOf(input, node, builder));
	const placed = { ...node, inputs: tensors };
	const shape = inferNodeShape(
		placed,
		tensors.map((tensor) => builder.shapes.get(tensor)!),
	);
	builder.nodes.push(placed);
	builder.shapes.set(node.name, shape);
	return {
		kind: "activation",
		type,
		tensor: node.name,
		shape: isApart ? [batch, ...shape] : shape,
		...(isApart || batch === undefined ? {} : { isWithoutBatch: true }),
	};
}

/** A constant, or values without a batch. */
export function hasNoBatch(value: OnnxValue): boolean {
	return value.kind === "constant" || value.isWithoutBatch === true;
}

/** Computes a node of constants alone. */
export function foldNode(
	node: NetworkNode,
	inputs: readonly OnnxConstant[],
	type: NumericType,
	builder: GraphBuilder,
): OnnxConstant {
	const shape = inferNodeShape(
		{ ...node, inputs: inputs.map((_, i) => String(i)) },
		inputs.map((input) => input.shape),
	);
	spendValues(node.name, shape, builder);
	const tensors = inputs.map((input) => ({
		batch: 1,
		shape: input.shape,
		data: takesFloat32(node)
			? convertValues(input.data, "FLOAT", node.name)
			: input.data,
	}));
	const { data } = runNode(node, tensors, shape, referenceGemm);
	return {
		kind: "constant",
		type,
		shape,
		data: convertValues(data, type, node.name),
		stored: storedValues(node, inputs, shape),
	};
}

/** The weights of the largest networks fit, dequantised; a file that asks for more is broken, or means harm. */
const MOST_VALUES = 2 ** 28;

/** @throws InputError for constants that take too much memory and time, each or all together */
export function spendValues(
	place: string,
	shape: Shape,
	{ spent }: GraphBuilder,
): void {
	spent.values += sizeOf(shape);
	if (spent.values > MOST_VALUES)
		throw new InputError(
			`${place}: with a constant of [${shape}] those that the file computes have more than 2^28 values`,
		);
}

/** Products run on a kernel for float32. */
function takesFloat32({ kind }: NetworkNode): boolean {
	return kind === "matmul" || kind === "dense";
}

/** Name of a value in the network; a constant becomes a node when a node reads it. */
function tensorOf(
	value: OnnxValue,
	node: NetworkNode,
	builder: GraphBuilder,
): string {
	if (value.kind === "activation") return value.tensor;
	const name = freeName([`${node.name}/constant`], builder.shapes);
	const data = exactFloat32(value.data, name);
	const constant = { shape: value.shape, data };
	builder.nodes.push({ kind: "constant", name, inputs: [], value: constant });
	builder.shapes.set(name, value.shape);
	return name;
}

function exactFloat32(values: FloatArray, place: string): Float32Array {
	if (values instanceof Float32Array) return values;
	const rounded = convertValues(values, "FLOAT", place) as Float32Array;
	const odd = values.find((x, i) => Number.isInteger(x) && x !== rounded[i]);
	if (odd === undefined) return rounded;
	throw new InputError(`${place}: ${odd} is not exact in float32`);
}

/** The first name that no tensor has, else the first one with a number. */
export function freeName(
	candidates: readonly string[],
	taken: ReadonlyMap<string, unknown>,
): string {
	const free = candidates.find((name) => !taken.has(name));
	if (free !== undefined) return free;
	let number = 2;
	while (taken.has(`${candidates[0]}_${number}`)) number++;
	return `${candidates[0]}_${number}`;
}

/** Networks compute in float32: integers only pass where nothing is rounded or wrapped around. */
function checkComputedTypes(
	node: NetworkNode,
	inputs: readonly OnnxValue[],
): void {
	const odd = inputs.find(
		(input) => input.kind === "activation" && !isFloat(input.type),
	);
	if (!odd || keepsIntegers(node)) return;
	throw new InputError(
		`${node.name}: ${operatorOf(node)} of computed values of type ${odd.type} is not supported; dequantise or cast them first`,
	);
}

function keepsIntegers(node: NetworkNode): boolean {
	switch (node.kind) {
		case "concat":
		case "flatten":
		case "reshape":
		case "transpose":
		case "slice":
		case "pad":
		case "gather":
		case "gather-elements":
		case "max-pool":
		case "select":
		case "dequantize-linear":
			return true;
		case "global-pool":
			return node.function === "max";
		case "reduce":
			return node.function === "max" || node.function === "min";
		case "activation":
			return ["relu", "clip", "sign", "not"].includes(node.function.kind);
		case "arithmetic":
			return INTEGER_SAFE.has(node.function);
		default:
			return false;
	}
}

const INTEGER_SAFE: ReadonlySet<string> = new Set([
	"min",
	"max",
	"equal",
	"less",
	"less-or-equal",
	"greater",
	"greater-or-equal",
	"and",
	"or",
	"xor",
]);
