import { vi } from "vitest";

/** The engine with its readable kernels alone: what the fast ones export, by the definitions; WebAssembly is not there. */
vi.mock(
	import("./packages/engine/src/kernels/crossbar-mvm/wasm.js"),
	async () => {
		const { createReferenceCrossbarMvm } = await import(
			"./packages/engine/src/kernels/crossbar-mvm/reference.js"
		);
		return { createWasmCrossbarMvm: createReferenceCrossbarMvm };
	},
);
vi.mock(import("./packages/engine/src/kernels/gemm/wasm.js"), async () => {
	const { referenceGemm } = await import(
		"./packages/engine/src/kernels/gemm/reference.js"
	);
	return { createWasmGemm: () => referenceGemm };
});
vi.mock(
	import("./packages/engine/src/kernels/integer-gemm/wasm.js"),
	async () => {
		const { referenceIntegerGemm } = await import(
			"./packages/engine/src/kernels/integer-gemm/reference.js"
		);
		return { wasmIntegerGemm: referenceIntegerGemm };
	},
);
vi.mock(
	import("./packages/engine/src/kernels/lower-convolution/wasm.js"),
	async () => {
		const { referenceLowerConvolution } = await import(
			"./packages/engine/src/kernels/lower-convolution/reference.js"
		);
		return { wasmLowerConvolution: referenceLowerConvolution };
	},
);
vi.mock(import("./packages/engine/src/kernels/max-pool/wasm.js"), async () => {
	const { referenceMaxPool } = await import(
		"./packages/engine/src/kernels/max-pool/reference.js"
	);
	return { wasmMaxPool: referenceMaxPool };
});
vi.mock(
	import("./packages/engine/src/kernels/requantize/wasm.js"),
	async () => {
		const { referenceRequantize } = await import(
			"./packages/engine/src/kernels/requantize/reference.js"
		);
		return { wasmRequantize: referenceRequantize };
	},
);
vi.mock(import("./packages/engine/src/kernels/add-codes/wasm.js"), async () => {
	const { referenceAddCodes } = await import(
		"./packages/engine/src/kernels/add-codes/reference.js"
	);
	return { wasmAddCodes: referenceAddCodes };
});
vi.mock(
	import("./packages/engine/src/kernels/look-up-codes/wasm.js"),
	async () => {
		const { referenceLookUpCodes } = await import(
			"./packages/engine/src/kernels/look-up-codes/reference.js"
		);
		return { wasmLookUpCodes: referenceLookUpCodes };
	},
);
vi.mock(
	import("./packages/engine/src/kernels/quantize-linear/wasm.js"),
	async () => {
		const { referenceQuantizeLinear } = await import(
			"./packages/engine/src/kernels/quantize-linear/reference.js"
		);
		return { wasmQuantizeLinear: referenceQuantizeLinear };
	},
);
vi.mock(
	import("./packages/engine/src/kernels/value-statistics/wasm.js"),
	async () => {
		const { referenceValueStatistics } = await import(
			"./packages/engine/src/kernels/value-statistics/reference.js"
		);
		return { wasmValueStatistics: referenceValueStatistics };
	},
);
vi.mock(import("./packages/engine/src/kernels/clamp/wasm.js"), async () => {
	const { referenceClamp } = await import(
		"./packages/engine/src/kernels/clamp/reference.js"
	);
	return { wasmClamp: referenceClamp };
});
vi.mock(
	import("./packages/engine/src/kernels/wire-network/wasm.js"),
	async () => {
		const { createReferenceWireSolver } = await import(
			"./packages/engine/src/kernels/wire-network/reference.js"
		);
		return { createWasmWireSolver: createReferenceWireSolver };
	},
);
// biome-ignore lint/suspicious/noExplicitAny: taken away on purpose
(globalThis as any).WebAssembly = undefined;
