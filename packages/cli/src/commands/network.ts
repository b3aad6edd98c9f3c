import {
	formatCount,
	layerShapes,
	left,
	macsOf,
	right,
	type Table,
} from "@mho/engine";
import type { Command } from "commander";
import { builtInNetworks, openNetwork } from "../input/open-network.js";
import { writeResult } from "../terminal/write-result.js";
import { jsonOption } from "./options.js";

/** `mho network`: what networks come with mho, and the layers of one. */
export function addNetworkCommand(program: Command): void {
	const network = program
		.command("network")
		.description("list networks, show the layers of one");
	network
		.command("list")
		.description("the networks that come with mho")
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho network list")
		.action(({ json }: { json?: string }) => {
			const list = builtInNetworks.map(({ name, title, data }) => ({
				name,
				title,
				data,
			}));
			const table = {
				title: "Built-in networks",
				columns: [left("name"), left("what it is"), left("data")],
				rows: list.map(({ name, title, data }) => [name, title, data]),
				notes: [],
			};
			writeResult(
				{ schema: "mho/network-list/1", networks: list },
				() => [table],
				json,
			);
		});
	network
		.command("show")
		.description("layers, MACs and weights")
		.argument("<network>", "built-in network or ONNX file")
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho network show model.onnx")
		.action((name: string, { json }: { json?: string }) => {
			const { name: title, input } = openNetwork(name);
			const layers = layerShapes(openNetwork(name));
			writeResult(
				{ schema: "mho/network/1", network: title, input, layers },
				() => [showLayers(title, layers)],
				json,
			);
		});
}

function showLayers(
	title: string,
	layers: ReturnType<typeof layerShapes>,
): Table {
	const weights = (layer: (typeof layers)[number]) =>
		layer.rows * layer.outputs * layer.groups;
	const total = (of: (layer: (typeof layers)[number]) => number) =>
		formatCount(layers.reduce((sum, layer) => sum + of(layer), 0));
	return {
		title,
		columns: [
			left("layer"),
			right("rows"),
			right("outputs"),
			right("positions"),
			right("MACs"),
			right("weights"),
		],
		rows: [
			...layers.map((layer) => [
				layer.layer,
				formatCount(layer.rows),
				formatCount(layer.outputs * layer.groups),
				formatCount(layer.positions),
				formatCount(macsOf(layer)),
				formatCount(weights(layer)),
			]),
			["total", "", "", "", total(macsOf), total(weights)],
		],
		notes: [],
	};
}
