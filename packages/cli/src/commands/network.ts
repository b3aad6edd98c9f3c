import {
	layerShapes,
	left,
	networkTable,
	nodeTable,
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
import {
	inputShapeOption,
	jsonOption,
	scoresOption,
	weightsOption,
} from "./options.js";

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
		.addOption(scoresOption())
		.option("--nodes", "all nodes with their shapes, not only the layers")
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho network show model.onnx")
		.action((name: string, options: ShowOptions) => {
			const network = openNetwork(name, options, "cost");
			writeResult(
				{
					schema: "mho/network/1",
					network: network.name,
					input: network.input,
					layers: layerShapes(network),
					hasWeights: !network.isWithoutWeights,
					unsupported: network.unsupported ?? [],
				},
				() => [options.nodes ? nodeTable(network) : networkTable(network)],
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
	columns: [left("name"), left("or"), left("what it is")],
	rows: zooNetworks.map(({ name, aliases = [], title }) => [
		name,
		aliases.join(", "),
		title,
	]),
	notes: [
		"they have a cost (mho cost) but cannot run; --json - tells their sources",
	],
};

interface ShowOptions extends NetworkChoice {
	readonly nodes?: true;
	readonly json?: string;
}
