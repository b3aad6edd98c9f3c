import { loadWasmKernel, type WasmKernel } from "../../base/wasm-kernel.js";
import {
	greatestWeight,
	type IntegerGemm,
	type IntegerProduct,
} from "./contract.js";
import { wasmBase64 } from "./integer-gemm.wasm.js";

interface Exports {
	// biome-ignore format: one line per matrix, as in integer-gemm.as.ts
	multiply(
		inputs: number, vectors: number, pairs: number,
		weights: number, columns: number, out: number, edge: number,
		blockPairs: number, factor: number, accumulate: number,
	): void;
	greatest(codes: number, count: number, signed: number): number;
	// biome-ignore format: as in integer-gemm.as.ts
	packInputs(
		codes: number, vectors: number, rows: number, part: number, signed: number, to: number,
	): void;
}

/** Vectors and columns that the kernel sums in registers. */
const TILE_VECTORS = 4;
const TILE = 8;
/** Leaves address 0 and the module's static data alone. */
const WEIGHTS = 1024;
/** Vectors that are in the kernel's memory at a time. */
const BATCH = 256;
/** What a step of 16 bytes may read or write past its end. */
const SLACK = 64;

/**
 * WebAssembly SIMD. What is packed has a memory of its own, which goes when the product goes; all groups share one, for a
 * process has room for some thousands of memories and a network may have more groups.
 */
export const wasmIntegerGemm: IntegerGemm = {
	name: "wasm",
	pack(weights, rows, columns, groups = 1) {
		const weight = greatestWeight(weights);
		const kernel = loadWasmKernel<Exports>(wasmBase64);
		const pairs = Math.ceil(rows / 2);
		const paddedColumns = Math.ceil(columns / TILE) * TILE;
		const size = pairs * paddedColumns * 4;
		const edgeAt = alignUp(WEIGHTS + groups * size);
		kernel.reserve(edgeAt);
		for (let group = 0; group < groups; group++) {
			const first = group * rows * columns;
			const own = weights.subarray(first, first + rows * columns);
			storeWeights(kernel, WEIGHTS + group * size, own, rows, columns);
		}
		const codesAt = alignUp(edgeAt + TILE_VECTORS * TILE * 8);
		// Up to a tile of vectors is read, past the last one too.
		const inputBytes = (BATCH + TILE_VECTORS) * pairs * 4 + SLACK;
		const inputsAt = alignUp(codesAt + inputBytes);
		const outAt = alignUp(inputsAt + inputBytes);
		const product: IntegerProduct = (inputs, vectors, out, group = 0) => {
			const weightsAt = WEIGHTS + group * size;
			const memory = kernel.reserve(outAt + BATCH * columns * 8);
			const signed = inputs instanceof Int16Array ? 1 : 0;
			const { exports } = kernel;
			for (let first = 0; first < vectors; first += BATCH) {
				const count = Math.min(BATCH, vectors - first);
				const codes = inputs.subarray(first * rows, (first + count) * rows);
				new Int16Array(memory, codesAt, codes.length).set(codes);
				const greatest = exports.greatest(codesAt, codes.length, signed);
				const passes = passesFor(greatest, weight, pairs);
				passes.forEach(({ part, factor, blockPairs }, pass) => {
					const arePairs = part === WHOLE && rows % 2 === 0;
					if (!arePairs)
						exports.packInputs(codesAt, count, rows, part, signed, inputsAt);
					// biome-ignore format: one matrix after the other
					exports.multiply(
						arePairs ? codesAt : inputsAt, count, pairs, weightsAt, columns, outAt, edgeAt,
						blockPairs, factor, pass,
					);
				});
				const sums = new Float64Array(memory, outAt, count * columns);
				out.set(sums, first * columns);
			}
		};
		return product;
	},
};

const alignUp = (bytes: number): number => Math.ceil(bytes / 64) * 64;

/** Tiles of columns, [tiles × row pairs × 8] of pairs. */
function storeWeights(
	kernel: WasmKernel<Exports>,
	to: number,
	weights: Int32Array,
	rows: number,
	columns: number,
): void {
	const pairs = Math.ceil(rows / 2);
	const length = Math.ceil(columns / TILE) * TILE * pairs * 2;
	const packed = new Int16Array(kernel.reserve(to + length * 2), to, length);
	for (let k = 0; k < columns; k++) {
		const tile = Math.floor(k / TILE) * pairs;
		for (let r = 0; r < rows; r++) {
			const pair = (tile + (r >> 1)) * TILE + (k % TILE);
			packed[2 * pair + (r & 1)] = weights[r * columns + k]!;
		}
	}
}

const WHOLE = 0;
const LOW_BYTE = 1;
const HIGH_BYTE = 2;

/** One pass over the inputs as 16-bit numbers, or over one of their bytes. */
interface Pass {
	readonly part: typeof WHOLE | typeof LOW_BYTE | typeof HIGH_BYTE;
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
		return [{ part: WHOLE, factor: 1, blockPairs: Math.max(1, block) }];
	}
	const blockPairs = Math.max(1, blockFor(255));
	return [
		{ part: LOW_BYTE, factor: 1, blockPairs },
		{ part: HIGH_BYTE, factor: 256, blockPairs },
	];
}
