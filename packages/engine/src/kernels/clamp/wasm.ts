import { loadWasmKernel } from "../../base/wasm-kernel.js";
import { wasmBase64 } from "./clamp.wasm.js";
import type { Clamp } from "./contract.js";

interface Exports {
	clamp(values: number, count: number, min: number, max: number): void;
}

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** Values that are in the kernel's memory at a time: they stay in the first cache. */
const CHUNK = 2 ** 12;
/** Leaves address 0 and the module's static data alone. */
const VALUES = 1024;

/** WebAssembly SIMD: no branches, which values of either sign make the processor guess wrongly. */
export const wasmClamp: Clamp = (values, min, max, out) => {
	const memory = kernel.reserve(VALUES + 4 * CHUNK);
	const room = new Float32Array(memory, VALUES, CHUNK);
	for (let first = 0; first < out.length; first += CHUNK) {
		const count = Math.min(CHUNK, out.length - first);
		room.set(values.subarray(first, first + count));
		kernel.exports.clamp(VALUES, count, min, max);
		out.set(count < CHUNK ? room.subarray(0, count) : room, first);
	}
};
