import {
	type DataFile,
	type EvaluationData,
	type Images,
	InputError,
	importCaffe,
	importOnnx,
	type LabelledImages,
	type Network,
	type NumberTensor,
	PREPROCESS_DEFAULTS,
	parseCifar10,
	parseIdx,
	parseNpy,
	parseNpz,
	preprocess,
	resolveDataFile,
	sizeOf,
} from "@mho/engine";
import type { NamedBytes } from "./session.js";

/** Images that calibrate, at most; as the command line does, they are left out of the accuracy. */
const CALIBRATION_IMAGES = 512;

/** Files that a user brings together. */
export interface OpenedFiles {
	readonly network: Network;
	readonly data?: EvaluationData | undefined;
	readonly notes: readonly string[];
}

/**
 * A network (ONNX, or Caffe's prototxt with its caffemodel) with images to classify, where there are some: a CIFAR-10
 * batch, an .npz, an .npy or idx file with its labels, and a .yaml data file that says how they are prepared.
 *
 * @throws InputError where there is no network, or the files do not fit each other
 */
export async function openNetworkFiles(
	files: readonly NamedBytes[],
): Promise<OpenedFiles> {
	const unpacked = await Promise.all(files.map(unpack));
	const network = openNetwork(unpacked);
	const data = openData(unpacked);
	return {
		network,
		data,
		notes: [
			...(data ? [] : ["no images were brought: cost only"]),
			...(network.unsupported ?? []).map(({ reason }) => reason),
		],
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

const find = (
	files: readonly NamedBytes[],
	pattern: RegExp,
): NamedBytes | undefined => files.find(({ name }) => pattern.test(name));

const stem = (name: string): string => name.replace(/\.[^.]*$/, "");

function openNetwork(files: readonly NamedBytes[]): Network {
	const onnx = find(files, /\.onnx$/i);
	if (onnx) return importOnnx(onnx.bytes, stem(onnx.name));
	const prototxt = find(files, /\.prototxt$/i);
	const caffemodel = find(files, /\.caffemodel$/i);
	const named = prototxt ?? caffemodel;
	if (!named) {
		const found = files.map(({ name }) => name).join(", ") || "no file";
		throw new InputError(
			`found ${found}, expected an .onnx file, or a .prototxt with its .caffemodel`,
		);
	}
	return importCaffe(
		{
			...(prototxt && { prototxt: prototxt.bytes }),
			...(caffemodel && { caffemodel: caffemodel.bytes }),
		},
		stem(named.name),
	);
}

function openData(files: readonly NamedBytes[]): EvaluationData | undefined {
	const stored = storedImages(files);
	if (!stored) return undefined;
	const spec = dataFile(files);
	const { name, images, labels } = stored;
	const [count = 0, ...shape] = images.shape;
	if (labels.length !== count)
		throw new InputError(
			`${name}: found ${labels.length} labels for ${count} images`,
		);
	const calibration = Math.min(CALIBRATION_IMAGES, Math.floor(count / 2));
	const read = (first: number, last: number): Images => {
		const values = sizeOf(shape);
		const parts = Array.from({ length: last - first }, (_, n) =>
			preprocess(
				{
					shape,
					data: images.data.subarray(
						(first + n) * values,
						(first + n + 1) * values,
					),
				},
				spec.preprocess,
				meanOf(spec, files),
			),
		);
		const size = parts[0]?.data.length ?? 0;
		const joined = new Float32Array(size * parts.length);
		parts.forEach((part, n) => {
			joined.set(part.data, n * size);
		});
		return {
			images: joined,
			count: parts.length,
			shape: parts[0]?.shape ?? [],
			name,
		};
	};
	const test: LabelledImages = {
		...read(calibration, count),
		labels: Int32Array.from(labels).slice(calibration),
	};
	return {
		calibration: {
			...read(0, calibration),
			name: `${name} (its first, left out of the accuracy)`,
		},
		test,
	};
}

interface StoredImages {
	readonly name: string;
	readonly images: NumberTensor;
	readonly labels: ArrayLike<number>;
}

function storedImages(files: readonly NamedBytes[]): StoredImages | undefined {
	const labelled = find(files, /labels?[^/]*\.(npy|idx\d?)$|labels[^/]*idx1/i);
	const others = files.filter((file) => file !== labelled);
	const batch = find(others, /\.bin$/i);
	if (batch)
		return { name: batch.name, ...parseCifar10(batch.bytes, batch.name) };
	const archive = find(others, /\.npz$/i);
	if (archive) return fromArchive(archive);
	const array = find(others, /\.npy$|idx\d|\.idx/i);
	if (!array || isMean(array)) return undefined;
	if (!labelled)
		throw new InputError(
			`${array.name}: found no labels, expected a file such as labels.npy with the class of each image`,
		);
	return {
		name: array.name,
		images: tensorOf(array),
		labels: tensorOf(labelled).data,
	};
}

function fromArchive({ name, bytes }: NamedBytes): StoredImages {
	const arrays = parseNpz(bytes, name);
	const pick = (names: readonly string[], what: string): NumberTensor => {
		const found = names.find((key) => arrays.has(key));
		if (found === undefined)
			throw new InputError(
				`${name}: found no ${what}, expected an array named ${names.join(", ")}`,
			);
		return arrays.get(found)!;
	};
	return {
		name,
		images: pick(["images", "x_test", "x", "data"], "images"),
		labels: pick(["labels", "y_test", "y"], "labels").data,
	};
}

const tensorOf = ({ name, bytes }: NamedBytes): NumberTensor =>
	/\.npy$/i.test(name) ? parseNpy(bytes, name) : parseIdx(bytes, name);

const isMean = ({ name }: NamedBytes): boolean => /mean/i.test(name);

function dataFile(files: readonly NamedBytes[]): DataFile {
	const yaml = find(files, /\.ya?ml$/i);
	if (!yaml) return { labelOffset: 0, preprocess: PREPROCESS_DEFAULTS };
	const text = new TextDecoder().decode(yaml.bytes);
	return resolveDataFile({ name: yaml.name, text });
}

function meanOf(
	{ preprocess: { mean } }: DataFile,
	files: readonly NamedBytes[],
): ArrayLike<number> {
	if (typeof mean !== "string") return mean;
	const file = files.find(({ name }) => mean.endsWith(name));
	if (!file)
		throw new InputError(`preprocess.mean: found no file ${mean} among these`);
	return parseNpy(file.bytes, file.name).data;
}
