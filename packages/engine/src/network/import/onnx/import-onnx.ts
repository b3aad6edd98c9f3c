import { InputError } from "../../../base/input-error.js";
import type { Network } from "../../network.js";
import type { Shape } from "../../nodes/node.js";
import { unknownWeights } from "../../unknown-weights.js";
import { leadingTo } from "../leading-to.js";
import { numericType } from "./data-type.js";
import { freeName, type GraphBuilder } from "./graph-builder.js";
import { createCall } from "./onnx-call.js";
import type { OnnxGraph, OnnxNode, OnnxValueInfo } from "./onnx-model.js";
import type {
	OnnxCall,
	OnnxConstant,
	OnnxOperator,
	OnnxValue,
} from "./operator.js";
import { ONNX_OPERATORS } from "./operators.js";
import { readOnnx } from "./read-onnx.js";
import { type ReadExternal, storedConstant } from "./tensor-values.js";

export interface ImportOnnxOptions {
	/** Reads weights that are stored in other files; without it they are refused. */
	readonly readExternal?: ReadExternal;
	/** Values of graph inputs that are not the image. */
	readonly constants?: ReadonlyMap<string, OnnxConstant>;
	/**
	 * `first-axis` (default): the first axis of the input counts images, may be open, and is not part of the
	 * network's shapes. `none`: the input as a whole is one image.
	 */
	readonly batch?: "first-axis" | "none";
	/**
	 * `required` (default), or `optional`: graph inputs after the first are taken for weights that the file does not
	 * hold. Such a network has shapes and a cost but cannot run.
	 */
	readonly weights?: "required" | "optional";
	/** Which output of the file is the network's, where it has several. */
	readonly output?: string;
}

/** Versions of the standard operators whose definitions are implemented. */
const OPSETS = { least: 6, greatest: 25 } as const;

/**
 * Reads an ONNX file as a network. Nodes keep their names, or get those of their outputs; what does not lead to
 * the output is left out, and what depends on stored values alone is computed.
 *
 * @param name of the network; by default the name of the graph in the file
 */
export function importOnnx(
	bytes: Uint8Array,
	name?: string,
	options: ImportOnnxOptions = {},
): Network {
	const { graph, opset } = readOnnx(bytes);
	const { data, unknown } = graphInputs(graph, options);
	const dataInput = networkInput(data, options);
	const builder = buildGraph(graph, opset, options, dataInput, unknown);
	const output = networkOutput(graph, builder, options.output);
	return {
		name: name ?? graph.name,
		input: { name: dataInput.name, shape: dataInput.shape },
		nodes: leadingTo(output, builder.nodes),
		output,
		...(unknown.length > 0 ? { isWithoutWeights: true } : {}),
	};
}

/**
 * Computes the outputs of an ONNX file all of whose inputs are given: the arithmetic that `importOnnx` does on
 * stored values.
 */
export function evaluateOnnx(
	bytes: Uint8Array,
	constants: ReadonlyMap<string, OnnxConstant>,
): readonly OnnxConstant[] {
	const { graph, opset } = readOnnx(bytes);
	const builder = buildGraph(graph, opset, { constants });
	return graph.outputs.map(({ name }) => {
		const value = builder.values.get(name);
		if (value?.kind === "constant") return value;
		throw new InputError(`output ${name}: no node makes it`);
	});
}

interface DataInput {
	readonly name: string;
	/** Of one image. */
	readonly shape: Shape;
	/** As in the file, with 1 for an open batch. */
	readonly value: OnnxValue;
	readonly batch: number | undefined;
	readonly isBatchOpen: boolean;
}

function buildGraph(
	graph: OnnxGraph,
	opset: number,
	options: ImportOnnxOptions,
	data?: DataInput,
	unknown: readonly OnnxValueInfo[] = [],
): GraphBuilder {
	if (opset < OPSETS.least || opset > OPSETS.greatest)
		throw new InputError(
			`operators of version ${opset} are not supported; supported are ${OPSETS.least} to ${OPSETS.greatest}`,
		);
	if (graph.sparseInitializers > 0)
		throw new InputError(
			"sparse weights (sparse_initializer) are not supported",
		);
	const builder: GraphBuilder = {
		opset,
		batch: data?.batch,
		isBatchOpen: data?.isBatchOpen ?? false,
		nodes: [],
		shapes: new Map(data && [[data.name, data.shape]]),
		values: new Map(),
		notMade: new Map(),
	};
	const { values } = builder;
	for (const tensor of graph.initializers) {
		const place = `weights ${tensor.name}`;
		values.set(
			tensor.name,
			storedConstant(tensor, place, options.readExternal),
		);
	}
	for (const [name, constant] of options.constants ?? [])
		values.set(name, constant);
	for (const input of unknown) values.set(input.name, zeros(input));
	if (data) values.set(data.name, data.value);
	for (const node of graph.nodes) importNode(node, builder, options);
	return builder;
}

function importNode(
	node: OnnxNode,
	builder: GraphBuilder,
	{ readExternal }: ImportOnnxOptions,
): void {
	const candidates = [node.name, node.outputs[0] ?? "", node.opType, "node"];
	const name = freeName(
		candidates.filter((candidate) => candidate !== ""),
		builder.shapes,
	);
	const operator = operatorOf(node, name);
	for (const attribute of node.attributes) {
		if (!operator.attributes.includes(attribute.name)) {
			const supported = operator.attributes.join(", ") || "none";
			throw new InputError(
				`${name}: attribute ${attribute.name} of ${node.opType} is not supported; supported are ${supported}`,
			);
		}
	}
	if (!node.outputs[0])
		throw new InputError(`${name}: ${node.opType} has no output`);
	const call = createCall(node, name, builder, readExternal);
	const made = convert(operator, call);
	for (const [i, output] of node.outputs.entries()) {
		const value = made[i];
		if (output === "") continue;
		if (!value) {
			const reason = `output ${i} of ${node.opType} is not supported`;
			builder.notMade.set(output, `${name}: ${reason}`);
			continue;
		}
		if (builder.values.has(output))
			throw new InputError(`${name}: tensor ${output} is made twice`);
		builder.values.set(output, value);
	}
}

function convert(operator: OnnxOperator, call: OnnxCall): readonly OnnxValue[] {
	try {
		return [operator.convert(call)].flat() as readonly OnnxValue[];
	} catch (error) {
		// What typed arrays throw where there is no room for them: only broken files ask for that.
		if (!(error instanceof RangeError)) throw error;
		throw new InputError(
			`${call.name}: ${call.opType} of tensors that are too large (${error.message})`,
		);
	}
}

function operatorOf({ opType, domain }: OnnxNode, name: string): OnnxOperator {
	const isStandard = domain === "" || domain === "ai.onnx";
	const operator = isStandard && OPERATORS.get(opType);
	if (operator) return operator;
	const operatorName = isStandard ? opType : `${domain}.${opType}`;
	throw new InputError(
		`${name}: operator ${operatorName} is not supported; docs/onnx-operators.md lists those that are`,
	);
}

const OPERATORS: ReadonlyMap<string, OnnxOperator> = new Map(
	ONNX_OPERATORS.map((operator) => [operator.opType, operator]),
);

interface GraphInputs {
	readonly data: OnnxValueInfo;
	/** Weights whose values are not known. */
	readonly unknown: readonly OnnxValueInfo[];
}

function graphInputs(
	{ inputs, initializers }: OnnxGraph,
	{ constants, weights }: ImportOnnxOptions,
): GraphInputs {
	const stored = new Set(initializers.map(({ name }) => name));
	const [data, ...unknown] = inputs.filter(
		({ name }) => !stored.has(name) && !constants?.has(name),
	);
	if (!data || (unknown.length > 0 && weights !== "optional")) {
		const found = data
			? [data, ...unknown].map(({ name }) => name).join(", ")
			: "none";
		throw new InputError(
			`model needs 1 input that is not stored in the file, found ${found}`,
		);
	}
	return { data, unknown };
}

/** Integers of these types are exact in float32. */
const INPUT_TYPES: ReadonlySet<string> = new Set([
	"FLOAT",
	"FLOAT16",
	"BFLOAT16",
	"DOUBLE",
	"UINT8",
	"INT8",
	"UINT16",
	"INT16",
	"BOOL",
]);

function networkInput(
	info: OnnxValueInfo,
	{ batch: batchOption }: ImportOnnxOptions,
): DataInput {
	const { name } = info;
	const type = numericType(info.dataType, `input ${name}`);
	if (!INPUT_TYPES.has(type))
		throw new InputError(
			`input ${name}: type ${type}, expected ${[...INPUT_TYPES].join(", ")}`,
		);
	if (batchOption === "none") {
		const shape = (info.shape ?? []).map((size) => knownSize(size, info));
		const value = { kind: "activation", type, shape, tensor: name } as const;
		return { name, shape, value, batch: undefined, isBatchOpen: false };
	}
	if (!info.shape || info.shape.length < 2) {
		throw new InputError(
			`input ${name}: expected a shape of a batch and at least one more dimension`,
		);
	}
	const [first, ...rest] = info.shape;
	const isBatchOpen = !(typeof first === "number" && first > 0);
	const batch = isBatchOpen ? 1 : first;
	const shape = rest.map((size) => knownSize(size, info));
	const full = [batch, ...shape];
	const value = {
		kind: "activation",
		type,
		shape: full,
		tensor: name,
	} as const;
	return { name, shape, value, batch, isBatchOpen };
}

function knownSize(
	size: number | string,
	{ name, shape }: OnnxValueInfo,
): number {
	if (typeof size === "number" && Number.isSafeInteger(size) && size > 0)
		return size;
	throw new InputError(
		`input ${name}: only the batch dimension may be open, found shape [${shape}]`,
	);
}

/** Stands for weights of which only the shape is known. */
function zeros(info: OnnxValueInfo): OnnxConstant {
	const shape = (info.shape ?? []).map((size) => knownSize(size, info));
	const place = `input ${info.name}`;
	const type = numericType(info.dataType, place);
	return { kind: "constant", type, ...unknownWeights(shape, place) };
}

function networkOutput(
	{ outputs }: OnnxGraph,
	{ values, notMade }: GraphBuilder,
	wanted: string | undefined,
): string {
	const [output, ...others] = outputs.filter(
		({ name }) => wanted === undefined || name === wanted,
	);
	if (!output || others.length > 0) {
		const found = outputs.map(({ name }) => name).join(", ") || "none";
		throw new InputError(
			`model needs 1 output${wanted === undefined ? "" : ` ${wanted}`}, found ${found}`,
		);
	}
	const value = values.get(output.name);
	if (value?.kind === "constant")
		throw new InputError(
			`output ${output.name}: it is the same whatever the input is`,
		);
	if (!value)
		throw new InputError(
			notMade.get(output.name) ?? `output ${output.name}: no node makes it`,
		);
	return value.tensor;
}
