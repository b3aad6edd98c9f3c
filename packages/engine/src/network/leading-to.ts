import type { NetworkNode } from "./network.js";

/** The nodes that some tensors depend on, in their order. */
export function leadingTo(
	tensors: Iterable<string>,
	nodes: readonly NetworkNode[],
): readonly NetworkNode[] {
	const needed = new Set(tensors);
	return nodes
		.toReversed()
		.filter((node) => {
			if (!needed.has(node.name)) return false;
			for (const input of node.inputs) needed.add(input);
			return true;
		})
		.reverse();
}
