import { loadWasmKernel } from "../../base/wasm-kernel.js";
import { workInPlace } from "../work-in-place.js";
import { wasmBase64 } from "./clamp.wasm.js";
import type { Clamp } from "./contract.js";

interface Exports {
	clamp(values: number, count: number, min: number, max: number): void;
}

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** WebAssembly SIMD: no branches, which values of either sign make the processor guess wrongly. */
export const wasmClamp: Clamp = (values, min, max, out) => {
	workInPlace(kernel, values, out, (at, count) => {
		kernel.exports.clamp(at, count, min, max);
	});
};
