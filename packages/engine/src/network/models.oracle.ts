import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseNpy } from "../base/npy.js";
import { sizeOf } from "../base/tensor.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { exportOnnx } from "./export/export-onnx.js";
import { runFloatReference } from "./float-reference.js";
import { importOnnx } from "./import/onnx/import-onnx.js";
import { layerShapes, macsOf } from "./layer-shape.js";
import type { Network } from "./network.js";
import {
	modelFile,
	modelImages,
	openModel,
	sharedData,
	trainedModels,
} from "./trained-models.support.js";

// Trained networks, their logits and classes from onnxruntime-node 1.30 (optimisation level basic), and shapes
// without weights with the totals of their sources.
const IMAGES = 300;
const BATCH = 100;

describe.skipIf(!existsSync(sharedData))("a trained network", () => {
	const metas = trainedModels();
	const withImages = metas.filter(({ dataset }) => dataset !== "imagenet");

	test.each(metas)("$name has the layers of its source", (meta) => {
		const layers = layerShapes(openModel(meta));
		expect(sum(layers.map(macsOf))).toBe(meta.macs);
		expect(
			sum(layers.map((layer) => layer.rows * layer.outputs * layer.groups)),
		).toBe(meta.weights);
	});

	test.each(withImages)("$name gives the logits of ONNX Runtime", (meta) => {
		const network = openModel(meta);
		const expected = parseNpy(
			modelFile(meta, "expected_logits_first20.npy"),
			meta.name,
		).data;
		const actual = run(network, modelImages(meta, 20), 20);
		const largest = Math.max(...Array.from(expected, Math.abs));
		const code = outputCode(network);
		expect(actual.length).toBe(expected.length);
		for (const [i, value] of expected.entries()) {
			const relative = 1e-4 * Math.max(Math.abs(value), 0.01 * largest);
			// Dequantised sums come close to ties, and the order of float32 additions decides on which side they fall: two of
			// our own kernels that add in opposite orders differ by up to 2 codes in resnet8-mlperf-int8.
			const allowed = code === undefined ? relative : 2.001 * code;
			expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(allowed);
		}
	});

	test.each(withImages)("$name is the same when it was written", (meta) => {
		const network = openModel(meta);
		const again = importOnnx(exportOnnx(network));
		const images = modelImages(meta, 2);
		expect(run(again, images, 2)).toEqual(run(network, images, 2));
		expect(layerShapes(again)).toEqual(layerShapes(network));
	});

	test.each(withImages)("$name classifies as ONNX Runtime does", (meta) => {
		const network = openModel(meta);
		const scores = run(network, modelImages(meta, IMAGES), IMAGES);
		const bytes = modelFile(meta, "expected_top1_u16.bin");
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

describe.skipIf(!existsSync(sharedData))("a network without weights", () => {
	const rows = existsSync(sharedData)
		? readFileSync(join(sharedData, "arch/totals.csv"), "utf8")
				.trim()
				.split("\n")
		: [];
	const totals = rows.slice(1).map((row) => {
		const [name, , , layers, weights, macs] = row.split(",");
		return { name: name!, totals: [layers, weights, macs].map(Number) };
	});

	test.each(totals)(
		"$name has the totals of its source",
		({ name, totals }) => {
			const bytes = readFileSync(join(sharedData, `arch/${name}.onnx`));
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
