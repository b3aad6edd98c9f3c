import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { parseCifar10 } from "../base/cifar10.js";
import { parseIdx } from "../base/idx.js";
import { parseNpy } from "../base/npy.js";
import { importOnnx } from "./import/onnx/import-onnx.js";
import type { Network } from "./network.js";

/** Trained networks that are kept beside the repo: what they are, and images for them. */
export const sharedData = fileURLToPath(
	new URL("../../../../../shared/data/", import.meta.url),
);

export interface TrainedModel {
	readonly name: string;
	readonly dataset: "mnist" | "cifar10" | "kws" | "imagenet";
	readonly macs: number;
	readonly weights: number;
	readonly input: {
		readonly preprocess: {
			readonly mean?: readonly number[] | string;
			readonly std?: readonly number[];
		};
	};
}

export function trainedModels(): readonly TrainedModel[] {
	if (!existsSync(sharedData)) return [];
	return readdirSync(join(sharedData, "models"))
		.map((name) => join(sharedData, "models", name, "meta.json"))
		.filter((path) => existsSync(path))
		.map((path) => JSON.parse(readFileSync(path, "utf8")));
}

export function modelFile({ name }: TrainedModel, path: string): Buffer {
	return readFileSync(join(sharedData, "models", name, path));
}

export function openModel(meta: TrainedModel): Network {
	return importOnnx(modelFile(meta, "model.onnx"), meta.name);
}

/** The first images, preprocessed as the network's source says. */
export function modelImages(meta: TrainedModel, count: number): Float32Array {
	const pixels = pixelsOf(meta, count);
	const size = pixels.length / count;
	const { mean, std = [1] } = meta.input.preprocess;
	switch (meta.name) {
		case "bnn-cnv-cifar10":
			return Float32Array.from(pixels, (p) => {
				const rounded = Math.floor(((2 * p) / 255 - 1) * 128 + 0.5);
				return Math.min(Math.max(rounded, -128), 127) / 128;
			});
		case "bnn-lfc-mnist":
			return Float32Array.from(pixels, (p) => (p >= 128 ? 1 : -1));
		case "kws-dscnn":
		case "kws-dscnn-int8":
			return Float32Array.from(pixels, (q) => (q - 83) * 0.5847029);
		default: {
			const means =
				typeof mean === "string"
					? parseNpy(readFileSync(join(sharedData, mean.split(" ")[0]!)), mean)
							.data
					: Float32Array.from(mean ?? [0]);
			// One mean for all values, for each channel, or for each pixel.
			const meanOf = (i: number): number =>
				means[Math.floor(((i % size) * means.length) / size)]!;
			const stdOf = (i: number): number =>
				std[Math.floor(((i % size) * std.length) / size)]!;
			return Float32Array.from(pixels, (p, i) => (p - meanOf(i)) / stdOf(i));
		}
	}
}

function pixelsOf({ dataset }: TrainedModel, count: number): ArrayLike<number> {
	switch (dataset) {
		case "mnist": {
			const path = join(sharedData, "mnist/t10k-images-idx3-ubyte.gz");
			const images = parseIdx(gunzipSync(readFileSync(path)), path);
			return images.data.subarray(0, count * 28 * 28);
		}
		case "cifar10": {
			const path = join(sharedData, "cifar10/test_0000_4999.bin");
			const { images } = parseCifar10(readFileSync(path), path);
			return images.data.subarray(0, count * 3 * 32 * 32);
		}
		case "kws": {
			const path = join(sharedData, "kws/kws01_x_int8_1000x49x10.bin");
			return Int8Array.from(readFileSync(path).subarray(0, count * 490));
		}
		case "imagenet":
			throw new Error("JPEG images are not read here");
		default:
			throw dataset satisfies never;
	}
}
