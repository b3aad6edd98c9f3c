import { fileURLToPath } from "node:url";
import { InputError, importOnnx, type Network } from "@mho/engine";
import { readInputFile } from "./read-input-file.js";

/** Networks that come with mho, trained by `npm run train:lenet5`. */
export const builtInNetworks: readonly BuiltInNetwork[] = [
	{
		name: "lenet5",
		title: "LeNet-5 in the Caffe shape (20-50-500-10), trained on MNIST",
		file: "lenet5-mnist.onnx",
		data: "mnist",
	},
];

export interface BuiltInNetwork {
	readonly name: string;
	readonly title: string;
	readonly file: string;
	/** Built-in data that it was trained on. */
	readonly data: string;
}

/** A built-in network by name, or an ONNX file by path. */
export function openNetwork(nameOrPath: string): Network {
	const builtIn = builtInNetworks.find(({ name }) => name === nameOrPath);
	if (builtIn) {
		const path = fileURLToPath(
			import.meta.resolve(`@mho/engine/models/${builtIn.file}`),
		);
		return importOnnx(readInputFile(path, "network"), builtIn.name);
	}
	if (/\.onnx$/i.test(nameOrPath))
		return importOnnx(readInputFile(nameOrPath, "network"));
	throw new InputError(
		`network ${nameOrPath}: found no network of that name, expected ${builtInNetworks.map(({ name }) => name).join(", ")} or an .onnx file`,
	);
}
