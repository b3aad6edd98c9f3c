import { loadWasmKernel } from "../../base/wasm-kernel.js";
import { wasmBase64 } from "./add-codes.wasm.js";
import type { AddCodes } from "./contract.js";
import { singleAddition } from "./single-addition.js";

interface Exports {
	// biome-ignore format: as in add-codes.as.ts
	addCodes(
		a: number, signedA: number, scaleA: number, zeroA: number,
		b: number, signedB: number, scaleB: number, zeroB: number, count: number,
		least: number, greatest: number, outputScale: number, half: number, whole: number,
		min: number, max: number, to: number,
	): void;
	// biome-ignore format: likewise
	addCodesInFloat32(
		a: number, signedA: number, ratioA: number, leastA: number,
		b: number, signedB: number, ratioB: number, leastB: number, count: number,
		offset: number, whole: number, min: number, max: number, to: number,
	): void;
}

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** Codes that are in the kernel's memory at a time, of each tensor. */
const CHUNK = 2 ** 14;
/** Leaves address 0 and the module's static data alone. */
const A = 1024;
const B = A + 2 * CHUNK;
const TO = B + 2 * CHUNK;

/** WebAssembly SIMD. */
export const wasmAddCodes: AddCodes = (how, a, b, out) => {
	const { worths, activation, precision, rule } = how;
	const { ratios, offset, lowest, highest } = singleAddition(how);
	const memory = kernel.reserve(TO + 2 * CHUNK);
	const [first, second, sum] = [A, B, TO].map(
		(at) => new Int16Array(memory, at, CHUNK),
	) as [Int16Array, Int16Array, Int16Array];
	for (let start = 0; start < out.length; start += CHUNK) {
		const count = Math.min(CHUNK, out.length - start);
		first.set(a.subarray(start, start + count));
		second.set(b.subarray(start, start + count));
		if (precision === "float32") {
			// biome-ignore format: operands, sizes, numbers
			kernel.exports.addCodesInFloat32(
				A, isSigned(a), ratios[0], worths[0].least,
				B, isSigned(b), ratios[1], worths[1].least, count,
				offset, rule.min, lowest + rule.min, highest + rule.min, TO,
			);
		} else {
			// biome-ignore format: operands, sizes, numbers
			kernel.exports.addCodes(
				A, isSigned(a), worths[0].scale, worths[0].zeroPoint,
				B, isSigned(b), worths[1].scale, worths[1].zeroPoint, count,
				activation.least, activation.greatest, rule.scale, rule.half, rule.whole,
				rule.min, rule.max, TO,
			);
		}
		out.set(sum.subarray(0, count), start);
	}
};

const isSigned = (codes: Int16Array | Uint16Array): number =>
	codes instanceof Int16Array ? 1 : 0;
