import type { NetworkNode } from "../../network.js";
import type { OnnxTensor } from "./onnx-model.js";

/** What the importer knows of an ONNX operator. A new operator is one such record in a file and in the list. */
export interface OnnxOperator {
	readonly opType: string;
	/** Attributes that `convert` looks at, or that change nothing in inference. Any other is refused. */
	readonly attributes: readonly string[];
	/** Adds what the node computes to the network and gives the value of its first output. */
	convert(call: OnnxCall): OnnxValue;
}

/** The value of a tensor of the file, as far as it is known without running the network. */
export type OnnxValue = OnnxActivation | OnnxConstant;

/** Made by a node of the network, or the network's input. */
export interface OnnxActivation {
	readonly kind: "activation";
	/** Name of the tensor in the network. */
	readonly tensor: string;
	/** Of one image. */
	readonly shape: readonly number[];
}

export interface OnnxConstant {
	readonly kind: "constant";
	readonly tensor: OnnxTensor;
}

/** One node of the file, seen by its operator. All errors name the node. */
export interface OnnxCall {
	/** Name that the node has in the network. */
	readonly name: string;
	/** Version of the standard operators. */
	readonly opset: number;
	hasInput(index: number): boolean;
	activation(index: number): OnnxActivation;
	/** An input that must be stored in the file; `what` names it in errors. */
	constant(index: number, what: string): OnnxTensor;
	integer(attribute: string, fallback: number): number;
	integers(attribute: string): readonly number[] | undefined;
	float(attribute: string, fallback: number): number;
	text(attribute: string, fallback: string): string;
	/** Appends a node to the network, after checking that its inputs fit. */
	add(node: NetworkNode): OnnxActivation;
	fail(message: string): never;
}
