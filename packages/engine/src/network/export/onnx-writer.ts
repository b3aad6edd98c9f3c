import { InputError } from "../../base/input-error.js";
import type { Tensor } from "../../base/tensor.js";
import { type NetworkNode, operatorOf } from "../network.js";
import type { Shape } from "../nodes/node.js";

/** A node of an ONNX file. It makes one tensor, which has its name. */
export interface OnnxNode {
	readonly name: string;
	/** Empty names stand for inputs that are left out. */
	readonly inputs: readonly string[];
	readonly opType: string;
	readonly attributes: Attributes;
}

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** ONNX tells integers and floats apart. */
export type AttributeValue =
	| number
	| readonly number[]
	| string
	| { readonly float: number };

export type StoredType =
	| "FLOAT"
	| "UINT8"
	| "INT8"
	| "UINT16"
	| "INT16"
	| "INT64";

/** A tensor whose values are in the file. */
export interface Initializer {
	readonly name: string;
	readonly type: StoredType;
	readonly shape: Shape;
	readonly data: ArrayLike<number>;
}

/** What one node of a network is in a file: the last node has its name. */
export interface OnnxNodes {
	readonly nodes: readonly OnnxNode[];
	readonly initializers: readonly Initializer[];
}

/** Collects what one node of a network becomes. */
export interface Writer extends OnnxNodes {
	/** Appends the node that makes the tensor, or, with a step, one on the way to it. */
	readonly add: (
		opType: string,
		inputs: readonly string[],
		attributes?: Attributes,
		step?: string,
	) => string;
	/** Appends stored values. */
	readonly store: (
		step: string,
		values: Tensor | readonly number[],
		type?: StoredType,
	) => string;
}

export function writerOf({ name }: NetworkNode): Writer {
	const nodes: OnnxNode[] = [];
	const initializers: Initializer[] = [];
	const ownName = (step?: string): string =>
		step === undefined ? name : `${name}.${step}`;
	return {
		nodes,
		initializers,
		add(opType, inputs, attributes = {}, step) {
			nodes.push({ name: ownName(step), inputs, opType, attributes });
			return ownName(step);
		},
		store(step, values, type = "FLOAT") {
			const tensor =
				"data" in values ? values : { shape: [values.length], data: values };
			initializers.push({ name: ownName(step), type, ...tensor });
			return ownName(step);
		},
	};
}

export function notWritten(node: NetworkNode): InputError {
	return new InputError(
		`${node.name}: ${operatorOf(node)} cannot be written as ONNX`,
	);
}

/** Values as a tensor of one axis. */
export const vector = (data: Float32Array): Tensor => ({
	shape: [data.length],
	data,
});
