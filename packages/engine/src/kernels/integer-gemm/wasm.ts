import { loadWasmKernel, type WasmKernel } from "../../base/wasm-kernel.js";
import {
	checkRange,
	INPUT_RANGE,
	type IntegerGemm,
	type IntegerProduct,
	WEIGHT_RANGE,
} from "./contract.js";
import { wasmBase64 } from "./integer-gemm.wasm.js";

interface Exports {
	// biome-ignore format: one line per matrix, as in integer-gemm.as.ts
	multiply(
		inputs: number, vectors: number, pairs: number,
		weights: number, columns: number, out: number,
		blockPairs: number, factor: number, accumulate: number,
	): void;
}

/** Columns that the kernel sums in registers. */
const TILE = 32;
/** Leaves address 0 and the module's static data alone. */
const WEIGHTS = 1024;
/** Vectors that are in the kernel's memory at a time. */
const BATCH = 256;

/** WebAssembly SIMD. Every packed matrix has a memory of its own, which goes when the product goes. */
export const wasmIntegerGemm: IntegerGemm = {
	name: "wasm",
	pack(weights, rows, columns) {
		const greatestWeight = checkRange(weights, ...WEIGHT_RANGE, "weights");
		const kernel = loadWasmKernel<Exports>(wasmBase64);
		const pairs = Math.ceil(rows / 2);
		const paddedColumns = Math.ceil(columns / TILE) * TILE;
		storeWeights(kernel, weights, rows, columns, paddedColumns);
		const inputsAt = WEIGHTS + pairs * paddedColumns * 4;
		const product: IntegerProduct = (inputs, vectors, out) => {
			const greatestInput = checkRange(inputs, ...INPUT_RANGE, "inputs");
			const outAt = alignUp(inputsAt + BATCH * pairs * 4);
			const memory = kernel.reserve(outAt + BATCH * paddedColumns * 8);
			const shorts = new Int16Array(memory, inputsAt, BATCH * pairs * 2);
			const sums = new Float64Array(memory, outAt, BATCH * paddedColumns);
			const passes = passesFor(greatestInput, greatestWeight, pairs);
			for (let first = 0; first < vectors; first += BATCH) {
				const count = Math.min(BATCH, vectors - first);
				passes.forEach(({ part, factor, blockPairs }, pass) => {
					storeInputs(shorts, inputs, first, count, rows, part);
					// biome-ignore format: one matrix after the other
					kernel.exports.multiply(
						inputsAt, count, pairs, WEIGHTS, paddedColumns, outAt,
						blockPairs, factor, pass,
					);
				});
				for (let v = 0; v < count; v++) {
					const row = sums.subarray(
						v * paddedColumns,
						v * paddedColumns + columns,
					);
					out.set(row, (first + v) * columns);
				}
			}
		};
		return product;
	},
};

const alignUp = (bytes: number): number => Math.ceil(bytes / 64) * 64;

function storeWeights(
	kernel: WasmKernel<Exports>,
	weights: Int32Array,
	rows: number,
	columns: number,
	paddedColumns: number,
): void {
	const length = Math.ceil(rows / 2) * paddedColumns * 2;
	const packed = new Int16Array(
		kernel.reserve(WEIGHTS + length * 2),
		WEIGHTS,
		length,
	);
	for (let r = 0; r < rows; r++) {
		for (let k = 0; k < columns; k++) {
			packed[((r >> 1) * paddedColumns + k) * 2 + (r & 1)] =
				weights[r * columns + k]!;
		}
	}
}

/** One pass over the inputs as 16-bit numbers, or over one of their bytes. */
interface Pass {
	readonly part: "whole" | "low byte" | "high byte";
	readonly factor: number;
	/** Pairs whose products sum to less than 2^31. */
	readonly blockPairs: number;
}

/** Below this many pairs a pass would spend its time on widening sums. */
const SHORTEST_BLOCK = 16;

function passesFor(
	greatestInput: number,
	greatestWeight: number,
	pairs: number,
): readonly Pass[] {
	const blockFor = (greatest: number) =>
		Math.min(
			pairs,
			Math.floor((2 ** 31 - 1) / Math.max(1, 2 * greatest * greatestWeight)),
		);
	const block = blockFor(greatestInput);
	if (greatestInput < 2 ** 15 && block >= Math.min(SHORTEST_BLOCK, pairs)) {
		return [{ part: "whole", factor: 1, blockPairs: Math.max(1, block) }];
	}
	const blockPairs = Math.max(1, blockFor(255));
	return [
		{ part: "low byte", factor: 1, blockPairs },
		{ part: "high byte", factor: 256, blockPairs },
	];
}

function storeInputs(
	shorts: Int16Array,
	inputs: Int32Array,
	first: number,
	count: number,
	rows: number,
	part: Pass["part"],
): void {
	const stride = rows + (rows & 1);
	const shift = part === "high byte" ? 8 : 0;
	const mask = part === "low byte" ? 255 : -1;
	for (let v = 0; v < count; v++) {
		const from = (first + v) * rows;
		for (let r = 0; r < rows; r++) {
			shorts[v * stride + r] = (inputs[from + r]! >> shift) & mask;
		}
		if (rows & 1) shorts[v * stride + rows] = 0;
	}
}
