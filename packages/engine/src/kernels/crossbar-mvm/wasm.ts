import type { Codes } from "../../base/codes.js";
import { loadWasmKernel } from "../../base/wasm-kernel.js";
import { addCorrections } from "./add-corrections.js";
import type {
	CrossbarLayer,
	CrossbarMvmKernel,
	ProgrammedCrossbars,
	ReadCounts,
} from "./contract.js";
import { countSegment } from "./count-segment.js";
import { wasmBase64 } from "./crossbar-mvm.wasm.js";
import type {
	CrossbarMvmExports,
	Kernel,
	ReadTileName,
} from "./kernel-exports.js";
import {
	ENTRY_BYTES,
	PATTERNS,
	QUAD_BYTES,
	reservePlaces,
	TABLE_DISTANCE,
} from "./kernel-memory.js";
import { invertInputs } from "./plane-inversion.js";
import { prepareLayer } from "./prepare-layer.js";
import {
	isDouble,
	type NarrowKind,
	type PreparedColumns,
	type PreparedLayer,
	type SaturatingColumns,
} from "./prepared-layer.js";
import { recode } from "./recode-digits.js";
import type { RowCounts, SegmentCall } from "./segment-call.js";
import type { Tile } from "./tiles.js";
import {
	writeConverter,
	writeNoise,
	writeOwnTable,
	writeSquares,
	writeTile,
} from "./write-plan.js";
import {
	writeByteConverter,
	writeSaturatingTile,
} from "./write-saturating-plan.js";

/**
 * Subset-sum tables in WebAssembly SIMD; same bits as `crossbarMvmReference`. Reads up to 1,024 rows a segment,
 * digits that are sums of input bits or take 16 bits together, and column sums and codes of up to 16 bits.
 */
export function createWasmCrossbarMvm(): CrossbarMvmKernel {
	const kernel = loadWasmKernel<CrossbarMvmExports>(wasmBase64);
	kernel.exports.fillCompaction(PATTERNS);
	const preparations = new WeakMap<CrossbarLayer, PreparedLayer | string>();
	const prepare = (layer: CrossbarLayer): PreparedLayer | string => {
		const prepared = preparations.get(layer) ?? prepareLayer(layer);
		preparations.set(layer, prepared);
		return prepared;
	};
	let calls = 0;
	const readerOf = (passes: readonly PreparedLayer[]) => ({
		read(...call: Parameters<ProgrammedCrossbars["read"]>) {
			calls++;
			readLayer(kernel, passes, ...call);
		},
	});
	return {
		name: "wasm",
		get calls() {
			return calls;
		},
		refuses(layer) {
			const prepared = prepare(layer);
			return typeof prepared === "string" ? prepared : undefined;
		},
		program(layer): ProgrammedCrossbars {
			const prepared = prepare(layer);
			if (typeof prepared === "string") throw new Error(prepared);
			return readerOf([prepared]);
		},
		programTogether(layers): ProgrammedCrossbars | undefined {
			const passes: PreparedLayer[] = [];
			for (const layer of layers) {
				const prepared = prepare(layer);
				if (typeof prepared === "string") return undefined;
				passes.push(prepared);
			}
			return shareInputs(layers, passes) ? readerOf(passes) : undefined;
		},
	};
}

/**
 * Whether reads of the same cells can be carried out on one list of their inputs, with sums that are exact in any order.
 * Those with noise and those whose planes may be inverted have further lists, or inputs of their own.
 */
function shareInputs(
	layers: readonly CrossbarLayer[],
	passes: readonly PreparedLayer[],
): boolean {
	const first = layers[0]!;
	return (
		layers.every(
			({ digits, plan, segments }) =>
				digits === first.digits &&
				plan.driveExponent === first.plan.driveExponent &&
				segments.every(({ rows }, s) => rows === first.segments[s]?.rows),
		) &&
		passes.every(
			({ exactStep, invertible, segments }) =>
				exactStep &&
				!invertible &&
				segments.every(({ segment }) => !segment.noise),
		)
	);
}

/** Vectors that are read at a time: tables are built anew for each such batch. */
function batchOf(rows: number): number {
	return Math.max(256, Math.min(4096, Math.floor(2 ** 21 / rows)));
}

/** Inputs of a batch that are written anew; what is in it does not outlive the batch. */
let recodedInputs = new Uint16Array(0);

function makeRoomToRecode(length: number): void {
	if (recodedInputs.length < length) recodedInputs = new Uint16Array(length);
}

function readLayer(
	kernel: Kernel,
	passes: readonly PreparedLayer[],
	inputs: Codes,
	vectors: number,
	firstVector: number,
	out: Float64Array,
	counts: readonly ReadCounts[],
): void {
	const { rows, outputs, recoded } = passes[0]!;
	const batch = batchOf(rows);
	if (recoded) makeRoomToRecode(Math.min(batch, vectors) * rows);
	for (let first = 0; first < vectors; first += batch) {
		const last = Math.min(first + batch, vectors);
		const own = inputs.subarray(first * rows, last * rows);
		if (recoded) recode(recoded, own, recodedInputs);
		readBatch(
			kernel,
			passes,
			recoded ? recodedInputs.subarray(0, own.length) : own,
			last - first,
			firstVector + first,
			out.subarray(first * outputs, last * outputs),
			counts,
		);
	}
}

/** @param passes one, or several that share their inputs and add up exactly */
function readBatch(
	kernel: Kernel,
	passes: readonly PreparedLayer[],
	inputs: Codes,
	vectors: number,
	firstVector: number,
	out: Float64Array,
	counts: readonly ReadCounts[],
): void {
	const places = reservePlaces(kernel, passes, vectors);
	const memory = kernel.reserve(0);
	const { rows, outputs, squares, exactStep, segments } = passes[0]!;
	new Int16Array(memory, places.codes, rows * vectors).set(inputs);
	writeSquares(memory, places, squares);
	const product = new Float64Array(memory, places.out, outputs * vectors);
	if (!exactStep) out.fill(0);
	product.fill(0);
	let firstRow = 0;
	segments.forEach((first, s) => {
		if (!exactStep && s > 0) product.fill(0);
		const counted = new Map<number, RowCounts>();
		passes.forEach((prepared, pass) => {
			const segment = prepared.segments[s]!;
			// biome-ignore format: one record
			const call = { kernel, memory, places, prepared, segment, vectors, firstVector, counted };
			writeConverter(memory, places, prepared.adc);
			writeByteConverter(memory, places, prepared.adc);
			if (pass === 0) listInputs(call, firstRow, usedByAny(passes));
			readSegment(call);
			const corrections = addCorrections(call);
			if (!exactStep)
				addScaled(out, product, prepared.layer.plan.adc.step, corrections);
			countSegment(call, inputs, firstRow, counts[s]!);
		});
		firstRow += first.segment.rows;
	});
	if (exactStep) out.set(product);
}

/** Bits that any of some reads needs, as a mask. */
function usedByAny(passes: readonly PreparedLayer[]): number {
	return passes.reduce((bits, { usedBits }) => bits | usedBits, 0);
}

/** A step that is no power of two multiplies the exact sum of codes, once. */
function addScaled(
	out: Float64Array,
	codes: Float64Array,
	step: number,
	corrections: Float64Array | undefined,
): void {
	for (let at = 0; at < out.length; at++)
		out[at]! += step * codes[at]! + (corrections?.[at] ?? 0);
}

/** Lists the inputs of a segment bit by bit, turned over where planes are inverted. */
function listInputs(
	call: SegmentCall,
	firstRow: number,
	usedBits: number,
): void {
	const { kernel, places, prepared, segment, vectors } = call;
	const { rows, digits, squares } = prepared;
	invertInputs(call, firstRow);
	writeSquareBytes(call, firstRow);
	const { paddedRows } = segment;
	const high = digits.bits > 8 ? places.high : 0;
	// biome-ignore format: places, then sizes
	kernel.exports.splitBytes(
		places.codes + firstRow * 2, rows * 2, vectors, segment.segment.rows, paddedRows, places.low, high,
	);
	// biome-ignore format: places, then sizes
	kernel.exports.listBytes(
		places.low, high, places.more, squares.bytes.length, vectors, paddedRows, squares.bits,
		usedBits | squares.used[0], squares.used[1], PATTERNS, places.scratch, places.lists, places.ends, places.ones,
	);
}

/** Reads the listed inputs of a segment. */
function readSegment(call: SegmentCall): void {
	const { memory, places, segment } = call;
	const { noise } = segment.segment;
	if (noise) writeNoise(memory, places, noise, call.firstVector);
	const { tiles } = segment;
	for (let t = 0; t < tiles.length; t++) readTile(call, t);
}

/** Builds the tables of a tile and adds what it reads to the outputs. */
function readTile(call: SegmentCall, t: number): void {
	const { kernel, memory, places, prepared, segment, vectors } = call;
	const { outputs, squares } = prepared;
	const { levels, tile } = segment.tiles[t]!;
	const bytes = new Uint8Array(levels.buffer);
	new Uint8Array(memory, places.levels, bytes.length).set(bytes);
	const build =
		levels instanceof Int8Array
			? kernel.exports.buildNarrowTables
			: kernel.exports.buildTables;
	const tables =
		segment.width === "wide" && isDouble(segment.tiles[t]!.tile) ? 2 : 1;
	const size = bytes.length / tables;
	for (let n = 0; n < tables; n++) {
		const table = places.tables + n * TABLE_DISTANCE;
		build(places.levels + n * size, size / (8 * ENTRY_BYTES), table);
	}
	const steps = writeSteps(call, t);
	// biome-ignore format: places, then sizes
	kernel.exports[steps.read](
		places.adc, places.tables, places.ends, vectors, squares.bits, places.plan + QUAD_BYTES, steps.count,
		places.plan, tile.merges ? 1 : 0, places.out, outputs * 8, steps.scratchChunkOrGroups, places.noise,
	);
}

/** Tells the kernel what the lanes of a tile are, and gives what reads them and how many steps (or groups) that takes. */
function writeSteps(
	{ memory, places, prepared, segment }: SegmentCall,
	t: number,
): { read: ReadTileName; count: number; scratchChunkOrGroups: number } {
	const { adc, layer, exactStep } = prepared;
	const unit = (exactStep ? layer.plan.adc.step : 1) / adc.codeUnit;
	if (segment.width === "saturating") {
		const { tile } = segment.tiles[t]!;
		return {
			read: `saturating${capitalize(segment.kind)}`,
			count: tile.groups.length,
			scratchChunkOrGroups: writeSaturatingTile(memory, places, tile, unit),
		};
	}
	const { tile } = segment.tiles[t]!;
	writeTile(memory, places, tile, unit, prepared);
	writeOwnTable(memory, places, segment.segment, tile, adc);
	const count = tile.steps.length;
	if (segment.width === "wide" && isDouble(tile)) {
		const kind = segment.kind as NarrowKind;
		return {
			read: `double${capitalize(kind)}`,
			count,
			scratchChunkOrGroups: 0,
		};
	}
	return {
		read: readTileName(segment, tile, prepared),
		count,
		scratchChunkOrGroups:
			segment.width === "narrow" ? 2 * segment.chunk : places.scratch,
	};
}

function readTileName(
	columns: Exclude<PreparedColumns, SaturatingColumns>,
	{ multiLevel }: Tile,
	{ invertible, adc }: PreparedLayer,
): ReadTileName {
	const levels = multiLevel ? "Levels" : "";
	switch (columns.width) {
		case "wide":
			return `${invertible ? "invertedWide" : "wide"}${levels}${capitalize(columns.kind)}`;
		case "narrow":
			return `narrow${levels}${capitalize(columns.kind)}`;
		case "noisy":
			// Readers of several levels add up in 32 bits.
			return `${invertible ? "invertedNoisy" : "noisy"}${adc.long ? "Levels" : levels}`;
		default:
			return columns satisfies never;
	}
}

const capitalize = <T extends string>(name: T): Capitalize<T> =>
	(name[0]!.toUpperCase() + name.slice(1)) as Capitalize<T>;

/** Bytes of squared digits, [bytes × vectors × paddedRows]. */
function writeSquareBytes(call: SegmentCall, firstRow: number): void {
	const { memory, places, prepared, segment, vectors } = call;
	const { rows, squares, layer } = prepared;
	const { paddedRows } = segment;
	const size = vectors * paddedRows;
	const codes = new Uint16Array(memory, places.codes, rows * vectors);
	const mask = layer.digits.codes - 1;
	squares.bytes.forEach((byteOf, at) => {
		const bytes = new Uint8Array(memory, places.more + at * size, size).fill(0);
		for (let v = 0; v < vectors; v++) {
			const from = v * rows + firstRow;
			const to = v * paddedRows;
			for (let r = 0; r < segment.segment.rows; r++)
				bytes[to + r] = byteOf[codes[from + r]! & mask]!;
		}
	});
}
