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
	const memory = new WebAssembly.Memory({ initial: 1 });
	const instance = new WebAssembly.Instance(moduleOf(deflated), {
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

const compiled = new Map<string, WebAssembly.Module>();

/** Kernels that are packed anew for every layer are compiled once. */
function moduleOf(deflated: string): WebAssembly.Module {
	const known = compiled.get(deflated);
	if (known) return known;
	const packed = Uint8Array.from(atob(deflated), (character) =>
		character.charCodeAt(0),
	);
	const module = new WebAssembly.Module(new Uint8Array(inflateSync(packed)));
	compiled.set(deflated, module);
	return module;
}
