import { inferShapes } from "../network/infer-shapes.js";
import {
	type LayerShape,
	layerShapes,
	macsOf,
} from "../network/layer-shape.js";
import {
	isMatrixNode,
	type Network,
	type NetworkNode,
	operatorOf,
} from "../network/network.js";
import { formatCount } from "./format-quantity.js";
import { left, right, type Table } from "./table.js";
import { unsupportedNotes } from "./unsupported-notes.js";

/** The layers of a network that are computed in crossbars, with their totals, and what else it has. */
export function networkTable(network: Network): Table {
	const layers = layerShapes(network);
	const shapes = inferShapes(network);
	const weights = (layer: LayerShape) =>
		layer.rows * layer.outputs * layer.groups;
	const total = (of: (layer: LayerShape) => number) =>
		formatCount(layers.reduce((sum, layer) => sum + of(layer), 0));
	const bits = layers.map(({ weightBits }) => weightBits);
	return {
		title: titleOf(network),
		columns: [
			left("layer"),
			right("output"),
			right("rows"),
			right("positions"),
			right("MACs"),
			right("weights"),
		],
		rows: [
			...layers.map((layer) => [
				layer.layer,
				shapes.get(layer.layer)!.join("×"),
				formatCount(layer.rows),
				formatCount(layer.positions),
				formatCount(macsOf(layer)),
				formatCount(weights(layer)),
			]),
			["total", "", "", "", total(macsOf), total(weights)],
		],
		notes: [
			...digitalNote(network),
			...storedNote(bits),
			...(network.isWithoutWeights ? ["shapes alone, no weights"] : []),
			...unsupportedNotes(network.unsupported ?? []),
		],
	};
}

/** All nodes of a network in order, with the shapes of their tensors. */
export function nodeTable(network: Network): Table {
	const shapes = inferShapes(network);
	const computed = network.nodes.filter(({ kind }) => kind !== "constant");
	return {
		title: titleOf(network),
		columns: [left("node"), left("operator"), right("output"), left("reads")],
		rows: computed.map((node) => [
			node.name,
			operatorOf(node),
			shapes.get(node.name)!.join("×"),
			node.inputs.join(", "),
		]),
		notes: unsupportedNotes(network.unsupported ?? []),
	};
}

function titleOf({ name, input }: Network): string {
	return `${name}, input ${input.shape.join("×")}`;
}

/** Operators beside the arrays, the most frequent first. */
function digitalNote({ nodes }: Network): readonly string[] {
	const counts = new Map<string, number>();
	const isDigital = (node: NetworkNode): boolean =>
		!isMatrixNode(node) && node.kind !== "constant";
	for (const node of nodes.filter(isDigital)) {
		const operator = operatorOf(node);
		counts.set(operator, (counts.get(operator) ?? 0) + 1);
	}
	if (counts.size === 0) return [];
	const listed = [...counts]
		.toSorted(([, a], [, b]) => b - a)
		.map(([operator, count]) => `${count} ${operator}`);
	return [`and ${listed.join(", ")}`];
}

/** Widths of the integers that the network brings along. */
function storedNote(bits: readonly (number | undefined)[]): readonly string[] {
	const widths = new Set(bits);
	if (widths.size === 0 || widths.has(undefined)) return [];
	const sorted = [...widths].map(Number).toSorted((a, b) => a - b);
	return [`weights stored in ${sorted.join(", ")} bits`];
}
