import type { Codes } from "../../base/codes.js";
import { loadWasmKernel } from "../../base/wasm-kernel.js";
import type { MaxPool } from "./contract.js";
import { wasmBase64 } from "./max-pool.wasm.js";

// biome-ignore format: as in max-pool.as.ts
type Pool = (
	from: number, to: number, planes: number, height: number, width: number, kernelHeight: number, kernelWidth: number,
	strideY: number, strideX: number, padTop: number, padLeft: number, outputHeight: number, outputWidth: number,
	scratch: number,
) => void;

type Exports = Readonly<
	Record<"maxPoolI16" | "maxPoolU16" | "maxPoolF32", Pool>
>;

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** Leaves address 0 and the module's static data alone. */
const START = 1024;
/** What a step of 16 bytes may read or write past its end. */
const SLACK = 64;
/** Planes that are in the kernel's memory at a time, in bytes. */
const CHUNK_BYTES = 2 ** 18;

/** WebAssembly SIMD. */
export const wasmMaxPool: MaxPool = (geometry, planes, out) => {
	const { height, width, kernel: window, strides, padTopLeft } = geometry;
	const { outputHeight, outputWidth } = geometry;
	const size = height * width;
	const outputSize = outputHeight * outputWidth;
	const bytes = planes.BYTES_PER_ELEMENT;
	const count = planes.length / size;
	const chunk = Math.min(
		count,
		Math.max(1, Math.floor(CHUNK_BYTES / (size * bytes))),
	);
	const scratch = align(START + chunk * size * bytes + SLACK);
	const to = align(scratch + width * bytes + SLACK);
	const memory = kernel.reserve(to + chunk * outputSize * bytes + SLACK);
	const Values = planes.constructor as new (
		memory: ArrayBuffer,
		at: number,
		length: number,
	) => typeof planes;
	const pool = kernel.exports[nameOf(planes)];
	for (let first = 0; first < count; first += chunk) {
		const last = Math.min(first + chunk, count);
		const inputs = planes.subarray(first * size, last * size);
		new Values(memory, START, inputs.length).set(inputs);
		// biome-ignore format: places, then sizes
		pool(
			START, to, last - first, height, width, window[0], window[1],
			strides[0], strides[1], padTopLeft[0], padTopLeft[1], outputHeight, outputWidth, scratch,
		);
		out.set(
			new Values(memory, to, (last - first) * outputSize),
			first * outputSize,
		);
	}
};

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;

function nameOf(values: Float32Array | Codes): keyof Exports {
	if (values instanceof Float32Array) return "maxPoolF32";
	return values instanceof Int16Array ? "maxPoolI16" : "maxPoolU16";
}
