import { inflateSync } from "fflate";

/** A WebAssembly kernel with a memory of its own that grows to the largest problem seen. */
export interface WasmKernel<Exports> {
	readonly exports: Exports;
	/**
	 * Makes the memory at least `bytes` long. Growing empties all earlier views of `memory.buffer`, so make
	 * views after this call.
	 */
	reserve(bytes: number): ArrayBuffer;
}

/**
 * Compiles and instantiates synchronously: the kernels are small. `Exports` is not checked.
 *
 * @param deflated base64 of the deflated module: what a page loads gets no smaller when its host compresses base64 of it
 */
export function loadWasmKernel<Exports>(deflated: string): WasmKernel<Exports> {
	const packed = Uint8Array.from(atob(deflated), (character) =>
		character.charCodeAt(0),
	);
	const bytes = new Uint8Array(inflateSync(packed));
	const memory = new WebAssembly.Memory({ initial: 1 });
	const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
		env: { memory },
	});
	return {
		exports: instance.exports as Exports,
		reserve(bytes) {
			const missing = bytes - memory.buffer.byteLength;
			if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
			return memory.buffer;
		},
	};
}

const PAGE_BYTES = 65536;
