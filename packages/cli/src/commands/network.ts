import {
	formatCount,
	inferShapes,
	type LayerShape,
	layerShapes,
	left,
	macsOf,
	type Network,
	right,
	type Table,
	zooNetworks,
} from "@mho/engine";
import type { Command } from "commander";
import {
	builtInNetworks,
	type NetworkChoice,
	openNetwork,
} from "../input/open-network.js";
import { writeResult } from "../terminal/write-result.js";
import { inputShapeOption, jsonOption, weightsOption } from "./options.js";

/** `mho network`: what networks come with mho, and the layers of one. */
export function addNetworkCommand(program: Command): void {
	const network = program
		.command("network")
		.description("list networks, show the layers of one");
	network
		.command("list")
		.description("the networks that mho knows by name")
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho network list")
		.action(({ json }: { json?: string }) => {
			const list = [
				...builtInNetworks.map(({ name, title, data }) => ({
					name,
					title,
					data,
				})),
				...zooNetworks.map(({ name, aliases = [], title, source }) => ({
					name,
					aliases,
					title,
					source,
				})),
			];
			writeResult(
				{ schema: "mho/network-list/1", networks: list },
				() => [TRAINED, SHAPES],
				json,
			);
		});
	network
		.command("show")
		.description("layers, MACs and weights")
		.argument("<network>", "network by name, ONNX or Caffe file")
		.addOption(weightsOption())
		.addOption(inputShapeOption())
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho network show model.onnx")
		.action((name: string, options: ShowOptions) => {
			const network = openNetwork(name, options, "cost");
			const layers = layerShapes(network);
			writeResult(
				{
					schema: "mho/network/1",
					network: network.name,
					input: network.input,
					layers,
					hasWeights: !network.isWithoutWeights,
					unsupported: network.unsupported ?? [],
				},
				() => [showLayers(network, layers)],
				options.json,
			);
		});
}

const TRAINED: Table = {
	title: "Trained networks",
	columns: [left("name"), left("what it is"), left("data")],
	rows: builtInNetworks.map(({ name, title, data }) => [name, title, data]),
	notes: [],
};

const SHAPES: Table = {
	title: "Shapes of the literature, without weights",
	columns: [left("name"), left("or"), left("what it is"), left("source")],
	rows: zooNetworks.map(({ name, aliases = [], title, source }) => [
		name,
		aliases.join(", "),
		title,
		source,
	]),
	notes: ["they have a cost (mho cost) but cannot run"],
};

interface ShowOptions extends NetworkChoice {
	readonly json?: string;
}

function showLayers(network: Network, layers: readonly LayerShape[]): Table {
	const shapes = inferShapes(network);
	const weights = (layer: LayerShape) =>
		layer.rows * layer.outputs * layer.groups;
	const total = (of: (layer: LayerShape) => number) =>
		formatCount(layers.reduce((sum, layer) => sum + of(layer), 0));
	return {
		title: `${network.name}, input ${network.input.shape.join("×")}`,
		columns: [
			left("layer"),
			right("output"),
			right("rows"),
			right("outputs"),
			right("positions"),
			right("MACs"),
			right("weights"),
		],
		rows: [
			...layers.map((layer) => [
				layer.layer,
				shapes.get(layer.layer)!.join("×"),
				formatCount(layer.rows),
				formatCount(layer.outputs * layer.groups),
				formatCount(layer.positions),
				formatCount(macsOf(layer)),
				formatCount(weights(layer)),
			]),
			["total", "", "", "", "", total(macsOf), total(weights)],
		],
		notes: [
			...(network.isWithoutWeights ? ["shapes alone, no weights"] : []),
			...(network.unsupported ?? []).map(({ reason }) => reason),
		],
	};
}
