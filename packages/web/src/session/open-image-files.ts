import {
	type DataFile,
	decodeImage,
	type EvaluationData,
	InputError,
	type NumberTensor,
	PREPROCESS_DEFAULTS,
	parseCifar10,
	parseIdx,
	parseLabelTable,
	parseNpy,
	parseNpz,
	preprocess,
	resolveDataFile,
	sizeOf,
	splitData,
} from "@mho/engine";
import type { NamedBytes } from "./session.js";

/** Images with their classes, of any kind of file. */
interface StoredImages {
	readonly name: string;
	readonly count: number;
	/** Shape and values of one. */
	readonly read: (n: number) => NumberTensor;
	readonly labels: ArrayLike<number>;
}

/**
 * Images among files: a CIFAR-10 batch, an .npz, an .npy or idx file with its labels, or PNG and JPEG files with a
 * table of labels or in a folder for each class. A .yaml data file among them says how they are prepared.
 *
 * @returns nothing where there are none
 * @throws InputError where labels are missing or do not fit
 */
export function openImageFiles(
	files: readonly NamedBytes[],
): EvaluationData | undefined {
	const stored = storedImages(files);
	if (!stored) return undefined;
	const { name, count, read, labels } = stored;
	const spec = dataFile(files);
	const mean = meanOf(spec, files);
	const images = Array.from({ length: count }, (_, n) =>
		preprocess(read(n), spec.preprocess, mean),
	);
	const classes = Int32Array.from(labels, (label) => label + spec.labelOffset);
	return splitData(joined(name, images), classes, { name });
}

/** Images of one shape as one tensor, [count, …shape]. */
function joined(name: string, images: readonly NumberTensor[]): NumberTensor {
	const shape = images[0]?.shape ?? [];
	const size = sizeOf(shape);
	const data = new Float32Array(size * images.length);
	images.forEach((image, n) => {
		if (String(image.shape) !== String(shape))
			throw new InputError(
				`${name}: image ${n + 1} has shape ${image.shape.join(" × ")}, the first has ${shape.join(" × ")}; expected one size, by resize or crop in a data file`,
			);
		data.set(image.data, n * size);
	});
	return { shape: [images.length, ...shape], data };
}

const IMAGE_FILE = /\.(png|jpe?g)$/i;
const TABLE_FILE = /\.(csv|txt)$/i;
const LABELS_FILE = /labels?[^/]*\.(npy|idx\d?|csv|txt)$|labels[^/]*idx1/i;

function storedImages(files: readonly NamedBytes[]): StoredImages | undefined {
	const find = (among: readonly NamedBytes[], pattern: RegExp) =>
		among.find(({ name }) => pattern.test(name));
	const pictures = files.filter(({ name }) => IMAGE_FILE.test(name));
	if (pictures.length > 0)
		return fromPictures(pictures, find(files, TABLE_FILE));
	const labelled = find(files, LABELS_FILE);
	const others = files.filter((file) => file !== labelled);
	const batch = find(others, /\.bin$/i);
	if (batch) {
		const { images, labels } = parseCifar10(batch.bytes, batch.name);
		return stored(batch.name, images, labels);
	}
	const archive = find(others, /\.npz$/i);
	if (archive) return fromArchive(archive);
	const array = find(others, /\.npy$|idx\d|\.idx/i);
	if (!array || /mean/i.test(array.name)) return undefined;
	if (!labelled)
		throw new InputError(
			`${array.name}: found no labels, expected a file such as labels.npy with the class of each image`,
		);
	return stored(array.name, tensorOf(array), labelsOf(labelled));
}

function stored(
	name: string,
	{ shape: [count = 0, ...shape], data }: NumberTensor,
	labels: ArrayLike<number>,
): StoredImages {
	const size = sizeOf(shape);
	const read = (n: number): NumberTensor => ({
		shape,
		data: data.subarray(n * size, (n + 1) * size),
	});
	return { name, count, read, labels };
}

const baseName = (path: string): string => path.split("/").at(-1)!;
const folderName = (path: string): string => path.split("/").at(-2) ?? "";

/** In the order of the table, or of the names in the folders of each class, as the command line reads them. */
function fromPictures(
	pictures: readonly NamedBytes[],
	table: NamedBytes | undefined,
): StoredImages {
	const found = table
		? fromTable(pictures, table)
		: fromClasses(pictures.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
	return {
		name: `${found.length} pictures`,
		count: found.length,
		read: (n) => {
			const { name, bytes } = found[n]!.picture;
			return decodeImage(bytes, name);
		},
		labels: found.map(({ label }) => label),
	};
}

interface LabelledPicture {
	readonly picture: NamedBytes;
	readonly label: number;
}

function fromTable(
	pictures: readonly NamedBytes[],
	table: NamedBytes,
): readonly LabelledPicture[] {
	const byName = new Map(
		pictures.map((picture) => [baseName(picture.name), picture]),
	);
	const inOrder = pictures.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	const rows = parseLabelTable(
		new TextDecoder().decode(table.bytes),
		table.name,
	);
	return rows.map(({ file, label }, n) => {
		const picture =
			file === undefined ? inOrder[n] : byName.get(baseName(file));
		if (!picture)
			throw new InputError(
				`${table.name}: found ${file ?? `${rows.length} labels`}, which is not among the ${pictures.length} pictures`,
			);
		return { picture, label };
	});
}

/** A folder whose name is a number holds that class, others are numbered in the order of their names. */
function fromClasses(
	pictures: readonly NamedBytes[],
): readonly LabelledPicture[] {
	const classes = [...new Set(pictures.map(({ name }) => folderName(name)))];
	if (classes.length < 2)
		throw new InputError(
			`${pictures.length} pictures: found no labels, expected a table labels.csv with lines of file,label, or a folder for each class`,
		);
	const areNumbered = classes.every((name) => /^\d+$/.test(name));
	return pictures.map((picture) => {
		const folder = folderName(picture.name);
		const label = areNumbered ? Number(folder) : classes.indexOf(folder);
		return { picture, label };
	});
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
	return stored(
		name,
		pick(["images", "x_test", "test_images", "x", "data"], "images"),
		pick(["labels", "y_test", "test_labels", "y"], "labels").data,
	);
}

const tensorOf = ({ name, bytes }: NamedBytes): NumberTensor =>
	/\.npy$/i.test(name) ? parseNpy(bytes, name) : parseIdx(bytes, name);

const labelsOf = (file: NamedBytes): ArrayLike<number> =>
	TABLE_FILE.test(file.name)
		? parseLabelTable(new TextDecoder().decode(file.bytes), file.name).map(
				({ label }) => label,
			)
		: tensorOf(file).data;

function dataFile(files: readonly NamedBytes[]): DataFile {
	const yaml = files.find(({ name }) => /\.ya?ml$/i.test(name));
	if (!yaml) return { labelOffset: 0, preprocess: PREPROCESS_DEFAULTS };
	const text = new TextDecoder().decode(yaml.bytes);
	return resolveDataFile({ name: yaml.name, text });
}

function meanOf(
	{ preprocess: { mean } }: DataFile,
	files: readonly NamedBytes[],
): ArrayLike<number> {
	if (typeof mean !== "string") return mean;
	const file = files.find(({ name }) => mean.endsWith(baseName(name)));
	if (!file)
		throw new InputError(`preprocess.mean: found no file ${mean} among these`);
	return parseNpy(file.bytes, file.name).data;
}
