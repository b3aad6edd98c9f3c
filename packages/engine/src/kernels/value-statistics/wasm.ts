import { loadWasmKernel } from "../../base/wasm-kernel.js";
import type { ValueStatistics } from "./contract.js";
import { wasmBase64 } from "./value-statistics.wasm.js";

interface Exports {
	addRange(values: number, count: number, seen: number): void;
	// biome-ignore format: as in value-statistics.as.ts
	countMagnitudes(
		values: number, count: number, binsPerUnit: number, bins: number, counts: number,
	): void;
}

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** Values that are in the kernel's memory at a time: they stay in the first cache. */
const CHUNK = 2 ** 12;
const LANES = 4;
/** Leaves address 0 and the module's static data alone. */
const VALUES = 1024;
/** Of three vectors of lanes, or counts. */
const SEEN = VALUES + 4 * CHUNK;

/** WebAssembly, SIMD where it can be. */
export const wasmValueStatistics: ValueStatistics = {
	rangeOf(values) {
		const memory = kernel.reserve(SEEN + 4 * 3 * LANES);
		const room = new Float32Array(memory, VALUES, CHUNK);
		const seen = new Float32Array(memory, SEEN, 3 * LANES);
		seen.fill(Number.POSITIVE_INFINITY, 0, LANES);
		seen.fill(Number.NEGATIVE_INFINITY, LANES, 2 * LANES);
		seen.fill(0, 2 * LANES);
		for (let first = 0; first < values.length; first += CHUNK) {
			const part = values.subarray(first, first + CHUNK);
			const count = Math.ceil(part.length / LANES) * LANES;
			room.set(part);
			// What is there already changes nothing.
			room.fill(part[0]!, part.length, count);
			kernel.exports.addRange(VALUES, count, SEEN);
		}
		return {
			min: Math.min(...seen.subarray(0, LANES)) + 0,
			max: Math.max(...seen.subarray(LANES, 2 * LANES)) + 0,
			isFinite: seen.subarray(2 * LANES).every((zero) => zero === 0),
		};
	},
	countMagnitudes(values, binsPerUnit, counts) {
		const bins = counts.length / 2;
		const memory = kernel.reserve(SEEN + 4 * (counts.length + 1));
		const room = new Float32Array(memory, VALUES, CHUNK);
		const counted = new Uint32Array(memory, SEEN, counts.length + 1);
		counted.fill(0);
		for (let first = 0; first < values.length; first += CHUNK) {
			const part = values.subarray(first, first + CHUNK);
			room.set(part);
			// biome-ignore format: places and sizes
			kernel.exports.countMagnitudes(
				VALUES, part.length, binsPerUnit, bins, SEEN,
			);
		}
		for (let bin = 0; bin < counts.length; bin++) counts[bin]! += counted[bin]!;
		return counted[counts.length]!;
	},
};
