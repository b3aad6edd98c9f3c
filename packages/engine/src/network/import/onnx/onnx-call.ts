import { InputError } from "../../../base/input-error.js";
import { inferNodeShape } from "../../infer-shapes.js";
import type { NetworkNode } from "../../network.js";
import {
	ATTRIBUTE_TYPES,
	type OnnxAttribute,
	type OnnxNode,
} from "./onnx-model.js";
import type { OnnxActivation, OnnxCall, OnnxValue } from "./operator.js";

/** The network as far as it is imported. */
export interface PartialNetwork {
	readonly opset: number;
	readonly nodes: NetworkNode[];
	/** Shape of one image's tensor, by name in the network. */
	readonly shapes: Map<string, readonly number[]>;
	/** By name in the file. */
	readonly values: Map<string, OnnxValue>;
}

/** Gives an operator its view of a node. */
export function createCall(
	node: OnnxNode,
	name: string,
	network: PartialNetwork,
): OnnxCall {
	const fail = (message: string): never => {
		throw new InputError(`${name}: ${message}`);
	};
	const hasInput = (index: number): boolean =>
		(node.inputs[index] ?? "") !== "";
	const input = (index: number): OnnxValue => {
		if (!hasInput(index))
			return fail(`${node.opType} needs input ${index}, which is left out`);
		const value = network.values.get(node.inputs[index]!);
		return (
			value ?? fail(`input ${node.inputs[index]} is made by no earlier node`)
		);
	};
	const attribute = (
		wanted: string,
		type: keyof typeof ATTRIBUTE_TYPES,
	): OnnxAttribute | undefined => {
		const found = node.attributes.find(
			(candidate) => candidate.name === wanted,
		);
		// Early writers left the type out.
		if (found && found.type !== 0 && found.type !== ATTRIBUTE_TYPES[type]) {
			fail(
				`attribute ${wanted} of ${node.opType} has type ${found.type}, expected ${ATTRIBUTE_TYPES[type]}`,
			);
		}
		return found;
	};
	return {
		name,
		opset: network.opset,
		hasInput,
		activation(index) {
			const value = input(index);
			if (value.kind === "activation") return value;
			return fail(
				`input ${node.inputs[index]} of ${node.opType} is stored in the file; it must be computed`,
			);
		},
		constant(index, what) {
			const value = input(index);
			if (value.kind === "constant") return value.tensor;
			return fail(
				`${what} ${node.inputs[index]} of ${node.opType} must be stored in the file`,
			);
		},
		integer: (wanted, fallback) =>
			attribute(wanted, "integer")?.integer ?? fallback,
		integers: (wanted) => attribute(wanted, "integers")?.integers,
		float: (wanted, fallback) => attribute(wanted, "float")?.float ?? fallback,
		text: (wanted, fallback) => attribute(wanted, "text")?.text ?? fallback,
		add: (added) => addNode(added, network),
		fail,
	};
}

function addNode(
	node: NetworkNode,
	{ nodes, shapes }: PartialNetwork,
): OnnxActivation {
	const inputShapes = node.inputs.map((tensor) => shapes.get(tensor)!);
	const shape = inferNodeShape(node, inputShapes);
	nodes.push(node);
	shapes.set(node.name, shape);
	return { kind: "activation", tensor: node.name, shape };
}
