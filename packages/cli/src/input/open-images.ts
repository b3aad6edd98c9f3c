import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
	InputError,
	type NumberTensor,
	parseCifar10,
	parseIdx,
	parseNpy,
	parseNpz,
	type RawImages,
	sizeOf,
} from "@mho/engine";
import {
	arraySource,
	type ImageSource,
	joinedSource,
	type OpenedImages,
} from "./image-source.js";
import {
	IMAGE_FILE,
	imageFiles,
	openImageFolder,
} from "./open-image-folder.js";
import { isTable } from "./read-labels.js";
import { readPackedFile } from "./read-packed-file.js";

/** What the user says of images beside their place. */
export interface ImagesOptions {
	readonly raw?: RawImages | undefined;
	/** File of labels. */
	readonly labels?: string | undefined;
}

/**
 * Images of any kind that is read: idx (gz), a CIFAR-10 batch, .npy, .npz, values without a header, or a folder of idx
 * files, of batches or of PNG and JPEG files.
 *
 * @throws InputError where it cannot be read or is of none of these kinds
 */
export function openImages(path: string, options: ImagesOptions): OpenedImages {
	if (!existsSync(path))
		throw new InputError(`data ${path}: there is no such file or folder`);
	if (statSync(path).isDirectory()) return openFolder(path, options);
	if (/\.npz$/i.test(path)) return openNpz(path);
	return { test: openFile(path, options) };
}

const NUMBERED_FILE = /(idx\d-ubyte|\.idx\d?)(\.gz)?$|\.bin$/i;
const TEST_FILE = /^(t10k|test)/i;
const CALIBRATION_FILE = /^(train|calib|data_batch)/i;

/** Files whose names begin with `t10k` or `test` are test images, `train`, `calib` or `data_batch` calibrate. */
function openFolder(folder: string, options: ImagesOptions): OpenedImages {
	const names = readdirSync(folder)
		.filter((name) => NUMBERED_FILE.test(name) && !/labels/i.test(name))
		.sort();
	if (names.length === 0) {
		const { labels } = options;
		const table = labels !== undefined && isTable(labels) ? labels : undefined;
		return { test: openImageFolder(folder, table) };
	}
	const open = (wanted: readonly string[]): ImageSource => {
		const files = wanted.map((name) => openFile(join(folder, name), options));
		return files.length === 1 ? files[0]! : joinedSource(folder, files);
	};
	const tests = names.filter((name) => TEST_FILE.test(name));
	const [calibrates] = names.filter((name) => CALIBRATION_FILE.test(name));
	if (tests.length === 0) return { test: open(names) };
	return {
		test: open(tests),
		calibration: calibrates === undefined ? undefined : open([calibrates]),
	};
}

function openFile(path: string, { raw }: ImagesOptions): ImageSource {
	if (IMAGE_FILE.test(path)) return imageFiles(path, [path]);
	const bytes = readPackedFile(path, "data");
	const name = `data ${path}`;
	if (/\.npy$/i.test(path)) return arraySource(path, parseNpy(bytes, name));
	if (raw) return arraySource(path, readRaw(bytes, raw, name));
	if (/\.bin$/i.test(path)) {
		const { images, labels } = parseCifar10(bytes, name);
		return arraySource(path, images, labels);
	}
	if (bytes[0] === 0 && bytes[1] === 0)
		return arraySource(path, parseIdx(bytes, name), idxLabels(path));
	throw new InputError(
		`${name}: found none of the kinds that are read: MNIST idx (gz), CIFAR-10 .bin, .npy, .npz, .yaml, or a folder of images`,
	);
}

/** The labels that MNIST keeps beside its images. */
function idxLabels(path: string): ArrayLike<number> | undefined {
	const name = basename(path).replace(/images([-.])idx3/, "labels$1idx1");
	const beside = join(dirname(path), name);
	if (name === basename(path) || !existsSync(beside)) return undefined;
	return parseIdx(readPackedFile(beside, "labels"), `labels ${beside}`).data;
}

const RAW_TYPES = {
	uint8: Uint8Array,
	int8: Int8Array,
	float32: Float32Array,
} as const;

function readRaw(
	bytes: Uint8Array,
	{ type, shape }: RawImages,
	name: string,
): NumberTensor {
	const Values = RAW_TYPES[type];
	const image = sizeOf(shape) * Values.BYTES_PER_ELEMENT;
	const count = bytes.length / image;
	if (!Number.isInteger(count))
		throw new InputError(
			`${name}: ${bytes.length} bytes are no whole number of images of ${image} bytes (${type} of ${shape.join("×")})`,
		);
	// A copy: the values of a file may begin anywhere in its buffer.
	const { buffer } = Uint8Array.from(bytes);
	return { shape: [count, ...shape], data: new Values(buffer) };
}

/** Names that arrays of an .npz go by, in order of preference. */
const TEST_IMAGES = ["images", "x_test", "test_images", "x", "data"];
const TEST_LABELS = ["labels", "y_test", "test_labels", "y"];
const CALIBRATION = ["calibration", "x_train", "train_images"];

function openNpz(path: string): OpenedImages {
	const arrays = parseNpz(readPackedFile(path, "data"), `data ${path}`);
	const find = (names: readonly string[]): NumberTensor | undefined =>
		names.flatMap((name) => arrays.get(name) ?? [])[0];
	const images = find(TEST_IMAGES);
	if (!images)
		throw new InputError(
			`data ${path}: found ${[...arrays.keys()].join(", ") || "nothing"}, expected an array of name ${TEST_IMAGES.join(" or ")}`,
		);
	const calibration = find(CALIBRATION);
	return {
		test: arraySource(path, images, find(TEST_LABELS)?.data),
		calibration: calibration && arraySource(path, calibration),
	};
}
