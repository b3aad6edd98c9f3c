import { InputError } from "../base/input-error.js";
import type { NumberTensor } from "../base/npy.js";
import type { EvaluationData } from "./prepare-network.js";

/** Images that calibrate, at most: more change the ranges of activations little. */
export const CALIBRATION_IMAGES = 512;

/** How many of the first images calibrate, where no others are there for that: at most half of them. */
export function imagesToCalibrate(count: number): number {
	return Math.min(CALIBRATION_IMAGES, Math.floor(count / 2));
}

export interface SplitOptions {
	/** What messages and results call the data. */
	readonly name?: string;
	/** Images that calibrate: by default 512, or half of them where there are fewer than 1,024. */
	readonly calibrationImages?: number;
}

/**
 * Images and labels as evaluations take them: the first images calibrate, and are left out of the accuracy.
 *
 * @param images [count, …shape of one image], numbers as the network takes them (`parseNpy` gives such a tensor)
 * @param labels class of each image, 0 …
 * @throws InputError where there are not as many labels as images, or fewer than two images
 *
 * @example
 * const data = splitData(parseNpy(bytes, "images.npy"), parseNpy(more, "labels.npy").data);
 */
export function splitData(
	{ shape, data }: NumberTensor,
	labels: ArrayLike<number>,
	options: SplitOptions = {},
): EvaluationData {
	const [count = 0, ...imageShape] = shape;
	const { name = "images", calibrationImages = imagesToCalibrate(count) } =
		options;
	if (labels.length !== count)
		throw new InputError(
			`data ${name}: found ${labels.length} labels for ${count} images`,
		);
	if (!(calibrationImages >= 1 && calibrationImages < count))
		throw new InputError(
			`data ${name}: found ${calibrationImages} of ${count} images to calibrate on, expected at least 1, and 1 that is left`,
		);
	const values = Float32Array.from(data);
	const boundary = (values.length / count) * calibrationImages;
	return {
		calibration: {
			images: values.subarray(0, boundary),
			count: calibrationImages,
			shape: imageShape,
			name: `${name} (its first, left out of the accuracy)`,
		},
		test: {
			images: values.subarray(boundary),
			count: count - calibrationImages,
			shape: imageShape,
			name,
			labels: Int32Array.from(labels).subarray(calibrationImages),
		},
	};
}
