import { InputError } from "../../../base/input-error.js";
import { inferNodeShape } from "../../infer-shapes.js";
import type { NetworkNode } from "../../network.js";
import type { Shape } from "../../nodes/node.js";
import { unknownWeights } from "../../unknown-weights.js";
import { blobValues } from "./blob-values.js";
import type { CaffeCall, CaffeValue } from "./caffe-layer-type.js";
import {
	type CaffeBlob,
	type CaffeLayer,
	layerBlobs,
	layerParam,
} from "./caffe-net.js";

/** The network as far as it is imported. */
export interface CaffeBuilder {
	/** Images in the first axis of the file's input. */
	readonly batch: number;
	readonly regions: number;
	readonly nodes: NetworkNode[];
	/** Shape of one image's tensor, by name in the network. */
	readonly shapes: Map<string, Shape>;
	/** By the name of the blob in the file; a layer that computes in place replaces its input. */
	readonly values: Map<string, CaffeValue>;
	/** Why the blobs that have no value have none. */
	readonly notMade: Map<string, string>;
	/** Blobs that layers which are left out would make. */
	readonly leftOut: Set<string>;
	/** Layers with weights by name; undefined where there is only a definition. */
	readonly trained: ReadonlyMap<string, CaffeLayer> | undefined;
}

/** Gives a type of layer its view of one layer. */
export function createCall(
	layer: CaffeLayer,
	builder: CaffeBuilder,
): CaffeCall {
	const { place, type, bottoms, tops } = layer;
	const name = freeName(layer.name || tops[0] || type, builder);
	const fail = (message: string): never => {
		throw new InputError(`${place}: ${message}`);
	};
	const input = (index: number): CaffeValue => {
		const bottom = bottoms[index];
		if (bottom === undefined)
			return fail(
				`${type} needs ${index + 1} bottoms, found ${bottoms.length}`,
			);
		return (
			builder.values.get(bottom) ??
			fail(
				builder.notMade.get(bottom) ??
					`bottom ${bottom} is made by no earlier layer`,
			)
		);
	};
	const add: CaffeCall["add"] = (node, inputs, step) =>
		appendNode(
			{
				...node,
				name: step === undefined ? name : `${name}/${step}`,
				inputs: inputs.map(({ tensor }) => tensor),
			} as NetworkNode,
			inputs.some(({ first }) => first === "regions") ? "regions" : "batch",
			layer,
			builder,
		);
	const caffeShape = ({ first, shape }: CaffeValue): Shape =>
		first === "batch" ? [builder.batch, ...shape] : shape;
	return {
		name,
		type,
		bottomCount: bottoms.length,
		topCount: tops.length,
		hasWeights: builder.trained !== undefined,
		regions: builder.regions,
		input,
		inputs: () => bottoms.map((_, index) => input(index)),
		param: (param) => layerParam(layer, param),
		weights(index, what, shape, unknown = 0) {
			if (builder.trained) {
				const blob = trainedBlob(layer, index, what, builder.trained);
				return blobValues(blob, shape, `${place}: ${what}`);
			}
			return unknownWeights(shape, `${place}: ${what}`, unknown);
		},
		caffeShape,
		axis(axis, value) {
			const rank = caffeShape(value).length;
			const counted = axis < 0 ? axis + rank : axis;
			if (counted < 0 || counted >= rank)
				fail(`axis ${axis} of ${type}: the input has ${rank} axes`);
			if (value.first === "regions") return counted;
			if (counted === 0)
				fail(
					`axis ${axis} of ${type} is the batch; images are computed one by one`,
				);
			return counted - 1;
		},
		add,
		constant: (tensor, step) =>
			add({ kind: "constant", value: tensor }, [], step),
		fail,
	};
}

function appendNode(
	node: NetworkNode,
	first: CaffeValue["first"],
	{ place, type }: CaffeLayer,
	{ nodes, shapes }: CaffeBuilder,
): CaffeValue {
	if (shapes.has(node.name))
		throw new InputError(`${place}: ${node.name} is made twice`);
	const inputs = node.inputs.map((tensor) => shapes.get(tensor)!);
	const shape = inferPlaced(node, inputs, place);
	if (shape.some((size) => size <= 0))
		throw new InputError(`${place}: ${type} gives an empty output [${shape}]`);
	nodes.push(node);
	shapes.set(node.name, shape);
	return { tensor: node.name, shape, first };
}

/** Errors about a node begin with its name; those about a layer with its line too. */
function inferPlaced(
	node: NetworkNode,
	inputs: readonly Shape[],
	place: string,
): Shape {
	try {
		return inferNodeShape(node, inputs);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		const { message } = error;
		const own = `${node.name}: `;
		throw new InputError(
			`${place}: ${message.startsWith(own) ? message.slice(own.length) : message}`,
		);
	}
}

function trainedBlob(
	{ name, place }: CaffeLayer,
	index: number,
	what: string,
	trained: ReadonlyMap<string, CaffeLayer>,
): CaffeBlob {
	const layer = trained.get(name);
	if (!layer)
		throw new InputError(
			`${place}: the caffemodel has no layer ${name}; it has ${[...trained.keys()].slice(0, 8).join(", ")}${trained.size > 8 ? ", …" : ""}`,
		);
	const blobs = layerBlobs(layer);
	const blob = blobs[index];
	if (!blob)
		throw new InputError(
			`${place}: ${what} is blob ${index}, the caffemodel has ${blobs.length} of this layer`,
		);
	return blob;
}

/** The name of a layer, with a number where a tensor has it already. */
function freeName(name: string, { shapes }: CaffeBuilder): string {
	if (!shapes.has(name)) return name;
	let number = 2;
	while (shapes.has(`${name}_${number}`)) number++;
	return `${name}_${number}`;
}
