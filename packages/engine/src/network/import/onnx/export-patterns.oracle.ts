import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createWasmGemm } from "../../../kernels/gemm/wasm.js";
import { runFloatReference } from "../../float-reference.js";
import { importOnnx } from "./import-onnx.js";

// Small networks as exporters write them, with what ONNX Runtime 1.30.0 makes of two images each; written by
// export-patterns.oracle.py.
interface Pattern {
	readonly name: string;
	/** The file, base64. */
	readonly model: string;
	readonly images: readonly number[];
	readonly output: readonly number[];
	/** Of the greatest output; a step of the codes where the network is quantised. */
	readonly tolerance: number;
}

const path = new URL("./export-patterns.oracle.jsonl", import.meta.url);
const patterns = readFileSync(path, "utf8")
	.trim()
	.split("\n")
	.map((line): Pattern => JSON.parse(line));

describe("networks as exporters write them give what ONNX Runtime gives", () => {
	test.each(patterns)("$name", ({ model, images, output, tolerance }) => {
		const network = importOnnx(Buffer.from(model, "base64"));
		const answer = runFloatReference(network, Float32Array.from(images), {
			gemm: createWasmGemm(),
		});
		expect(answer.length).toBe(output.length);
		const reach = output.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
		for (const [i, value] of output.entries())
			expect(Math.abs(answer[i]! - value)).toBeLessThan(
				tolerance * Math.max(reach, 1),
			);
	});
});
