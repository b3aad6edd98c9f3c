import { loadWasmKernel } from "../../base/wasm-kernel.js";
import type { LookUpCodes, TabledCodes } from "./contract.js";
import { wasmBase64 } from "./look-up-codes.wasm.js";

interface Exports {
	// biome-ignore format: as in look-up-codes.as.ts
	addByRow(
		codes: number, vectors: number, rows: number, least: number, table: number, sums: number,
	): void;
	// biome-ignore format: likewise
	joinByVector(
		codes: number, vectors: number, stride: number, rows: number, least: number, table: number, to: number,
	): void;
}

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** Leaves address 0 and the module's static data alone. */
const TABLE = 1024;
/** What a code of 16 bits may reach. */
const CODES = TABLE + 4 * 2 ** 16;
/** Codes that are in the kernel's memory at a time, about: they stay in the cache. */
const CHUNK = 2 ** 16;

/** WebAssembly, some vectors at a time. */
export const wasmLookUpCodes: LookUpCodes = {
	addByRow(tabled, sums) {
		const { rows, least } = tabled;
		forChunks(tabled, rows, (count, resultsAt, memory) => {
			const own = new Uint32Array(memory, resultsAt, rows);
			own.set(sums);
			kernel.exports.addByRow(CODES, count, rows, least, TABLE, resultsAt);
			sums.set(own);
		});
	},
	joinByVector(tabled, ranges) {
		const { vectors, rows, least } = tabled;
		const joined = ranges.map(() => new Uint32Array(vectors));
		const chunk = vectorsPerChunk(rows);
		forChunks(tabled, chunk, (count, resultsAt, memory, first) => {
			const own = new Uint32Array(memory, resultsAt, count);
			ranges.forEach((range, n) => {
				const codesAt = CODES + 2 * range.start;
				// biome-ignore format: places and sizes
				kernel.exports.joinByVector(
					codesAt, count, 2 * rows, range.rows, least, TABLE, resultsAt,
				);
				joined[n]!.set(own, first);
			});
		});
		return joined;
	},
};

/** The table that is in the kernel's memory: layers one after the other have the same. */
let present: Uint32Array | undefined;

/** Copies the table and one chunk of codes after the other into the kernel's memory, with room for results behind. */
function forChunks(
	{ codes, vectors, rows, table }: TabledCodes,
	results: number,
	work: (
		count: number,
		resultsAt: number,
		memory: ArrayBuffer,
		first: number,
	) => void,
): void {
	const chunk = vectorsPerChunk(rows);
	const resultsAt = Math.ceil((CODES + 2 * chunk * rows) / 64) * 64;
	const memory = kernel.reserve(resultsAt + 4 * results);
	if (present !== table)
		new Uint32Array(memory, TABLE, table.length).set(table);
	present = table;
	for (let first = 0; first < vectors; first += chunk) {
		const count = Math.min(chunk, vectors - first);
		new Uint16Array(memory, CODES, count * rows).set(
			codes.subarray(first * rows, (first + count) * rows),
		);
		work(count, resultsAt, memory, first);
	}
}

const vectorsPerChunk = (rows: number): number =>
	Math.max(1, Math.floor(CHUNK / rows));
