import type { ByteTensor } from "./idx.js";
import { InputError } from "./input-error.js";

/** Images and the class of each. */
export interface LabelledBytes {
	/** `[count, 3, 32, 32]`: red, green, blue */
	readonly images: ByteTensor;
	readonly labels: Uint8Array;
}

const PIXELS = 3 * 32 * 32;
const RECORD = 1 + PIXELS;
const CLASSES = 10;

/** Reads a batch of CIFAR-10 in its binary form: for each image one byte of class, then the planes of its colours. */
export function parseCifar10(bytes: Uint8Array, name: string): LabelledBytes {
	const count = bytes.length / RECORD;
	if (!Number.isInteger(count) || count === 0) {
		throw new InputError(
			`${name}: ${bytes.length} bytes are no whole number of CIFAR-10 images of ${RECORD} bytes`,
		);
	}
	const labels = new Uint8Array(count);
	const data = new Uint8Array(count * PIXELS);
	for (let image = 0; image < count; image++) {
		const at = image * RECORD;
		labels[image] = bytes[at]!;
		if (labels[image]! >= CLASSES)
			throw new InputError(
				`${name}: image ${image} has class ${labels[image]}, CIFAR-10 has 0 … ${CLASSES - 1}`,
			);
		data.set(bytes.subarray(at + 1, at + RECORD), image * PIXELS);
	}
	return { images: { shape: [count, 3, 32, 32], data }, labels };
}
