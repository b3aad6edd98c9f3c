import type { Tensor } from "../../../base/tensor.js";
import type { NetworkNode } from "../../network.js";
import type { Shape } from "../../nodes/node.js";
import type { ProtoMessage } from "../protobuf/proto-message.js";
import type { CaffeLayer } from "./caffe-net.js";
import type { LayerParam } from "./layer-params.js";

/** What the importer knows of a type of layer. A new type is one such record in a file and in the list. */
export interface CaffeLayerType {
	readonly type: string;
	/** What of it is served, for the documentation. */
	readonly summary: string;
	/** Why only the shape of this layer is known, if so: a network with such a layer has a cost but cannot run. */
	shapeOnly?(layer: CaffeLayer): string | undefined;
	/** Adds what the layer computes to the network and gives its tops in order, or one value for all of them. */
	convert(call: CaffeCall): CaffeValue | readonly CaffeValue[];
}

/** A blob of the file in the network. */
export interface CaffeValue {
	/** Name of the tensor in the network. */
	readonly tensor: string;
	/** Shape of one image's tensor. */
	readonly shape: Shape;
	/** What Caffe counts along its first axis: images, which a network does not see, or the regions of one image. */
	readonly first: "batch" | "regions";
}

type WithoutPlace<Node> = Node extends NetworkNode
	? Omit<Node, "name" | "inputs">
	: never;

/** A node without its name and its inputs. */
export type NodeFunction = WithoutPlace<NetworkNode>;

/** One layer of the file, seen by its type. All errors name the layer. */
export interface CaffeCall {
	readonly name: string;
	readonly type: string;
	readonly bottomCount: number;
	readonly topCount: number;
	/** Whether the file has weights, rather than shapes alone. */
	readonly hasWeights: boolean;
	/** How many regions of an image are taken to be proposed. */
	readonly regions: number;
	input(index: number): CaffeValue;
	/** All inputs. */
	inputs(): readonly CaffeValue[];
	/** Parameters of the layer, empty where it has none. */
	param(name: LayerParam): ProtoMessage;
	/**
	 * Weights of the layer in a given shape. Where the file has no weights at all they are `unknown`, and the network
	 * cannot run.
	 */
	weights(index: number, what: string, shape: Shape, unknown?: 0 | 1): Tensor;
	/** Shape as Caffe counts it, with the batch. */
	caffeShape(value: CaffeValue): Shape;
	/** Axis of the network's tensor, of one that Caffe counts, from the end where it is negative. */
	axis(axis: number, value: CaffeValue): number;
	/** Appends a node; `step` tells the nodes of one layer apart, and all but the last one need it. */
	add(
		node: NodeFunction,
		inputs: readonly CaffeValue[],
		step?: string,
	): CaffeValue;
	/** A stored tensor as a value. */
	constant(tensor: Tensor, step: string): CaffeValue;
	fail(message: string): never;
}
