import { loadWasmKernel } from "../../base/wasm-kernel.js";
import type { Requantize } from "./contract.js";
import { referenceRequantize } from "./reference.js";
import { wasmBase64 } from "./requantize.wasm.js";

interface Exports {
	readonly requantize: RequantizeImage;
	readonly requantizeInFloat32: RequantizeImage;
}

// biome-ignore format: as in requantize.as.ts
type RequantizeImage = (
	sums: number, positions: number, outputs: number, bias: number, scales: number,
	least: number, greatest: number, outputScale: number, half: number, whole: number,
	min: number, max: number, to: number,
) => void;

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** Leaves address 0 and the module's static data alone. */
const START = 1024;

/** WebAssembly SIMD, an image at a time; activation functions that do more than clamp run in JavaScript. */
export const wasmRequantize: Requantize = (how, sums, images, out) => {
	const { outputs, positions, channels, firstChannel } = how;
	const { activation, precision, rule } = how;
	if (typeof activation === "function")
		return referenceRequantize(how, sums, images, out);
	const scalesAt = align(START + (outputs + 1) * 8);
	const sumsAt = align(scalesAt + (outputs + 1) * 8);
	const size = positions * outputs;
	// Two outputs are loaded at a time.
	const codesAt = align(sumsAt + (size + 1) * 8);
	const memory = kernel.reserve(codesAt + size * 2);
	new Float64Array(memory, START, outputs).set(how.bias);
	new Float64Array(memory, scalesAt, outputs).set(how.scales);
	const given = new Float64Array(memory, sumsAt, size);
	const Codes = out.constructor as new (
		memory: ArrayBuffer,
		at: number,
		length: number,
	) => typeof out;
	const made = new Codes(memory, codesAt, size);
	const { requantize, requantizeInFloat32 } = kernel.exports;
	const requantizeImage =
		precision === "float32" ? requantizeInFloat32 : requantize;
	for (let image = 0; image < images; image++) {
		given.set(sums.subarray(image * size, (image + 1) * size));
		// biome-ignore format: places and sizes, then numbers
		requantizeImage(
			sumsAt, positions, outputs, START, scalesAt,
			activation.least, activation.greatest, rule.scale, rule.half, rule.whole,
			rule.min, rule.max, codesAt,
		);
		out.set(made, (image * channels + firstChannel) * positions);
	}
};

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;
