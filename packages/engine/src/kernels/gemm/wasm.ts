import { loadWasmKernel } from "../../base/wasm-kernel.js";
import type { Gemm } from "./contract.js";
import { wasmBase64 } from "./gemm.wasm.js";

interface GemmExports {
	scratchBytes(): number;
	// biome-ignore format: one line per matrix, as in gemm.as.ts
	gemm(
		m: number, n: number, k: number,
		a: number, aRow: number, aColumn: number,
		b: number, bRow: number, bColumn: number,
		c: number, accumulate: number, scratch: number,
	): void;
}

/** WebAssembly SIMD; same bits as `referenceGemm`. Holds a copy of the operands in a memory of its own. */
export function createWasmGemm(): Gemm {
	const kernel = loadWasmKernel<GemmExports>(wasmBase64);
	const scratchBytes = kernel.exports.scratchBytes();
	return {
		name: "wasm",
		multiply({ m, n, k, transposeA, transposeB, accumulate }, a, b, c) {
			const aBytes = SCRATCH + scratchBytes;
			const bBytes = aBytes + alignUp(m * k * 4);
			const cBytes = bBytes + alignUp(k * n * 4);
			const memory = kernel.reserve(cBytes + m * n * 4);
			new Float32Array(memory, aBytes, m * k).set(exactly(a, m * k));
			new Float32Array(memory, bBytes, k * n).set(exactly(b, k * n));
			const product = new Float32Array(memory, cBytes, m * n);
			if (accumulate) product.set(exactly(c, m * n));
			else if (k === 0) product.fill(0);
			const [aRow, aColumn] = transposeA ? [1, m] : [k, 1];
			const [bRow, bColumn] = transposeB ? [1, k] : [n, 1];
			// biome-ignore format: one matrix after the other
			kernel.exports.gemm(
				m, n, k, aBytes, aRow, aColumn, bBytes, bRow, bColumn,
				cBytes, accumulate ? 1 : 0, SCRATCH,
			);
			c.set(product);
		},
	};
}

/** Leaves address 0 and the module's static data alone. */
const SCRATCH = 1024;

const alignUp = (bytes: number): number => Math.ceil(bytes / 64) * 64;

const exactly = (array: Float32Array, length: number): Float32Array =>
	array.length === length ? array : array.subarray(0, length);
