import { foldIntoLayer } from "./fold-batch-norm.js";
import { isMatrixNode, type Network, type NetworkNode } from "./network.js";
import type { ActivationFunction } from "./nodes/activation.js";
import type { ConstantNode } from "./nodes/constant.js";
import type { Shape } from "./nodes/node.js";

/** A node with all that is computed before its result is stored. */
export interface FusedNode {
	/** With its own name; a layer with the normalisation that follows it in its weights. */
	readonly node: NetworkNode;
	/** Applied to the result before it is rounded. */
	readonly activation: ActivationFunction | "none";
	/** Name of the tensor that is stored: that of the last node of the fused ones. */
	readonly output: string;
}

/**
 * The nodes of a network as hardware computes them: what alone follows a layer and scales its channels is folded into
 * it, an activation function is applied before the result is stored, and constants belong to their readers.
 *
 * @param isStored whether a tensor is stored in any case, as codes of its own, so that nothing behind it is fused
 */
export function fuseNodes(
	network: Network,
	shapes: ReadonlyMap<string, Shape>,
	isStored: (tensor: string) => boolean = () => false,
): readonly FusedNode[] {
	const { nodes } = network;
	const constants = constantsOf(network);
	const readers = onlyReaders(network);
	const followerOf = (tensor: string): NetworkNode | undefined =>
		isStored(tensor) ? undefined : readers.get(tensor);
	const fused = new Set<NetworkNode>();
	const result: FusedNode[] = [];
	const take = (tensor: string): NetworkNode | undefined => {
		const next = followerOf(tensor);
		if (next) fused.add(next);
		return next;
	};
	for (const first of nodes) {
		if (fused.has(first) || first.kind === "constant") continue;
		let node: NetworkNode = first;
		let tensor = first.name;
		while (isMatrixNode(node)) {
			const next = followerOf(tensor);
			const shape = shapes.get(tensor)!;
			const folded: NetworkNode | undefined =
				next && foldIntoLayer(node, next, shape, constants);
			if (!folded) break;
			node = folded;
			tensor = take(tensor)!.name;
		}
		const follower = followerOf(tensor);
		if (follower?.kind !== "activation" || keepsScale(node)) {
			result.push({ node, activation: "none", output: tensor });
			continue;
		}
		take(tensor);
		const { function: activation, name: output } = follower;
		result.push({ node, activation, output });
	}
	return result;
}

export function constantsOf({
	nodes,
}: Network): ReadonlyMap<string, ConstantNode> {
	return new Map(
		nodes.flatMap((node) =>
			node.kind === "constant" ? [[node.name, node] as const] : [],
		),
	);
}

/** Whether the output holds nothing but values of the input and zeros, so that it can have the input's scale. */
export function keepsScale(node: NetworkNode): boolean {
	switch (node.kind) {
		case "max-pool":
		case "flatten":
		case "reshape":
		case "transpose":
		case "slice":
		case "gather":
		case "gather-elements":
			return true;
		case "pad":
			return node.mode.kind !== "constant" || node.mode.value === 0;
		case "global-pool":
			return node.function === "max";
		default:
			return false;
	}
}

/** By tensor: the node that reads it, where no other does and it is not the answer. */
function onlyReaders({
	nodes,
	output,
}: Network): ReadonlyMap<string, NetworkNode> {
	const readers = new Map<string, NetworkNode[]>();
	for (const node of nodes) {
		for (const input of node.inputs)
			readers.set(input, [...(readers.get(input) ?? []), node]);
	}
	readers.delete(output);
	return new Map(
		[...readers].flatMap(([tensor, [reader, ...others]]) =>
			reader && others.length === 0 ? [[tensor, reader] as const] : [],
		),
	);
}
