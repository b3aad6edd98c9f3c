import { sizeOf } from "../base/tensor.js";
import {
	isMatrixNode,
	type Network,
	type NetworkNode,
	type NodeKind,
} from "./network.js";

/** Values that reach a layer from another one. */
export interface LayerInput {
	/** Matrix layer that they arise in or behind; null: they are the network's input. */
	readonly from: string | null;
	/** Per image. */
	readonly values: number;
	/** `rows`: into the crossbars of the layer; `join`: into the digital work behind them, such as a shortcut's. */
	readonly into: "rows" | "join";
}

/**
 * Digital nodes sit with a matrix layer, and so does every tensor: with the last layer that has a part in it. Those
 * that follow from the network's input alone sit with it (null); constants are nowhere.
 */
export type TensorHosts = ReadonlyMap<string, string | null>;

export function tensorHosts({ input, nodes }: Network): TensorHosts {
	const order = new Map(nodes.map(({ name }, i) => [name, i]));
	const hosts = new Map<string, string | null>([[input.name, null]]);
	for (const node of nodes) {
		const before = node.inputs.filter((tensor) => hosts.has(tensor));
		if (isMatrixNode(node)) hosts.set(node.name, node.name);
		else if (before.length > 0) {
			const last = before
				.flatMap((tensor) => hosts.get(tensor) ?? [])
				.reduce<string | null>(
					(latest, host) =>
						latest === null || order.get(host)! > order.get(latest)!
							? host
							: latest,
					null,
				);
			hosts.set(node.name, last);
		}
	}
	return hosts;
}

type Part = Omit<LayerInput, "into">;

/** Nodes that only move values. */
const LAYOUTS: ReadonlySet<NodeKind> = new Set([
	"flatten",
	"reshape",
	"gather",
	"pad",
	"slice",
	"transpose",
]);

/** What each matrix layer takes in, by its name. A concatenation is no work: its parts come from where they are. */
export function layerInputs(
	{ nodes }: Network,
	hosts: TensorHosts,
	shapes: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<string, readonly LayerInput[]> {
	const byName = new Map(nodes.map((node) => [node.name, node]));
	const parts = (tensor: string): readonly Part[] => {
		const node = byName.get(tensor);
		if (node?.kind === "concat") return node.inputs.flatMap(parts);
		const from = hosts.get(tensor);
		if (from === undefined) return [];
		const values = sizeOf(shapes.get(tensor)!);
		// Padding and patches that overlap are made where they are used: they do not travel.
		const moved = node && LAYOUTS.has(node.kind) ? parts(node.inputs[0]!) : [];
		const fewer = moved.reduce((sum, part) => sum + part.values, 0);
		return moved.length > 0 && fewer < values ? moved : [{ from, values }];
	};
	const inputs = new Map<string, LayerInput[]>();
	for (const node of nodes) {
		const host = hosts.get(node.name);
		if (typeof host !== "string" || node.kind === "concat") continue;
		const known = inputs.get(host) ?? [];
		inputs.set(host, known);
		for (const part of node.inputs.flatMap(parts)) {
			if (isMatrixNode(node)) known.push({ ...part, into: "rows" });
			else if (part.from !== host) known.push({ ...part, into: "join" });
		}
	}
	return inputs;
}

/** Whether a node combines two or more tensors that depend on the image, value by value. */
export function isJoin(node: NetworkNode, hosts: TensorHosts): boolean {
	return (
		node.kind === "arithmetic" &&
		node.inputs.filter((tensor) => hosts.has(tensor)).length > 1
	);
}
