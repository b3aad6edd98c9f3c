import {
	type EvaluationData,
	InputError,
	importCaffe,
	importOnnx,
	type Network,
	namedAfterFile,
	withClassScores,
} from "@mho/engine";
import { openImageFiles } from "./open-image-files.js";
import type { NamedBytes } from "./session.js";

/** Files that a user brings together. */
export interface OpenedFiles {
	readonly network: Network;
	readonly data?: EvaluationData | undefined;
	readonly notes: readonly string[];
}

/**
 * A network (ONNX with its external weights, or Caffe's prototxt with its caffemodel) with images to classify, where
 * there are some; or images alone for the network that is open.
 *
 * @throws InputError where there is no network, or the files do not fit each other
 */
export async function openNetworkFiles(
	files: readonly NamedBytes[],
	open: Network | undefined,
): Promise<OpenedFiles> {
	const unpacked = await Promise.all(files.map(unpack));
	const network = withClassScores(openNetwork(unpacked, open));
	const reasons = (network.unsupported ?? []).map(({ reason }) => reason);
	if (network.isWithoutWeights || reasons.length > 0) {
		const missing = network.isWithoutWeights
			? "shapes without weights: cost only"
			: "cannot run whole: cost only";
		return { network, notes: [missing, ...reasons] };
	}
	const data = openImageFiles(unpacked);
	return {
		network,
		data,
		notes: data ? [] : ["no images were brought: cost only"],
	};
}

async function unpack({ name, bytes }: NamedBytes): Promise<NamedBytes> {
	if (!/\.gz$/i.test(name)) return { name, bytes };
	const stream = new Blob([bytes as BlobPart])
		.stream()
		.pipeThrough(new DecompressionStream("gzip"));
	const unpacked = await new Response(stream).arrayBuffer().catch(() => {
		throw new InputError(`${name}: cannot be unpacked, expected gzip`);
	});
	return {
		name: name.replace(/\.gz$/i, ""),
		bytes: new Uint8Array(unpacked),
	};
}

function openNetwork(
	files: readonly NamedBytes[],
	open: Network | undefined,
): Network {
	const find = (pattern: RegExp) =>
		files.find(({ name }) => pattern.test(name));
	const onnx = find(/\.onnx$/i);
	if (onnx) return named(onnx.name, () => openOnnx(onnx.bytes, files));
	const prototxt = find(/\.prototxt$/i);
	const caffemodel = find(/\.caffemodel$/i);
	const definition = prototxt ?? caffemodel;
	if (definition)
		return named(definition.name, () =>
			importCaffe(
				{
					...(prototxt && { prototxt: prototxt.bytes }),
					...(caffemodel && { caffemodel: caffemodel.bytes }),
				},
				undefined,
				{ unsupported: "list" },
			),
		);
	if (open && openImageFiles(files)) return open;
	const found = files.map(({ name }) => name).join(", ") || "no file";
	throw new InputError(
		`found ${found}, expected an .onnx file, or a .prototxt with its .caffemodel, or images for the open network`,
	);
}

function openOnnx(bytes: Uint8Array, files: readonly NamedBytes[]): Network {
	return importOnnx(bytes, undefined, {
		weights: "optional",
		unsupported: "list",
		readExternal: (location, offset, length) => {
			const file = files.find(({ name }) => isSameFile(name, location));
			if (!file)
				throw new InputError(
					`weights in ${location}: found no such file, expected it beside the network`,
				);
			const end = length === undefined ? undefined : offset + length;
			return file.bytes.subarray(offset, end);
		},
	});
}

const fileName = (path: string): string => path.split("/").at(-1)!;

const isSameFile = (name: string, location: string): boolean =>
	fileName(name) === fileName(location);

/** Errors of a file's import begin with its name, and a network that has none of its own takes it. */
function named(file: string, open: () => Network): Network {
	try {
		return namedAfterFile(open(), file);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(`${file}: ${error.message}`);
	}
}
