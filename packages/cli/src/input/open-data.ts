import { existsSync, realpathSync } from "node:fs";
import {
	CALIBRATION_IMAGES,
	type DataFile,
	type EvaluationData,
	type Images,
	InputError,
	imagesToCalibrate,
	type LabelledImages,
	PREPROCESS_DEFAULTS,
} from "@mho/engine";
import { builtInDigits } from "./built-in-digits.js";
import type { ImageSource } from "./image-source.js";
import { loadImages } from "./load-images.js";
import { openDataFile, openPreprocess } from "./open-data-file.js";
import { openImages } from "./open-images.js";
import { readLabels } from "./read-labels.js";

/** Images that a command is to work on, as its options name them. */
export interface DataChoice {
	/** Built-in data, or images of the user's own: a file, a folder or a data file. */
	readonly data: string;
	/** File with the class of each image. */
	readonly labels?: string;
	/** Images to calibrate on. */
	readonly calibration?: string;
	/** Data file whose preprocessing holds. */
	readonly preprocess?: string;
	/** Test images; 1,000 built-in ones or all of the user's by default. */
	readonly images?: number;
	/** Images that a search may see, where labelled ones are there beside the test images. */
	readonly searchImages?: number;
}

/** What a command works on. */
export interface OpenedData extends EvaluationData {
	/** Labelled images that are not among the test images, as many as were asked for and there are. */
	readonly search?: LabelledImages | undefined;
}

export const builtInData: readonly string[] = ["mnist"];

const DEFAULT_IMAGES = 1000;

/**
 * Test and calibration images. Built-in data calibrate on training images; of the user's own the first images
 * calibrate, and are left out of the accuracy, where no others are there for that.
 *
 * @throws InputError for unknown data, files that do not fit each other, or more images than there are
 */
export function openData(choice: DataChoice): OpenedData {
	if (choice.data !== "mnist" || existsSync(choice.data))
		return openOwnData(choice);
	for (const option of ["labels", "calibration", "preprocess"] as const) {
		if (choice[option] !== undefined)
			throw new InputError(
				`--${option}: found ${choice[option]}, but the built-in digits have their own: expected --data with it`,
			);
	}
	return {
		calibration: readMnist("train", CALIBRATION_IMAGES),
		test: readMnist("t10k", choice.images ?? DEFAULT_IMAGES),
		search:
			choice.searchImages === undefined
				? undefined
				: readMnist("train", choice.searchImages),
	};
}

function openOwnData(choice: DataChoice): OpenedData {
	const file = fileOf(choice);
	const path = file.images ?? choice.data;
	if (!existsSync(path)) throw unknownData(path);
	const opened = openImages(path, file);
	const all = opened.test;
	const labels = labelsOf(all, file);
	const calibration = file.calibration
		? calibrationOf(file.calibration, file, path)
		: opened.calibration;
	const first = calibration ? 0 : imagesToCalibrate(all.count);
	if (!calibration && first < 1)
		throw new InputError(
			`data ${path}: found ${all.count} image, expected 2 or more, or --calibration: the first ones calibrate`,
		);
	const count = choice.images ?? all.count - first;
	if (first + count > all.count || count < 1) {
		throw new InputError(
			`--images: found ${count}, ${path} has ${all.count}${first > 0 ? `, of which ${first} calibrate` : ""}`,
		);
	}
	const load = (source: ImageSource, from: number, count: number): Images =>
		loadImages(source, { first: from, count, preprocess: file.preprocess });
	return {
		calibration: calibration
			? load(calibration, 0, Math.min(CALIBRATION_IMAGES, calibration.count))
			: {
					...load(all, 0, first),
					name: `${path} (its first, left out of the accuracy)`,
				},
		test: {
			...load(all, first, count),
			labels: labels.subarray(first, first + count),
		},
		search: searchOf(calibration, choice, file),
	};
}

/** Calibration images that bring their labels. */
function searchOf(
	calibration: ImageSource | undefined,
	{ searchImages }: DataChoice,
	{ preprocess, labelOffset }: DataFile,
): LabelledImages | undefined {
	if (searchImages === undefined || !calibration?.labels) return undefined;
	const count = Math.min(searchImages, calibration.count);
	return {
		...loadImages(calibration, { first: 0, count, preprocess }),
		labels: Int32Array.from(
			{ length: count },
			(_, n) => calibration.labels![n]! + labelOffset,
		),
	};
}

/** What a data file says, with what the options say laid over it. */
function fileOf(choice: DataChoice): DataFile {
	const { labels, calibration, preprocess } = choice;
	const own = openDataFile(choice.data);
	const file = own ?? { labelOffset: 0, preprocess: PREPROCESS_DEFAULTS };
	if (own && own.images === undefined)
		throw new InputError(
			`data ${choice.data}: found no images, expected a field with their file or folder`,
		);
	return {
		...file,
		labels: labels ?? file.labels,
		calibration: calibration ?? file.calibration,
		preprocess: preprocess ? openPreprocess(preprocess) : file.preprocess,
	};
}

function unknownData(name: string): InputError {
	return new InputError(
		`data ${name}: found no data, file or folder of that name, expected ${builtInData.join(", ")}, images or a .yaml file`,
	);
}

/**
 * Where the images to calibrate on have test images beside them, those are not taken.
 *
 * @throws InputError where they are the test images themselves
 */
function calibrationOf(
	path: string,
	file: DataFile,
	testPath: string,
): ImageSource {
	const { calibration, test } = openImages(path, { raw: file.raw });
	if (!calibration && realpathSync(path) === realpathSync(testPath))
		throw new InputError(
			`--calibration: found ${path}, which has the test images, expected others; without it the first ones calibrate and are left out of the accuracy`,
		);
	return calibration ?? test;
}

/** Labels from the file that is named, else those that come with the images. */
function labelsOf(source: ImageSource, file: DataFile): Int32Array {
	const { labels: path, labelOffset } = file;
	const labels = path === undefined ? source.labels : readLabels(path);
	if (!labels) {
		throw new InputError(
			`data ${source.name}: found no --labels, expected a file with the class of each image: .npy, idx, .csv or .txt`,
		);
	}
	if (labels.length !== source.count) {
		throw new InputError(
			`labels ${path}: found ${labels.length}, ${source.name} has ${source.count} images`,
		);
	}
	return Int32Array.from(labels, (label, n) => {
		if (Number.isInteger(label)) return label + labelOffset;
		throw new InputError(
			`labels ${path ?? source.name}: found ${label} for image ${n}, expected a whole number`,
		);
	});
}

/** Digits 28×28, pixels over 256 as in Caffe's training, in memory that worker threads share. */
function readMnist(split: "train" | "t10k", count: number): LabelledImages {
	const { pixels, labels } = builtInDigits(split, count);
	const images = new Float32Array(new SharedArrayBuffer(4 * pixels.length));
	for (let n = 0; n < images.length; n++) images[n] = pixels[n]! / 256;
	return {
		images,
		labels,
		count,
		shape: [1, 28, 28],
		name: split === "train" ? "mnist (training digits)" : "mnist (test digits)",
	};
}
