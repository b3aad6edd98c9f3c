import { dirname, isAbsolute, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import {
	findZooNetwork,
	InputError,
	importCaffe,
	importOnnx,
	type Network,
	namedAfterFile,
	withClassScores,
} from "@mho/engine";
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

/** What goes with a network's name or file, as options of the commands name it. */
export interface NetworkChoice {
	/** .caffemodel with the weights of a .prototxt. */
	readonly weights?: string;
	/** Shape of one image, for files that do not say it. */
	readonly inputShape?: readonly number[];
	/** Which output of an ONNX file that has several. */
	readonly scores?: string;
}

/**
 * A built-in network or a shape of the literature by name, or an ONNX or Caffe file by path.
 *
 * @param purpose to `run` it needs weights, and all of its layers must be supported; for a `cost` shapes are enough
 * @throws InputError with the file's name
 */
export function openNetwork(
	nameOrPath: string,
	choice: NetworkChoice = {},
	purpose: "run" | "cost" = "run",
): Network {
	const network = open(nameOrPath, choice, purpose);
	if (purpose === "run" && network.isWithoutWeights)
		throw new InputError(
			`network ${nameOrPath}: found shapes but no weights, expected a network that can run; it has a cost (mho cost)`,
		);
	return withClassScores(network);
}

function open(
	nameOrPath: string,
	choice: NetworkChoice,
	purpose: "run" | "cost",
): Network {
	if (/\.(prototxt|caffemodel)$/i.test(nameOrPath)) {
		refuse(nameOrPath, choice, ["scores"], "an .onnx file");
		return openCaffe(nameOrPath, choice, purpose);
	}
	if (/\.onnx$/i.test(nameOrPath)) {
		refuse(nameOrPath, choice, ["weights"], "a .prototxt");
		return openOnnx(nameOrPath, undefined, choice, purpose);
	}
	refuse(
		nameOrPath,
		choice,
		["weights", "inputShape", "scores"],
		"an .onnx, .prototxt or .caffemodel file",
	);
	const zooNetwork = findZooNetwork(nameOrPath);
	const builtIn = builtInNetworks.find(
		({ name }) =>
			name === nameOrPath ||
			(purpose === "run" && zooNetwork && findZooNetwork(name) === zooNetwork),
	);
	if (builtIn) {
		const url = import.meta.resolve(`@mho/engine/models/${builtIn.file}`);
		return openOnnx(fileURLToPath(url), builtIn.name, {}, purpose);
	}
	if (zooNetwork) return zooNetwork.build();
	throw new InputError(
		`network ${nameOrPath}: found no network of that name, expected one of mho network list, or an .onnx, .prototxt or .caffemodel file`,
	);
}

const OPTIONS = {
	weights: "--weights",
	inputShape: "--input-shape",
	scores: "--scores",
} as const;

/** @throws InputError for an option that means nothing for a network */
function refuse(
	nameOrPath: string,
	choice: NetworkChoice,
	unused: readonly (keyof NetworkChoice)[],
	expected: string,
): void {
	const odd = unused.find((option) => choice[option] !== undefined);
	if (odd === undefined) return;
	throw new InputError(
		`${OPTIONS[odd]}: found it with ${nameOrPath}, expected ${expected}`,
	);
}

function openOnnx(
	path: string,
	name: string | undefined,
	{ inputShape, scores }: NetworkChoice,
	purpose: "run" | "cost",
): Network {
	const bytes = readInputFile(path, "network");
	return naming(path, () =>
		importOnnx(bytes, name, {
			weights: "optional",
			unsupported: purpose === "run" ? "refuse" : "list",
			...(inputShape === undefined ? {} : { inputShape }),
			...(scores === undefined ? {} : { output: scores }),
			readExternal: (location, offset, length) =>
				readExternal(path, location, offset, length),
		}),
	);
}

function openCaffe(
	path: string,
	{ weights, inputShape }: NetworkChoice,
	purpose: "run" | "cost",
): Network {
	const isDefinition = /\.prototxt$/i.test(path);
	if (!isDefinition && weights !== undefined)
		throw new InputError(
			`--weights: found it with ${path}, which has weights, expected a .prototxt`,
		);
	const bytes = readInputFile(path, "network");
	const files = isDefinition
		? {
				prototxt: bytes,
				...(weights === undefined
					? {}
					: { caffemodel: readInputFile(weights, "weights") }),
			}
		: { caffemodel: bytes };
	return naming(path, () =>
		importCaffe(files, undefined, {
			unsupported: purpose === "run" ? "refuse" : "list",
			...(inputShape === undefined ? {} : { inputShape }),
		}),
	);
}

/** Errors of a file's import begin with its name, and a network that has none of its own takes it. */
function naming(path: string, open: () => Network): Network {
	try {
		return namedAfterFile(open(), path);
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
