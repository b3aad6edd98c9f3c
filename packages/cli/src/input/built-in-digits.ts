import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type ByteTensor, InputError, parseIdx } from "@mho/engine";
import { DIGITS } from "../packaged-folders.js";
import { readInputFile } from "./read-input-file.js";

const IMAGES_PER_FILE = 2000;
const IMAGE_BYTES = 28 * 28;

export interface BuiltInDigits {
	/** grey levels, [wanted × 28 × 28] */
	readonly pixels: Uint8Array;
	readonly labels: Uint8Array;
}

/**
 * The first digits of the training or the test split. Only the files that hold them are unpacked.
 *
 * @throws InputError where there are fewer
 */
export function builtInDigits(
	split: "train" | "t10k",
	wanted: number,
): BuiltInDigits {
	const labels = readIdx(`${split}-labels.gz`).data;
	if (wanted > labels.length)
		throw new InputError(
			`--images: found ${wanted}, mnist has ${labels.length} ${split === "train" ? "training" : "test"} images`,
		);
	const pixels = new Uint8Array(wanted * IMAGE_BYTES);
	for (let first = 0; first < wanted; first += IMAGES_PER_FILE) {
		const { data } = readIdx(`${split}-images-${first}.gz`);
		const count = Math.min(IMAGES_PER_FILE, wanted - first);
		pixels.set(data.subarray(0, count * IMAGE_BYTES), first * IMAGE_BYTES);
	}
	return { pixels, labels: labels.subarray(0, wanted) };
}

function readIdx(name: string): ByteTensor {
	const bytes = readInputFile(join(DIGITS, name), "data");
	return parseIdx(gunzipSync(bytes), name);
}
