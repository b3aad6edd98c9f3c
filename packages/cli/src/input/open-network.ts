import { dirname, isAbsolute, join, normalize } from "node:path";
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
		return importOnnx(bytes, name, {
			weights: "optional",
			readExternal: (location, offset, length) =>
				readExternal(path, location, offset, length),
		});
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(`network ${path}: ${error.message}`);
	}
}

/** Weights that an ONNX file keeps in another one, beside it or below. */
function readExternal(
	path: string,
	location: string,
	offset: number,
	length: number | undefined,
): Uint8Array {
	const folder = dirname(path);
	const beside = normalize(location);
	if (isAbsolute(beside) || beside.startsWith("..")) {
		throw new InputError(
			`weights in ${location}: expected a file beside the network`,
		);
	}
	const bytes = readInputFile(join(folder, beside), "weights");
	return bytes.subarray(
		offset,
		length === undefined ? undefined : offset + length,
	);
}
