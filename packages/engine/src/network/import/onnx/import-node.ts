import { InputError } from "../../../base/input-error.js";
import { freeName, type GraphBuilder } from "./graph-builder.js";
import type { ImportOnnxOptions } from "./import-onnx-options.js";
import { leaveOut } from "./leave-out.js";
import { createCall } from "./onnx-call.js";
import { type OnnxNode, operatorName } from "./onnx-model.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "./operator.js";
import { ONNX_OPERATORS } from "./operators.js";

/**
 * Adds what a node of the file computes to the network.
 *
 * @throws InputError for what is not supported, unless that is to be listed
 */
export function importNode(
	node: OnnxNode,
	builder: GraphBuilder,
	options: ImportOnnxOptions,
): void {
	const candidates = [node.name, node.outputs[0] ?? "", node.opType, "node"];
	const name = freeName(
		candidates.filter((candidate) => candidate !== ""),
		builder.shapes,
	);
	if (options.unsupported !== "list") {
		convertNode(node, name, builder, options);
		return;
	}
	const made = builder.nodes.length;
	try {
		convertNode(node, name, builder, options);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		for (const step of builder.nodes.splice(made))
			builder.shapes.delete(step.name);
		leaveOut(node, name, error.message, builder);
	}
}

function convertNode(
	node: OnnxNode,
	name: string,
	builder: GraphBuilder,
	{ readExternal }: ImportOnnxOptions,
): void {
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
	const names = node.outputs.filter((output) => output !== "");
	const twice = names.find(
		(output, i) => builder.values.has(output) || names.indexOf(output) !== i,
	);
	if (twice) throw new InputError(`${name}: tensor ${twice} is made twice`);
	for (const [i, output] of node.outputs.entries()) {
		const value = made[i];
		const reason = `${name}: output ${i} of ${node.opType} is not supported`;
		if (output === "") continue;
		if (value) builder.values.set(output, value);
		else builder.notMade.set(output, reason);
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

function operatorOf(node: OnnxNode, name: string): OnnxOperator {
	const operator = OPERATORS.get(operatorName(node));
	if (operator) return operator;
	throw new InputError(
		`${name}: operator ${operatorName(node)} is not supported; docs/onnx-operators.md lists those that are`,
	);
}

const OPERATORS: ReadonlyMap<string, OnnxOperator> = new Map(
	ONNX_OPERATORS.map((operator) => [operator.opType, operator]),
);
