import { InputError } from "../../../base/input-error.js";
import { leadingTo } from "../../leading-to.js";
import type { Network } from "../../network.js";
import type { GraphBuilder } from "./graph-builder.js";
import {
	type DataInput,
	graphInputs,
	networkInput,
	zeros,
} from "./graph-inputs.js";
import { importNode } from "./import-node.js";
import type { ImportOnnxOptions } from "./import-onnx-options.js";
import type { OnnxGraph, OnnxNode, OnnxValueInfo } from "./onnx-model.js";
import type { OnnxConstant } from "./operator.js";
import { readOnnx } from "./read-onnx.js";
import { storedConstant } from "./tensor-values.js";

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
	const { nodes, leftOut, unsupported } = builder;
	const outputs =
		options.unsupported === "list"
			? madeOutputs(graph, builder, options.output)
			: [networkOutput(graph, builder, options.output)];
	const needed = [...outputs, ...[...leftOut.values()].flat()];
	return {
		name: name ?? graph.name,
		input: { name: dataInput.name, shape: dataInput.shape },
		nodes: leadingTo(needed, nodes),
		output: outputs[0]!,
		...(unknown.length > 0 ? { isWithoutWeights: true } : {}),
		...(unsupported.length > 0 ? { unsupported } : {}),
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
		declared: new Map(
			[...graph.valueInfo, ...graph.outputs].map((info) => [info.name, info]),
		),
		leftOut: new Map(),
		unsupported: [],
		spent: { values: 0 },
	};
	const { values } = builder;
	for (const tensor of graph.initializers)
		store(tensor.name, builder, () =>
			storedConstant(tensor, `weights ${tensor.name}`, options.readExternal),
		);
	for (const [name, constant] of options.constants ?? [])
		values.set(name, constant);
	for (const input of unknown) store(input.name, builder, () => zeros(input));
	if (data) values.set(data.name, data.value);
	for (const node of nodesFor(graph, options.output))
		importNode(node, builder, options);
	return builder;
}

/** The nodes of the file that its outputs depend on, or the one tensor that is asked for. */
function nodesFor(
	{ nodes, outputs }: OnnxGraph,
	wanted: string | undefined,
): readonly OnnxNode[] {
	const needed = new Set(
		wanted === undefined ? outputs.map(({ name }) => name) : [wanted],
	);
	return nodes
		.toReversed()
		.filter((node) => {
			if (!node.outputs.some((output) => needed.has(output))) return false;
			for (const input of node.inputs) needed.add(input);
			return true;
		})
		.reverse();
}

/** A constant of the file; one that cannot be read matters only to the nodes that read it. */
function store(
	name: string,
	{ values, notMade }: GraphBuilder,
	read: () => OnnxConstant,
): void {
	try {
		values.set(name, read());
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		notMade.set(name, error.message);
	}
}

/**
 * The outputs of the file that are made, at least one; where none is, the last tensor that is.
 *
 * @throws InputError with the first reason where nothing is made
 */
function madeOutputs(
	graph: OnnxGraph,
	builder: GraphBuilder,
	wanted: string | undefined,
): readonly string[] {
	const { nodes, values, unsupported } = builder;
	const names = wanted ? [wanted] : graph.outputs.map(({ name }) => name);
	const outputs = names.flatMap((name) => {
		const value = values.get(name);
		return value?.kind === "activation" ? [value.tensor] : [];
	});
	if (outputs.length > 0) return outputs;
	const reason = unsupported.find((layer) => !layer.isConsequence)?.reason;
	const last = nodes.at(-1);
	if (reason !== undefined && !last) throw new InputError(reason);
	return [
		reason !== undefined && last
			? last.name
			: networkOutput(graph, builder, wanted),
	];
}

function networkOutput(
	{ outputs }: OnnxGraph,
	{ values, notMade }: GraphBuilder,
	wanted: string | undefined,
): string {
	const found = outputs.map(({ name }) => name).join(", ") || "none";
	if (wanted === undefined && outputs.length !== 1)
		throw new InputError(
			`found outputs ${found}, expected the choice of one (--scores)`,
		);
	const name = wanted ?? outputs[0]!.name;
	const value = values.get(name);
	if (value?.kind === "constant")
		throw new InputError(
			`output ${name}: it is the same whatever the input is`,
		);
	if (value) return value.tensor;
	const isKnown = outputs.some((output) => output.name === name);
	throw new InputError(
		notMade.get(name) ??
			(isKnown
				? `output ${name}: no node makes it`
				: `output ${name}: no tensor has this name; the outputs are ${found}`),
	);
}
