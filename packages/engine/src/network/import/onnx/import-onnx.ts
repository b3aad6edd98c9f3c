import { InputError } from "../../../base/input-error.js";
import type { Network, NetworkNode } from "../../network.js";
import { createCall, type PartialNetwork } from "./onnx-call.js";
import {
	DATA_TYPES,
	type OnnxGraph,
	type OnnxNode,
	type OnnxValueInfo,
} from "./onnx-model.js";
import type { OnnxOperator, OnnxValue } from "./operator.js";
import { ONNX_OPERATORS } from "./operators.js";
import { readOnnx } from "./read-onnx.js";

/**
 * Reads an ONNX file as a network. Nodes keep their names, or get those of their outputs; what does not lead to
 * the output is left out. The first dimension of the input is the batch and may be open.
 *
 * @param name of the network; by default the name of the graph in the file
 */
export function importOnnx(bytes: Uint8Array, name?: string): Network {
	const { graph, opset } = readOnnx(bytes);
	const input = networkInput(graph);
	const values = new Map<string, OnnxValue>();
	for (const tensor of graph.initializers)
		values.set(tensor.name, { kind: "constant", tensor });
	values.set(input.name, {
		kind: "activation",
		tensor: input.name,
		shape: input.shape,
	});
	const network: PartialNetwork = {
		opset,
		nodes: [],
		shapes: new Map([[input.name, input.shape]]),
		values,
	};
	for (const node of graph.nodes) importNode(node, network);
	const output = networkOutput(graph, network);
	return {
		name: name ?? graph.name,
		input,
		nodes: leadingTo(output, network.nodes),
		output,
	};
}

function importNode(node: OnnxNode, network: PartialNetwork): void {
	const name = freeName(node, network.shapes);
	const operator = operatorOf(node, name);
	for (const attribute of node.attributes) {
		if (!operator.attributes.includes(attribute.name)) {
			const supported = operator.attributes.join(", ") || "none";
			throw new InputError(
				`${name}: attribute ${attribute.name} of ${node.opType} is not supported; supported are ${supported}`,
			);
		}
	}
	const [output] = node.outputs;
	if (!output) throw new InputError(`${name}: ${node.opType} has no output`);
	if (network.values.has(output))
		throw new InputError(`${name}: tensor ${output} is made twice`);
	network.values.set(output, operator.convert(createCall(node, name, network)));
}

function operatorOf({ opType, domain }: OnnxNode, name: string): OnnxOperator {
	const isStandard = domain === "" || domain === "ai.onnx";
	const operator =
		isStandard &&
		ONNX_OPERATORS.find((candidate) => candidate.opType === opType);
	if (operator) return operator;
	const supported = ONNX_OPERATORS.map((candidate) => candidate.opType).join(
		", ",
	);
	const operatorName = isStandard ? opType : `${domain}.${opType}`;
	throw new InputError(
		`${name}: operator ${operatorName} is not supported; supported are ${supported}`,
	);
}

/** The node's name; where it has none or another tensor has the same, the name of its output. */
function freeName(node: OnnxNode, taken: ReadonlyMap<string, unknown>): string {
	const candidates = [
		node.name,
		node.outputs[0] ?? "",
		node.opType,
		"node",
	].filter((name) => name !== "");
	const free = candidates.find((name) => !taken.has(name));
	if (free) return free;
	let number = 2;
	while (taken.has(`${candidates[0]}_${number}`)) number++;
	return `${candidates[0]}_${number}`;
}

function networkInput({ inputs, initializers }: OnnxGraph): Network["input"] {
	const stored = new Set(initializers.map(({ name }) => name));
	const [input, ...others] = inputs.filter(({ name }) => !stored.has(name));
	if (!input || others.length > 0) {
		const found = input
			? [input, ...others].map(({ name }) => name).join(", ")
			: "none";
		throw new InputError(
			`model needs 1 input that is not stored in the file, found ${found}`,
		);
	}
	const type = DATA_TYPES[input.dataType];
	if (type !== "FLOAT") {
		throw new InputError(
			`input ${input.name}: type ${type ?? "unknown"}, expected FLOAT`,
		);
	}
	return { name: input.name, shape: imageShape(input) };
}

/** Shape without the batch dimension. */
function imageShape({ name, shape }: OnnxValueInfo): readonly number[] {
	if (!shape || shape.length < 2) {
		throw new InputError(
			`input ${name}: expected a shape of a batch and at least one more dimension`,
		);
	}
	return shape.slice(1).map((size) => {
		if (typeof size === "number" && size > 0) return size;
		throw new InputError(
			`input ${name}: only the batch dimension may be open, found shape [${shape}]`,
		);
	});
}

function networkOutput(
	{ outputs }: OnnxGraph,
	{ values }: PartialNetwork,
): string {
	const [output, ...others] = outputs;
	if (!output || others.length > 0) {
		throw new InputError(
			`model needs 1 output, found ${outputs.map(({ name }) => name).join(", ") || "none"}`,
		);
	}
	const value = values.get(output.name);
	if (value?.kind !== "activation")
		throw new InputError(`output ${output.name}: no node makes it`);
	return value.tensor;
}

/** The nodes that a tensor depends on, in their order. */
function leadingTo(
	output: string,
	nodes: readonly NetworkNode[],
): readonly NetworkNode[] {
	const needed = new Set([output]);
	return nodes
		.slice()
		.reverse()
		.filter((node) => {
			if (!needed.has(node.name)) return false;
			for (const input of node.inputs) needed.add(input);
			return true;
		})
		.reverse();
}
