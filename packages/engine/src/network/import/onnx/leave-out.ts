import { sizeOf } from "../../../base/tensor.js";
import { MAX_TENSOR_SIZE } from "../../infer-shapes.js";
import type { Shape } from "../../nodes/node.js";
import { isNumeric } from "./data-type.js";
import { freeName, type GraphBuilder } from "./graph-builder.js";
import { DATA_TYPES, type OnnxNode, operatorName } from "./onnx-model.js";
import type { OnnxActivation } from "./operator.js";

/**
 * Lists a node that is not supported. Where the file says the shapes of its outputs, something of that shape stands
 * for it, so that what follows has a cost; else what follows is left out too.
 */
export function leaveOut(
	node: OnnxNode,
	name: string,
	reason: string,
	builder: GraphBuilder,
): void {
	const { leftOut, values } = builder;
	const operator = operatorName(node);
	const isConsequence = node.inputs.some((input) => leftOut.has(input));
	builder.unsupported.push({
		name,
		operator,
		reason,
		...(isConsequence ? { isConsequence } : {}),
	});
	const sources = sourcesOf(node, builder);
	for (const output of node.outputs) {
		if (output === "" || values.has(output)) continue;
		const value = standIn(output, name, operator, sources, builder);
		if (value) {
			values.set(output, value);
			continue;
		}
		leftOut.set(output, sources);
		builder.notMade.set(
			output,
			`${name}: ${operator} is left out, which makes ${output}`,
		);
	}
}

/** The tensors of the network that a node's outputs would come from. */
function sourcesOf(
	{ inputs }: OnnxNode,
	{ values, leftOut }: GraphBuilder,
): readonly string[] {
	const sources = inputs.flatMap((input) => {
		const value = values.get(input);
		return value?.kind === "activation"
			? [value.tensor]
			: (leftOut.get(input) ?? []);
	});
	return [...new Set(sources)];
}

/** A tensor of the shape that the file says, from nowhere but its sources. */
function standIn(
	output: string,
	name: string,
	operator: string,
	inputs: readonly string[],
	builder: GraphBuilder,
): OnnxActivation | undefined {
	const declared = builder.declared.get(output);
	const type = DATA_TYPES[declared?.dataType ?? 0];
	const shape = imageShape(declared?.shape, builder);
	if (!shape || !isNumeric(type) || inputs.length === 0) return undefined;
	const tensor = freeName([name, output], builder.shapes);
	builder.nodes.push({ kind: "opaque", name: tensor, inputs, operator, shape });
	builder.shapes.set(tensor, shape);
	const batch = builder.batch === undefined ? [] : [builder.batch];
	return { kind: "activation", type, tensor, shape: [...batch, ...shape] };
}

/** Shape of one image's tensor, where the file says all of its sizes. */
function imageShape(
	shape: readonly (number | string)[] | undefined,
	{ batch, isBatchOpen }: GraphBuilder,
): Shape | undefined {
	if (!shape) return undefined;
	const [first, ...rest] = shape;
	const image = batch === undefined ? shape : rest;
	const isBatch =
		batch === undefined || first === batch || (isBatchOpen && !isSize(first));
	return isBatch && image.every(isSize) && sizeOf(image) <= MAX_TENSOR_SIZE
		? image
		: undefined;
}

const isSize = (size: number | string | undefined): size is number =>
	typeof size === "number" && Number.isSafeInteger(size) && size > 0;
