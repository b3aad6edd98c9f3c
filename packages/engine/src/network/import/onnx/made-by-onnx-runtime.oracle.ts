import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createWasmGemm } from "../../../kernels/gemm/wasm.js";
import { runFloatReference } from "../../float-reference.js";
import { importOnnx } from "./import-onnx.js";

// A small network as ONNX Runtime 1.30 writes it, quantised in three ways and optimised, with its outputs.
const folder = new URL("./made-by-onnx-runtime/", import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, folder));
const outputs: Readonly<Record<string, readonly number[]>> = JSON.parse(
	read("outputs.json").toString(),
);

/** Exact, but for the order of float32 additions; of a network of float operators between codes 1 code of the last. */
const TOLERANCES = {
	qoperator: 0,
	qdq: 0.02,
	dynamic: 1e-5,
	optimised: 1e-5,
} as const;

test.each(Object.entries(TOLERANCES))(
	"what its tools write, %s, computes what it computes",
	(name, tolerance) => {
		const network = importOnnx(read(`${name}.onnx`));
		const images = Float32Array.from(
			{ length: 2 * 3 * 8 * 8 },
			(_, n) => 2 * Math.sin(n),
		);
		const found = runFloatReference(network, images, {
			gemm: createWasmGemm(),
		});
		const expected = outputs[name]!;
		const reach = Math.max(...expected.map(Math.abs));
		expect(found.length).toBe(expected.length);
		for (const [i, value] of expected.entries())
			expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(
				tolerance * reach,
			);
	},
);
