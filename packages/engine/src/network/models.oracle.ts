import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parseCifar10 } from "../base/cifar10.js";
import { parseIdx } from "../base/idx.js";
import { parseNpy } from "../base/npy.js";
import { sizeOf } from "../base/tensor.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { runFloatReference } from "./float-reference.js";
import { importOnnx } from "./import/onnx/import-onnx.js";
import { layerShapes, macsOf } from "./layer-shape.js";
import type { Network } from "./network.js";

// Trained networks, their logits and classes from onnxruntime-node 1.30 (optimisation level basic), and shapes
// without weights with the totals of their sources.
const data = fileURLToPath(
	new URL("../../../../../shared/data/", import.meta.url),
);
const IMAGES = 300;
const BATCH = 100;

interface Meta {
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

describe.skipIf(!existsSync(data))("a trained network", () => {
	const metas = readMetas();
	const withImages = metas.filter(({ dataset }) => dataset !== "imagenet");

	test.each(metas)("$name has the layers of its source", (meta) => {
		const layers = layerShapes(open(meta));
		expect(sum(layers.map(macsOf))).toBe(meta.macs);
		expect(
			sum(layers.map((layer) => layer.rows * layer.outputs * layer.groups)),
		).toBe(meta.weights);
	});

	test.each(withImages)("$name gives the logits of ONNX Runtime", (meta) => {
		const network = open(meta);
		const expected = parseNpy(
			file(meta, "expected_logits_first20.npy"),
			meta.name,
		).data;
		const actual = run(network, imagesOf(meta, 20), 20);
		const largest = Math.max(...Array.from(expected, Math.abs));
		const code = outputCode(network);
		expect(actual.length).toBe(expected.length);
		for (const [i, value] of expected.entries()) {
			const relative = 1e-4 * Math.max(Math.abs(value), 0.01 * largest);
			// Dequantised sums meet ties, which the order of float32 additions decides: two of our own kernels that add
			// in opposite orders differ by up to 2 codes in resnet8-mlperf-int8.
			const allowed = code === undefined ? relative : 2.001 * code;
			expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(allowed);
		}
	});

	test.each(withImages)("$name classifies as ONNX Runtime does", (meta) => {
		const network = open(meta);
		const scores = run(network, imagesOf(meta, IMAGES), IMAGES);
		const bytes = file(meta, "expected_top1_u16.bin");
		const expected = Array.from({ length: IMAGES }, (_, i) =>
			bytes.readUInt16LE(2 * i),
		);
		const classes = scores.length / IMAGES;
		const best = expected.map((_, image) => {
			const own = scores.subarray(image * classes, (image + 1) * classes);
			return own.indexOf(Math.max(...own));
		});
		// A difference of one code in a quantised network may turn a tie.
		const differing = best.filter((label, i) => label !== expected[i]).length;
		expect(differing).toBeLessThanOrEqual(
			outputCode(network) === undefined ? 0 : 1,
		);
	});
});

describe.skipIf(!existsSync(data))("a network without weights", () => {
	const rows = existsSync(data)
		? readFileSync(join(data, "arch/totals.csv"), "utf8").trim().split("\n")
		: [];
	const totals = rows.slice(1).map((row) => {
		const [name, , , layers, weights, macs] = row.split(",");
		return { name: name!, totals: [layers, weights, macs].map(Number) };
	});

	test.each(totals)(
		"$name has the totals of its source",
		({ name, totals }) => {
			const bytes = readFileSync(join(data, `arch/${name}.onnx`));
			expect(() => importOnnx(bytes)).toThrow("model needs 1 input");
			const network = importOnnx(bytes, name, { weights: "optional" });
			const layers = layerShapes(network);
			const weights = layers.map(
				(layer) => layer.rows * layer.outputs * layer.groups,
			);
			expect([layers.length, sum(weights), sum(layers.map(macsOf))]).toEqual(
				totals,
			);
			expect(() => run(network, new Float32Array(), 0)).toThrow(
				"has shapes but no weights",
			);
		},
	);
});

function readMetas(): readonly Meta[] {
	if (!existsSync(data)) return [];
	return readdirSync(join(data, "models"))
		.map((name) => join(data, "models", name, "meta.json"))
		.filter((path) => existsSync(path))
		.map((path) => JSON.parse(readFileSync(path, "utf8")));
}

function file({ name }: Meta, path: string): Buffer {
	return readFileSync(join(data, "models", name, path));
}

function open(meta: Meta): Network {
	return importOnnx(file(meta, "model.onnx"), meta.name);
}

const sum = (values: readonly number[]): number =>
	values.reduce((a, b) => a + b, 0);

function run(network: Network, images: Float32Array, count: number) {
	const gemm = createWasmGemm();
	const size = sizeOf(network.input.shape);
	const scores: number[] = [];
	for (let first = 0; first < count; first += BATCH) {
		const last = Math.min(first + BATCH, count);
		const batch = images.subarray(first * size, last * size);
		scores.push(...runFloatReference(network, batch, { gemm }));
	}
	if (count === 0) runFloatReference(network, images, { gemm });
	return Float64Array.from(scores);
}

/** What one code of the output is worth, of a quantised network. */
function outputCode({ nodes }: Network): number | undefined {
	const last = nodes.findLast(({ kind }) => kind === "dequantize-linear");
	return last?.kind === "dequantize-linear" ? last.scale.data[0] : undefined;
}

/** The first images, preprocessed as the network's source says. */
function imagesOf(meta: Meta, count: number): Float32Array {
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
					? parseNpy(readFileSync(join(data, mean.split(" ")[0]!)), mean).data
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

function pixelsOf({ dataset }: Meta, count: number): ArrayLike<number> {
	switch (dataset) {
		case "mnist": {
			const path = join(data, "mnist/t10k-images-idx3-ubyte.gz");
			const images = parseIdx(gunzipSync(readFileSync(path)), path);
			return images.data.subarray(0, count * 28 * 28);
		}
		case "cifar10": {
			const path = join(data, "cifar10/test_0000_4999.bin");
			const { images } = parseCifar10(readFileSync(path), path);
			return images.data.subarray(0, count * 3 * 32 * 32);
		}
		case "kws": {
			const path = join(data, "kws/kws01_x_int8_1000x49x10.bin");
			return Int8Array.from(readFileSync(path).subarray(0, count * 490));
		}
		case "imagenet":
			throw new Error("JPEG images are not read here");
		default:
			throw dataset satisfies never;
	}
}
