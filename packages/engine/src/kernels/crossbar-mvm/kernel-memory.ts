import { INVERTIBLE_BYTES } from "./invertible-plane.js";
import type { Kernel } from "./kernel-exports.js";
import { GREATEST_ROWS } from "./prepare-layer.js";
import {
	hasDoubleTiles,
	type PreparedLayer,
	stepsOfTile,
} from "./prepared-layer.js";
import { QUAD_LANES } from "./quads.js";

/** Where things lie in the memory of the kernel, in bytes. */
export interface Places {
	readonly scratch: number;
	readonly adc: number;
	readonly adcTable: number;
	readonly noise: number;
	readonly magnitudes: number;
	readonly squares: number;
	/** Planes that may be inverted, … */
	readonly invertible: number;
	/** … and of each vector whether they are: 0, or how far negative factors lie behind the others. */
	readonly signs: number;
	readonly toNegative: number;
	readonly plan: number;
	readonly levels: number;
	readonly tables: number;
	readonly unitTables: number;
	/** Sums of the column of ones, [vectors × 8 or 16 bits] of 32 bits. */
	readonly unitSums: number;
	/** Planes that are one bit each, with their factors. */
	readonly bitPlanes: number;
	readonly low: number;
	readonly high: number;
	/** Bytes of squared digits. */
	readonly more: number;
	readonly lists: number;
	readonly ends: number;
	readonly ones: number;
	readonly rowCounts: number;
	readonly sums: number;
	readonly worth: number;
	readonly coefficients: number;
	readonly sumReads: number;
	readonly codes: number;
	readonly out: number;
}

/** Where the 2 KiB of patterns of `fillCompaction` are: leaves address 0 and the module's static data alone. */
export const PATTERNS = 1024;
const SCRATCH_BYTES = 16384;
/** Of a table, or the levels of one row. */
export const ENTRY_BYTES = 64;
/** 256 entries for 8 rows. */
export const TABLE_BYTES_PER_ROW: number = 32 * ENTRY_BYTES;
/** Where tables are, as read-double.part.as.ts knows. */
const TABLES = 4096;
/** How far the second table of a tile lies behind the first, likewise: never filled, and memory of no use takes none. */
export const TABLE_DISTANCE: number = GREATEST_ROWS * TABLE_BYTES_PER_ROW;
const GREATEST_QUADS = 8;
export const ADC_BYTES = 848;
export const NOISE_BYTES = 256;
const MAGNITUDE_BYTES = 16384;
/** How many, then pairs of words. */
export const BIT_LIST_BYTES = 192;
export const STEP_BYTES = 32;
export const GROUP_BYTES = 16;
export const QUAD_BYTES: number = GREATEST_QUADS * 8;
export const FACTOR_BYTES: number = GREATEST_QUADS * QUAD_LANES * 2;
export const BASE_BYTES: number = GREATEST_QUADS * 8;

/** Makes room for a batch of reads that share their inputs. */
export function reservePlaces(
	kernel: Kernel,
	passes: readonly PreparedLayer[],
	vectors: number,
): Places {
	const { layer, rows, outputs, digits, squares, invertible } = passes[0]!;
	const segments = passes.flatMap((pass) => pass.segments);
	const planes = Math.max(...passes.map((pass) => pass.planes.length));
	const hasTable = passes.some(({ adc }) => adc.kind === "table");
	const paddedRows = Math.max(0, ...segments.map((s) => s.paddedRows));
	const isDouble = segments.some(hasDoubleTiles);
	let end = TABLES;
	const place = (bytes: number): number => {
		const start = end;
		end = Math.ceil((end + bytes) / 64) * 64;
		return start;
	};
	const steps = Math.max(0, ...segments.map(stepsOfTile));
	const planBytes =
		QUAD_BYTES + steps * (STEP_BYTES + GROUP_BYTES + FACTOR_BYTES + BASE_BYTES);
	const hasColumns = segments.some(({ sumReads }) =>
		sumReads.some(({ column }) => column),
	);
	const reads = segments.flatMap(({ sumReads }) =>
		sumReads.map((read) => read.reads.length),
	);
	const places = {
		tables: place(
			paddedRows * TABLE_BYTES_PER_ROW + (isDouble ? TABLE_DISTANCE : 0),
		),
		scratch: place(SCRATCH_BYTES),
		adc: place(ADC_BYTES),
		adcTable: place(hasTable ? 131072 : 0),
		noise: place(NOISE_BYTES),
		magnitudes: place(MAGNITUDE_BYTES),
		squares: place(layer.plan.inputPlanes * BIT_LIST_BYTES),
		invertible: place((invertible?.length ?? 0) * INVERTIBLE_BYTES),
		signs: place(invertible ? layer.plan.inputPlanes * vectors * 4 : 0),
		toNegative: planBytes,
		plan: place(invertible ? 2 * planBytes : planBytes),
		levels: place(paddedRows * (isDouble ? 2 : 1) * ENTRY_BYTES),
		unitTables: place(paddedRows * 32 * 8),
		unitSums: place(hasColumns ? 4 * bytesOf(digits.bits) * 8 * vectors : 0),
		bitPlanes: place(16 * 16),
		low: place(paddedRows * vectors),
		high: place(digits.bits > 8 ? paddedRows * vectors : 0),
		more: place(squares.bytes.length * paddedRows * vectors),
		lists: place((paddedRows / 4) * squares.bits * vectors + 64),
		ends: place(squares.bits * vectors * 4 + 4),
		ones: place(squares.bits * vectors * 4),
		rowCounts: place(paddedRows * 4 * Math.max(16, 2 * planes)),
		sums: place(vectors * 8),
		worth: place(outputs * 8),
		coefficients: place(BIT_LIST_BYTES),
		sumReads: place(Math.max(0, ...reads) * 8),
		codes: place(rows * vectors * 2),
		out: place(outputs * vectors * 8),
	};
	kernel.reserve(end);
	return places;
}

/** Bytes of an input. */
export function bytesOf(bits: number): number {
	return bits > 8 ? 2 : 1;
}
