import { sizeOf } from "../base/tensor.js";
import { inferShapes } from "./infer-shapes.js";
import { leadingTo } from "./leading-to.js";
import type { Network, NetworkNode } from "./network.js";

/**
 * The network up to its class scores, where it goes on to the place of the greatest one (ArgMax): a network answers
 * with scores, which are compared and counted.
 */
export function withClassScores(network: Network): Network {
	const nodes = new Map(network.nodes.map((node) => [node.name, node]));
	let last = nodes.get(network.output);
	while (last && movesValues(last)) last = nodes.get(last.inputs[0]!);
	if (last?.kind !== "arg-extreme" || last.function !== "max") return network;
	const [scores] = last.inputs as [string];
	const shape = inferShapes(network).get(scores)!;
	if (sizeOf(shape) !== shape[last.axis]) return network;
	return {
		...network,
		nodes: leadingTo([scores], network.nodes),
		output: scores,
	};
}

function movesValues({ kind }: NetworkNode): boolean {
	return kind === "reshape" || kind === "flatten";
}
