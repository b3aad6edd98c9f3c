import {
	type Images,
	InputError,
	type Preprocess,
	preprocess,
	sizeOf,
	type Tensor,
} from "@mho/engine";
import type { ImageSource } from "./image-source.js";
import { meanOf } from "./open-data-file.js";

export interface LoadImagesOptions {
	/** Number of the first one. */
	readonly first: number;
	readonly count: number;
	readonly preprocess: Preprocess;
}

/**
 * Reads images one by one into the numbers that a network takes: one array, in memory that worker threads share, so
 * that there is no second copy.
 *
 * @throws InputError with the number of the image that cannot be read or differs from the first one
 */
export function loadImages(
	source: ImageSource,
	{ first, count, preprocess: spec }: LoadImagesOptions,
): Images {
	const mean = meanOf(spec);
	const read = (n: number): Tensor => {
		try {
			return finite(preprocess(source.read(n), spec, mean));
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			if (error.message.startsWith("data ")) throw error;
			throw new InputError(`data ${source.name}, image ${n}: ${error.message}`);
		}
	};
	const { shape, data } = read(first);
	const values = sizeOf(shape);
	const memory = new SharedArrayBuffer(4 * values * count);
	const images = new Float32Array(memory);
	images.set(data);
	for (let n = 1; n < count; n++) {
		const next = read(first + n);
		if (next.shape.join() !== shape.join())
			throw new InputError(
				`data ${source.name}, image ${first + n}: found ${next.shape.join("×")}, image ${first} has ${shape.join("×")}: state preprocess.resize or crop`,
			);
		images.set(next.data, n * values);
	}
	return { images, count, shape, name: source.name };
}

/** @throws InputError where a value is NaN or infinite */
function finite(image: Tensor): Tensor {
	const { data } = image;
	// 0 · x is NaN where x is NaN or infinite, and so is the sum from there on.
	let zero = 0;
	for (let i = 0; i < data.length; i++) zero += 0 * data[i]!;
	if (zero === 0) return image;
	const at = data.findIndex((value) => !Number.isFinite(value));
	throw new InputError(
		`found ${data[at]} at value ${at}, expected finite numbers`,
	);
}
