import type { WasmKernel } from "../base/wasm-kernel.js";

/** Values that are in a kernel's memory at a time: they stay in the first cache. */
const CHUNK = 2 ** 12;
/** Leaves address 0 and the module's static data alone. */
const VALUES = 1024;

/**
 * Has a kernel work on values in its memory, one chunk after the other.
 *
 * @param work on `count` values at `at`; up to 3 more may be worked on
 * @param out of the same length; may be `values`
 */
export function workInPlace(
	kernel: WasmKernel<unknown>,
	values: Float32Array,
	out: Float32Array,
	work: (at: number, count: number) => void,
): void {
	const memory = kernel.reserve(VALUES + 4 * CHUNK);
	const room = new Float32Array(memory, VALUES, CHUNK);
	for (let first = 0; first < out.length; first += CHUNK) {
		const count = Math.min(CHUNK, out.length - first);
		room.set(values.subarray(first, first + count));
		work(VALUES, count);
		out.set(count < CHUNK ? room.subarray(0, count) : room, first);
	}
}
