import type { Network } from "../network.js";

/** What exporters call every network: PyTorch, tf2onnx and Keras, ONNX's own tools. */
const NAMES_OF_ALL = new Set([
	"",
	"graph",
	"main",
	"main_graph",
	"model",
	"tf2onnx",
	"torch-jit-export",
	"torch_jit",
	"torch_jit_export",
]);

/** Whether a name says nothing of the network: its exporter gives it to all. */
export function isNameOfAll(name: string): boolean {
	return NAMES_OF_ALL.has(name);
}

/**
 * The network with the name of its file, or of the folder of a `model.onnx`, where the name in the file is none or one
 * that its exporter gives to all.
 */
export function namedAfterFile(network: Network, path: string): Network {
	const parts = path.split(/[/\\]/).filter((part) => !/^\.*$/.test(part));
	const file = parts.at(-1)?.replace(/(?<=.)\.[^.]+$/, "") ?? "";
	const candidates = [network.name, file, parts.at(-2) ?? ""];
	const name = candidates.find((candidate) => !isNameOfAll(candidate));
	return name === network.name
		? network
		: { ...network, name: name ?? (file || network.name) };
}
