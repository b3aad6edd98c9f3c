/**
 * What the engine uses of the platform beyond ECMAScript: present in Node, in browsers and in workers, but
 * only declared by the DOM and Node type libraries, which the engine does without.
 */
declare function atob(base64: string): string;

declare class TextDecoder {
	decode(bytes: Uint8Array): string;
}

declare namespace WebAssembly {
	class Module {
		constructor(bytes: Uint8Array);
	}
	class Instance {
		constructor(
			module: Module,
			imports: Record<string, Record<string, Memory>>,
		);
		readonly exports: Readonly<Record<string, unknown>>;
	}
	class Memory {
		constructor(descriptor: { initial: number });
		readonly buffer: ArrayBuffer;
		/** Adds pages of 64 KiB; views of the old `buffer` become empty. */
		grow(pages: number): number;
	}
}
