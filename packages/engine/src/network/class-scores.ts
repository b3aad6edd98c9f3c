import { sizeOf } from "../base/tensor.js";
import { inferShapes } from "./infer-shapes.js";
import { leadingTo } from "./leading-to.js";
import type { Network, NetworkNode } from "./network.js";

/**
 * The network up to its class scores, where it goes on to the place of the greatest one (ArgMax): a network answers
 * with scores, which are compared and counted.
 */
export function withClassScores(network: Network): Network {
	const last = lastNode(network, movesValues);
	if (last?.kind !== "arg-extreme" || last.function !== "max") return network;
	return upToScoresOf(network, last);
}

/** The network up to the scores that a softmax at its end makes probabilities of: it changes no order. */
export function beforeSoftmax(network: Network): Network {
	const last = lastNode(network, (node) => movesValues(node) || rounds(node));
	if (last?.kind !== "softmax" && last?.kind !== "log-softmax") return network;
	return upToScoresOf(network, last);
}

/** The node that gives the answer, before others that are passed over. */
function lastNode(
	{ nodes, output }: Network,
	isPassedOver: (node: NetworkNode) => boolean,
): NetworkNode | undefined {
	const named = new Map(nodes.map((node) => [node.name, node]));
	let last = named.get(output);
	while (last && isPassedOver(last)) last = named.get(last.inputs[0]!);
	return last;
}

/** As it is, where a node looks along an axis of several. */
function upToScoresOf(
	network: Network,
	{ inputs, axis }: { readonly inputs: readonly string[]; axis: number },
): Network {
	const [scores] = inputs as [string];
	const shape = inferShapes(network).get(scores)!;
	if (sizeOf(shape) !== shape[axis]) return network;
	return {
		...network,
		nodes: leadingTo([scores], network.nodes),
		output: scores,
	};
}

function movesValues({ kind }: NetworkNode): boolean {
	return kind === "reshape" || kind === "flatten";
}

function rounds({ kind }: NetworkNode): boolean {
	return kind === "quantize-linear" || kind === "dequantize-linear";
}
