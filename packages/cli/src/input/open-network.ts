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

/**
 * A built-in network by name, or an ONNX file by path.
 *
 * @throws InputError with the file's name
 */
export function openNetwork(nameOrPath: string): Network {
	const builtIn = builtInNetworks.find(({ name }) => name === nameOrPath);
	if (builtIn) {
		const url = import.meta.resolve(`@mho/engine/models/${builtIn.file}`);
		return importFile(fileURLToPath(url), builtIn.name);
	}
	if (/\.onnx$/i.test(nameOrPath)) return importFile(nameOrPath);
	throw new InputError(
		`network ${nameOrPath}: found no network of that name, expected ${builtInNetworks.map(({ name }) => name).join(", ")} or an .onnx file`,
	);
}

function importFile(path: string, name?: string): Network {
	const bytes = readInputFile(path, "network");
	try {
		return importOnnx(bytes, name);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(`network ${path}: ${error.message}`);
	}
}
