import type { NetworkNode } from "../network.js";

/** The nodes that a tensor depends on, in their order. */
export function leadingTo(
	output: string,
	nodes: readonly NetworkNode[],
): readonly NetworkNode[] {
	const needed = new Set([output]);
	return nodes
		.slice()
		.reverse()
		.filter((node) => {
			if (!needed.has(node.name)) return false;
			for (const input of node.inputs) needed.add(input);
			return true;
		})
		.reverse();
}
