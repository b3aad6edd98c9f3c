import { InputError } from "../../../base/input-error.js";
import type { Tensor } from "../../../base/tensor.js";
import type { NetworkNode } from "../../network.js";
import { convertValues, isFloat, type NumericType } from "./data-type.js";
import {
	appendNode,
	foldNode,
	freeName,
	type GraphBuilder,
	hasNoBatch,
	spendValues,
} from "./graph-builder.js";
import {
	ATTRIBUTE_TYPES,
	type OnnxAttribute,
	type OnnxNode,
} from "./onnx-model.js";
import type {
	AddOptions,
	NodeFunction,
	OnnxCall,
	OnnxConstant,
	OnnxValue,
} from "./operator.js";
import { type ReadExternal, storedConstant } from "./tensor-values.js";

/** Gives an operator its view of a node. */
export function createCall(
	node: OnnxNode,
	name: string,
	builder: GraphBuilder,
	readExternal?: ReadExternal,
): OnnxCall {
	const fail = (message: string): never => {
		throw new InputError(`${name}: ${message}`);
	};
	const optionalInput = (index: number): OnnxValue | undefined => {
		const source = node.inputs[index];
		if (!source) return undefined;
		return (
			builder.values.get(source) ??
			fail(
				builder.notMade.get(source) ??
					`input ${source} is made by no earlier node`,
			)
		);
	};
	const input = (index: number): OnnxValue =>
		optionalInput(index) ??
		fail(`${node.opType} needs input ${index}, which is left out`);
	const constant = (index: number, what: string): OnnxConstant => {
		const value = input(index);
		if (value.kind === "constant") return value;
		return fail(
			`${what} ${node.inputs[index]} of ${node.opType} must be stored in the file`,
		);
	};
	const isFolded = node.inputs.every(
		(source, i) => source === "" || optionalInput(i)?.kind === "constant",
	);
	const batchAxes = isFolded || builder.batch === undefined ? 0 : 1;
	const attributeOf = (
		wanted: string,
		type: keyof typeof ATTRIBUTE_TYPES,
	): OnnxAttribute | undefined => findAttribute(node, wanted, type, fail);
	return {
		name,
		opType: node.opType,
		opset: builder.opset,
		batchAxes,
		isBatchOpen: builder.isBatchOpen,
		inputCount: node.inputs.length,
		outputCount: node.outputs.length,
		optionalInput,
		input,
		allInputs: () => node.inputs.map((_, index) => input(index)),
		constant,
		weights(index, what) {
			return float32Tensor(
				{ name, opType: node.opType, fail },
				constant(index, what),
				what,
			);
		},
		integersOf(index, what) {
			const { type, data, shape } = constant(index, what);
			if (isFloat(type) || shape.length > 1)
				fail(
					`${what} of ${node.opType}: [${shape}] values of type ${type}, expected a list of integers`,
				);
			return Array.from(data);
		},
		imageShape: (value) =>
			hasNoBatch(value) ? value.shape : value.shape.slice(batchAxes),
		axis(axis, rank) {
			const counted = axis < 0 ? axis + rank : axis;
			if (!Number.isInteger(axis) || counted < 0 || counted >= rank)
				fail(`axis ${axis} of ${node.opType}: the input has ${rank} axes`);
			if (counted < batchAxes)
				fail(
					`axis ${axis} of ${node.opType} is the batch; images are computed one by one`,
				);
			return counted - batchAxes;
		},
		add: (added, inputs, options) =>
			addNode(added, inputs, { name, ...options }, builder),
		spend: (shape) => spendValues(name, shape, builder),
		hasAttribute: (wanted) =>
			node.attributes.some((attribute) => attribute.name === wanted),
		integer: (wanted, fallback) =>
			attributeOf(wanted, "integer")?.integer ?? fallback,
		integers: (wanted) => attributeOf(wanted, "integers")?.integers,
		float: (wanted, fallback) =>
			attributeOf(wanted, "float")?.float ?? fallback,
		floats: (wanted) => attributeOf(wanted, "floats")?.floats,
		text: (wanted, fallback) => attributeOf(wanted, "text")?.text ?? fallback,
		tensor(wanted) {
			const tensor = attributeOf(wanted, "tensor")?.tensor;
			return (
				tensor && storedConstant(tensor, `${name}: ${wanted}`, readExternal)
			);
		},
		fail,
	};
}

/** A constant of a floating-point type as weights. */
export function float32Tensor(
	call: Pick<OnnxCall, "name" | "opType" | "fail">,
	{ shape, type, data }: OnnxConstant,
	what: string,
): Tensor {
	if (!isFloat(type))
		call.fail(`${what} of ${call.opType}: type ${type}, expected a float`);
	return {
		shape,
		data: convertValues(data, "FLOAT", call.name) as Float32Array,
	};
}

function findAttribute(
	node: OnnxNode,
	wanted: string,
	type: keyof typeof ATTRIBUTE_TYPES,
	fail: (message: string) => never,
): OnnxAttribute | undefined {
	const found = node.attributes.find(({ name }) => name === wanted);
	// Early writers left the type out.
	if (found && found.type !== 0 && found.type !== ATTRIBUTE_TYPES[type]) {
		fail(
			`attribute ${wanted} of ${node.opType} has type ${found.type}, expected ${ATTRIBUTE_TYPES[type]}`,
		);
	}
	return found;
}

function addNode(
	added: NodeFunction,
	inputs: readonly OnnxValue[],
	{ name, type, step }: AddOptions & { readonly name: string },
	builder: GraphBuilder,
): OnnxValue {
	const own = step === undefined ? name : `${name}/${step}`;
	const node = {
		...added,
		name: freeName([own], builder.shapes),
		inputs: [],
	} as NetworkNode;
	const output: NumericType = type ?? inputs[0]?.type ?? "FLOAT";
	if (isAllConstants(inputs)) return foldNode(node, inputs, output, builder);
	if (builder.batch === undefined)
		return appendNode(node, inputs, output, builder);
	// What is computed over all of an image meets constants that count a batch of one.
	const rank = batchRank(inputs) ?? rankOfOne(inputs, builder);
	if (rank === undefined) return appendNode(node, inputs, output, builder);
	const aligned = withoutBatch(node, inputs, rank);
	return appendNode(node, aligned, output, builder, true);
}

function isAllConstants(
	inputs: readonly OnnxValue[],
): inputs is readonly OnnxConstant[] {
	return inputs.every(({ kind }) => kind === "constant");
}

/** Axes of the inputs that count the batch; undefined where none does. */
function batchRank(inputs: readonly OnnxValue[]): number | undefined {
	const ranks = inputs.flatMap((input) =>
		hasNoBatch(input) ? [] : [input.shape.length],
	);
	return ranks.length > 0 ? Math.max(...ranks) : undefined;
}

/** Axes of the deepest constant, where its first one can only be a batch of one image. */
function rankOfOne(
	inputs: readonly OnnxValue[],
	{ batch }: GraphBuilder,
): number | undefined {
	const deepest = inputs.reduce((a, b) =>
		b.shape.length > a.shape.length ? b : a,
	);
	const { kind, shape } = deepest;
	const isOne = batch === 1 && shape[0] === 1 && shape.length > 1;
	return kind === "constant" && isOne ? shape.length : undefined;
}

/** Constants that are as many axes deep as the activations beside them, without the axis of the batch. */
function withoutBatch(
	node: NetworkNode,
	inputs: readonly OnnxValue[],
	rank: number,
): readonly OnnxValue[] {
	return inputs.map((input) => {
		if (input.kind === "activation" || input.shape.length < rank) return input;
		const [batch, ...shape] = input.shape;
		if (input.shape.length > rank || batch !== 1)
			throw new InputError(
				`${node.name}: a constant of shape [${input.shape}] has values for each image; images are computed one by one`,
			);
		return { kind: "constant", type: input.type, shape, data: input.data };
	});
}
