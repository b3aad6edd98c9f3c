import type { Tensor } from "../../../base/tensor.js";
import type { NetworkNode } from "../../network.js";
import type { FloatArray, Shape } from "../../nodes/node.js";
import type { NumericType } from "./data-type.js";

/** What the importer knows of an ONNX operator. A new operator is one such record in a file and in the list. */
export interface OnnxOperator {
	readonly opType: string;
	/** Attributes that `convert` looks at, or that change nothing in inference. Any other is refused. */
	readonly attributes: readonly string[];
	/** Adds what the node computes to the network and gives the values of its outputs. */
	convert(call: OnnxCall): OnnxValue | readonly OnnxValue[];
}

/** The value of a tensor of the file, as far as it is known without running the network. */
export type OnnxValue = OnnxActivation | OnnxConstant;

/** Made by a node of the network, or the network's input. */
export interface OnnxActivation {
	readonly kind: "activation";
	readonly type: NumericType;
	/** As ONNX counts it, with the batch. */
	readonly shape: Shape;
	/** Name of the tensor in the network. */
	readonly tensor: string;
	/** ONNX counts no batch: values that are computed over all of an image, and of what only they are in. */
	readonly isWithoutBatch?: true;
}

/** Stored in the file, or computed from what is. Integers are held in float64. */
export interface OnnxConstant {
	readonly kind: "constant";
	readonly type: NumericType;
	readonly shape: Shape;
	readonly data: FloatArray;
	/** Where it was dequantised. */
	readonly stored?: StoredValues | undefined;
}

/** The integers that a constant was dequantised from, in its shape; scale and zero point are repeated to fill it. */
export interface StoredValues {
	readonly type: NumericType;
	readonly codes: FloatArray;
	readonly scale: Tensor;
	readonly zeroPoint: Tensor;
}

type WithoutPlace<Node> = Node extends NetworkNode
	? Omit<Node, "name" | "inputs">
	: never;

/** A node without its name and its inputs. */
export type NodeFunction = WithoutPlace<NetworkNode>;

export interface AddOptions {
	/** Of the output; by default that of the first input. */
	readonly type?: NumericType;
	/** Tells the nodes of one call apart: all but the last one need it. */
	readonly step?: string;
}

/**
 * One node of the file, seen by its operator. All errors name the node.
 *
 * Nodes of a network know nothing of the batch, so `batchAxes` is 1 where the first axis of the shapes is the
 * batch, and 0 where all inputs are constants or the network has no batch.
 */
export interface OnnxCall {
	/** Name that the node has in the network. */
	readonly name: string;
	readonly opType: string;
	/** Version of the standard operators. */
	readonly opset: number;
	readonly batchAxes: 0 | 1;
	/** Whether the file leaves the batch open. */
	readonly isBatchOpen: boolean;
	readonly inputCount: number;
	readonly outputCount: number;
	input(index: number): OnnxValue;
	optionalInput(index: number): OnnxValue | undefined;
	/** All inputs, for operators of any number. */
	allInputs(): readonly OnnxValue[];
	/** An input that must be known when the file is read; `what` names it in errors. */
	constant(index: number, what: string): OnnxConstant;
	/** Such an input as float32. */
	weights(index: number, what: string): Tensor;
	/** Such an input as integers: a shape, axes, pads. */
	integersOf(index: number, what: string): readonly number[];
	/** Shape that nodes see: without the batch. */
	imageShape(value: OnnxValue): Shape;
	/** Axis that nodes see, of one that ONNX counts, from the end where it is negative. */
	axis(axis: number, rank: number): number;
	/** Appends a node to the network, after checking that its inputs fit; computes it where all are constants. */
	add(
		node: NodeFunction,
		inputs: readonly OnnxValue[],
		options?: AddOptions,
	): OnnxValue;
	/** To be told before a constant of this shape is made other than by `add`. */
	spend(shape: Shape): void;
	hasAttribute(attribute: string): boolean;
	integer(attribute: string, fallback: number): number;
	integers(attribute: string): readonly number[] | undefined;
	float(attribute: string, fallback: number): number;
	floats(attribute: string): readonly number[] | undefined;
	text(attribute: string, fallback: string): string;
	tensor(attribute: string): OnnxConstant | undefined;
	fail(message: string): never;
}
