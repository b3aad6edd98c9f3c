import type { Codes } from "../../base/codes.js";
import { loadWasmKernel, type WasmKernel } from "../../base/wasm-kernel.js";
import type {
	CrossbarLayer,
	CrossbarMvmKernel,
	ProgrammedCrossbars,
	ReadCounts,
} from "./contract.js";
import { wasmBase64 } from "./crossbar-mvm.wasm.js";
import type { LaneConverter } from "./lane-converter.js";
import {
	type InputSumPlane,
	type NarrowColumns,
	type NarrowKind,
	type PlaneDrive,
	type PreparedColumns,
	type PreparedLayer,
	type PreparedSegment,
	prepareLayer,
} from "./prepare-layer.js";
import { QUAD_LANES, type Tile } from "./tiles.js";

/** `wide` tables have 16 bits, `narrow` ones 8 bits; `Levels` where digits have several levels. */
type ReadTileName =
	| `wide${"" | "Levels"}${Capitalize<LaneConverter["kind"]>}`
	| `narrow${"" | "Levels"}${Capitalize<NarrowKind>}`;

// biome-ignore format: as in crossbar-mvm.as.ts
type ReadTile = (
	adc: number, tables: number, ends: number, vectors: number, bits: number, steps: number, stepCount: number,
	quads: number, merge: number, out: number, outStride: number, scratchOrChunk: number,
) => void;

interface CrossbarMvmExports extends Readonly<Record<ReadTileName, ReadTile>> {
	// biome-ignore format: as in crossbar-mvm.as.ts
	splitBytes(
		codes: number, stride: number, vectors: number, rows: number, paddedRows: number, low: number, high: number,
	): void;
	fillCompaction(patterns: number): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	listBytes(
		low: number, high: number, vectors: number, paddedRows: number, bits: number, usedBits: number,
		patterns: number, scratch: number, lists: number, ends: number, ones: number,
	): void;
	buildTables(levels: number, groups: number, tables: number): void;
	buildNarrowTables(levels: number, groups: number, tables: number): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	addInputSums(
		ones: number, vectors: number, bits: number, firstBit: number, lastBit: number,
		coefficients: number, worth: number, reads: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	addOuterProduct(
		reads: number, vectors: number, worth: number, outputs: number, out: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	countBits(
		bytes: number, vectors: number, paddedRows: number, counts: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	countDrive(
		low: number, high: number, vectors: number, paddedRows: number, shift: number, mask: number,
		drive: number, chunk: number, counts: number,
	): void;
}

type Kernel = WasmKernel<CrossbarMvmExports>;

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
			return {
				read(inputs, vectors, _firstVector, out, counts) {
					calls++;
					readLayer(kernel, prepared, inputs, vectors, out, counts);
				},
			};
		},
	};
}

/** Vectors that are read at a time: tables are built anew for each such batch. */
function batchOf(rows: number): number {
	return Math.max(256, Math.min(4096, Math.floor(2 ** 21 / rows)));
}

function readLayer(
	kernel: Kernel,
	prepared: PreparedLayer,
	inputs: Codes,
	vectors: number,
	out: Float64Array,
	counts: readonly ReadCounts[],
): void {
	const { rows, outputs, recoded } = prepared;
	const batch = batchOf(rows);
	const codes = recoded
		? Uint16Array.from(inputs, (x) => recoded.integers[x - recoded.least]!)
		: inputs;
	for (let first = 0; first < vectors; first += batch) {
		const last = Math.min(first + batch, vectors);
		readBatch(
			kernel,
			prepared,
			codes.subarray(first * rows, last * rows),
			last - first,
			out.subarray(first * outputs, last * outputs),
			counts,
		);
	}
}

/** Where things lie in the memory of the kernel, in bytes. */
interface Places {
	readonly scratch: number;
	readonly adc: number;
	readonly adcTable: number;
	readonly plan: number;
	readonly levels: number;
	readonly tables: number;
	readonly low: number;
	readonly high: number;
	readonly lists: number;
	readonly ends: number;
	readonly ones: number;
	readonly rowCounts: number;
	readonly sums: number;
	readonly worth: number;
	readonly coefficients: number;
	readonly sumWorth: number;
	readonly codes: number;
	readonly out: number;
}

/** Leaves address 0 and the module's static data alone. */
const PATTERNS = 1024;
const PATTERN_BYTES = 2048;
const SCRATCH_BYTES = 4096;
const ENTRY_BYTES = 64;
const GREATEST_QUADS = 8;
const ADC_BYTES = 768;
const STEP_BYTES = 32;
const QUAD_BYTES = GREATEST_QUADS * 8;
const FACTOR_BYTES = GREATEST_QUADS * QUAD_LANES * 2;
const BASE_BYTES = GREATEST_QUADS * 8;

function reservePlaces(
	kernel: Kernel,
	{ rows, outputs, digits, adc, segments, planes }: PreparedLayer,
	vectors: number,
): Places {
	const paddedRows = Math.max(0, ...segments.map((s) => s.paddedRows));
	let end = PATTERNS + PATTERN_BYTES;
	const place = (bytes: number): number => {
		const start = end;
		end = Math.ceil((end + bytes) / 64) * 64;
		return start;
	};
	const steps = Math.max(
		0,
		...segments.flatMap((s) => s.tiles.map(({ tile }) => tile.steps.length)),
	);
	const places = {
		scratch: place(SCRATCH_BYTES),
		adc: place(ADC_BYTES),
		adcTable: place(adc.table ? 131072 : 0),
		plan: place(QUAD_BYTES + steps * (STEP_BYTES + FACTOR_BYTES + BASE_BYTES)),
		levels: place(paddedRows * ENTRY_BYTES),
		tables: place(paddedRows * 32 * ENTRY_BYTES),
		low: place(paddedRows * vectors),
		high: place(digits.bits > 8 ? paddedRows * vectors : 0),
		lists: place((paddedRows / 4) * digits.bits * vectors + 64),
		ends: place((digits.bits + 1) * vectors * 4 + 4),
		ones: place((digits.bits + 1) * vectors * 4),
		rowCounts: place(paddedRows * 4 * Math.max(16, 2 * planes.length)),
		sums: place(vectors * 8),
		worth: place(outputs * 8),
		coefficients: place(128),
		sumWorth: place((digits.max - digits.min) * paddedRows * 8 + 8),
		codes: place(rows * vectors * 2),
		out: place(outputs * vectors * 8),
	};
	kernel.reserve(end);
	return places;
}

function readBatch(
	kernel: Kernel,
	prepared: PreparedLayer,
	inputs: Codes,
	vectors: number,
	out: Float64Array,
	counts: readonly ReadCounts[],
): void {
	const places = reservePlaces(kernel, prepared, vectors);
	const memory = kernel.reserve(0);
	const { rows, outputs, adc, exactStep } = prepared;
	new Int16Array(memory, places.codes, rows * vectors).set(inputs);
	writeConverter(memory, places, adc);
	const product = new Float64Array(memory, places.out, outputs * vectors);
	if (exactStep) product.set(out);
	let firstRow = 0;
	prepared.segments.forEach((segment, s) => {
		if (!exactStep) product.fill(0);
		const call = { kernel, memory, places, prepared, segment, vectors };
		readSegment(call, firstRow);
		const corrections = addInputSums(call);
		if (!exactStep)
			addScaled(out, product, prepared.layer.plan.adc.step, corrections);
		countSegment(call, inputs, firstRow, counts[s]!);
		firstRow += segment.segment.rows;
	});
	if (exactStep) out.set(product);
}

function writeConverter(
	memory: ArrayBuffer,
	places: Places,
	{ step, min, max, factor, table }: LaneConverter,
): void {
	const isRounding = step > 1;
	const bias = isRounding ? step / 2 : 0;
	const keep = factor > 0 ? factor : -step;
	const vectors = [bias, max, min, step, 2 * step - 1, keep];
	const words = new Int16Array(memory, places.adc, ADC_BYTES / 2).fill(0);
	vectors.forEach((value, at) => {
		words.fill(value, at * 8, (at + 1) * 8);
	});
	new Uint32Array(memory, places.adc + vectors.length * 16, 1)[0] =
		places.adcTable;
	// Once more for each of 8 quads.
	words.fill(bias, 64, 128);
	if (table) new Int16Array(memory, places.adcTable, 65536).set(table);
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

interface Call {
	readonly kernel: Kernel;
	readonly memory: ArrayBuffer;
	readonly places: Places;
	readonly prepared: PreparedLayer;
	readonly segment: PreparedSegment;
	readonly vectors: number;
}

function readSegment(call: Call, firstRow: number): void {
	const { kernel, memory, places, prepared, segment, vectors } = call;
	const { rows, outputs, digits, adc } = prepared;
	const { paddedRows, tiles } = segment;
	const high = digits.bits > 8 ? places.high : 0;
	// biome-ignore format: places, then sizes
	kernel.exports.splitBytes(
		places.codes + firstRow * 2, rows * 2, vectors, segment.segment.rows, paddedRows, places.low, high,
	);
	// One plane of bits more than there are: it is empty.
	// biome-ignore format: places, then sizes
	kernel.exports.listBytes(
		places.low, high, vectors, paddedRows, digits.bits + 1, prepared.usedBits,
		PATTERNS, places.scratch, places.lists, places.ends, places.ones,
	);
	const step = prepared.exactStep ? prepared.layer.plan.adc.step : 1;
	for (const { tile, levels } of tiles) {
		const bytes = new Uint8Array(levels.buffer);
		new Uint8Array(memory, places.levels, bytes.length).set(bytes);
		writeTile(memory, places, tile, step / adc.codeUnit);
		const build = isNarrow(segment)
			? kernel.exports.buildNarrowTables
			: kernel.exports.buildTables;
		build(places.levels, paddedRows / 8, places.tables);
		// biome-ignore format: places, then sizes
		kernel.exports[readTileName(segment, tile)](
			places.adc, places.tables, places.ends, vectors, digits.bits + 1, places.plan + QUAD_BYTES, tile.steps.length,
			places.plan, tile.merges ? 1 : 0, places.out, outputs * 8, isNarrow(segment) ? 2 * segment.chunk : places.scratch,
		);
	}
}

function readTileName(
	columns: PreparedColumns,
	{ multiLevel }: Tile,
): ReadTileName {
	const levels = multiLevel ? "Levels" : "";
	return isNarrow(columns)
		? `narrow${levels}${capitalize(columns.kind)}`
		: `wide${levels}${capitalize(columns.kind)}`;
}

const isNarrow = (columns: PreparedColumns): columns is NarrowColumns =>
	columns.chunk !== undefined;

const capitalize = <T extends string>(name: T): Capitalize<T> =>
	(name[0]!.toUpperCase() + name.slice(1)) as Capitalize<T>;

const DIRECT = 1;
const CONVERT = 2;
const FLUSH = 4;

/** Quads, then steps, then factors and bases of each step. */
function writeTile(
	memory: ArrayBuffer,
	{ plan }: Places,
	{ quads, steps }: Tile,
	unit: number,
): void {
	const quadWords = new Uint32Array(memory, plan, QUAD_BYTES / 4).fill(0);
	quads.forEach(({ first, outputs }, q) => {
		quadWords.set([first * 8, outputs], 2 * q);
	});
	const factors = plan + QUAD_BYTES + steps.length * STEP_BYTES;
	const bases = factors + steps.length * FACTOR_BYTES;
	steps.forEach((step, s) => {
		const isDirect = step.now === 1 && step.next === 0;
		const factorsAt = factors + s * FACTOR_BYTES;
		const basesAt = bases + s * BASE_BYTES;
		new Int32Array(memory, plan + QUAD_BYTES + s * STEP_BYTES, 6).set([
			step.bit,
			step.now,
			step.next,
			(isDirect ? DIRECT : 0) |
				(step.plane === undefined ? 0 : CONVERT) |
				(step.flush ? FLUSH : 0),
			factorsAt,
			basesAt,
		]);
		if (step.factors)
			new Int16Array(memory, factorsAt, step.factors.length).set(step.factors);
		if (step.flush) {
			const worth = step.flush.map((base) => base * unit);
			new Float64Array(memory, basesAt, worth.length).set(worth);
		}
	});
}

/**
 * Adds what `ΣX_i` is worth: to the product, if the step is a power of two or the sums are read as codes.
 *
 * @returns else the corrections by themselves, [vectors × outputs]
 */
function addInputSums(call: Call): Float64Array | undefined {
	const { kernel, memory, places, prepared, segment, vectors } = call;
	const { layer, outputs, exactStep } = prepared;
	if (segment.inputSums.length === 0) return undefined;
	const isRead = layer.plan.inputSum === "unit-column";
	const toProduct = exactStep || isRead;
	const product = new Float64Array(memory, places.out, outputs * vectors);
	const codes = toProduct ? undefined : product.slice();
	if (codes) product.fill(0);
	for (const { planes, worth } of segment.inputSums) {
		new Float64Array(memory, places.sums, vectors).fill(0);
		for (const plane of planes) addReads(call, plane);
		new Float64Array(memory, places.worth, outputs).set(worth);
		kernel.exports.addOuterProduct(
			places.sums,
			vectors,
			places.worth,
			outputs,
			places.out,
		);
	}
	if (!codes) return undefined;
	const corrections = product.slice();
	product.set(codes);
	return corrections;
}

/** Adds what `ΣX_i` (or its code) of a plane is worth to the reads of each vector. */
function addReads(
	{ kernel, memory, places, prepared, segment, vectors }: Call,
	{ plane, worth }: InputSumPlane,
): void {
	const { bits, coefficients } = prepared.digits;
	const own = coefficients.subarray(plane * bits, (plane + 1) * bits);
	const isUsed = (coefficient: number) => coefficient !== 0;
	// A plane without bits counts the empty plane.
	const first = own.some(isUsed) ? own.findIndex(isUsed) : bits;
	const last = own.some(isUsed) ? own.findLastIndex(isUsed) : bits;
	new Int32Array(memory, places.coefficients, bits + 1).set([...own, 0]);
	new Float64Array(memory, places.sumWorth, worth.length).set(worth);
	const zero = -prepared.digits.min * segment.segment.rows;
	// biome-ignore format: places, then sizes
	kernel.exports.addInputSums(
		places.ones, vectors, bits + 1, first, last, places.coefficients, places.sumWorth + zero * 8, places.sums,
	);
}

function countSegment(
	call: Call,
	inputs: Codes,
	firstRow: number,
	counts: ReadCounts,
): void {
	const { prepared, segment, vectors } = call;
	const { plan } = prepared.layer;
	const { rows, slices, outputs, levelsPerRow } = segment.segment;
	const conversionsPerSample = plan.subtraction === "digital" ? 2 : 1;
	const bitCounts = countBits(call);
	for (const drive of prepared.planes) {
		const { plane } = drive;
		const runs = plan.executed
			.subarray(plane * slices, (plane + 1) * slices)
			.reduce((sum, run) => sum + run, 0);
		counts.reads[plane]! += vectors;
		counts.samples[plane]! += runs * outputs * vectors;
		counts.conversions += runs * outputs * vectors * conversionsPerSample;
		const { active, levels } = countRows(
			call,
			drive,
			bitCounts,
			inputs,
			firstRow,
		);
		for (let r = 0; r < rows; r++) {
			counts.drivenRows[plane]! += active[r]!;
			counts.drivenLevels += levels[r]! * levelsPerRow[plane * rows + r]!;
		}
	}
}

/** How often each row was driven in a plane, and `Σ |digit|^driveExponent`, [rows] each. */
interface RowCounts {
	readonly active: ArrayLike<number>;
	readonly levels: ArrayLike<number>;
}

/** How often each bit of each row was set, [bits × paddedRows], where some plane is one bit. */
function countBits({
	kernel,
	memory,
	places,
	prepared: { planes, digits },
	segment: { paddedRows },
	vectors,
}: Call): Uint32Array | undefined {
	if (!planes.some(({ kind }) => kind === "bit")) return undefined;
	const { low, high, rowCounts } = places;
	const counts = new Uint32Array(memory, rowCounts, 16 * paddedRows).fill(0);
	kernel.exports.countBits(low, vectors, paddedRows, rowCounts);
	if (digits.bits > 8) {
		const upper = rowCounts + 8 * paddedRows * 4;
		kernel.exports.countBits(high, vectors, paddedRows, upper);
	}
	return counts.slice();
}

function countRows(
	call: Call,
	drive: PlaneDrive,
	bitCounts: Uint32Array | undefined,
	inputs: Codes,
	firstRow: number,
): RowCounts {
	const { paddedRows } = call.segment;
	switch (drive.kind) {
		case "bit": {
			const start = drive.bit * paddedRows;
			const active = bitCounts!.subarray(start, start + paddedRows);
			return { active, levels: active.map((count) => count * drive.drive) };
		}
		case "window":
			return {
				active: countWindow(call, drive, drive.active),
				levels: countWindow(call, drive, drive.drive),
			};
		case "any":
			return countDigits(call, drive.plane, inputs, firstRow);
		default:
			return drive satisfies never;
	}
}

function countWindow(
	{
		kernel,
		memory,
		places,
		prepared: { digits },
		segment: { paddedRows },
		vectors,
	}: Call,
	{ shift, mask }: Extract<PlaneDrive, { kind: "window" }>,
	bytes: Uint8Array,
): Uint32Array {
	const { low, high, rowCounts, scratch } = places;
	new Uint8Array(memory, scratch, 16).set(bytes);
	const counts = new Uint32Array(memory, rowCounts, paddedRows).fill(0);
	const chunk = Math.floor(255 / Math.max(1, ...bytes));
	// biome-ignore format: places, then sizes
	kernel.exports.countDrive(
		low, digits.bits > 8 ? high : 0, vectors, paddedRows, shift, mask, scratch, chunk, rowCounts,
	);
	return counts.slice();
}

function countDigits(
	{ prepared: { layer, rows }, segment: { segment }, vectors }: Call,
	plane: number,
	inputs: Codes,
	firstRow: number,
): RowCounts {
	const { digits, least, codes } = layer.digits;
	const active = new Float64Array(segment.rows);
	const levels = new Float64Array(segment.rows);
	for (let v = 0; v < vectors; v++) {
		for (let r = 0; r < segment.rows; r++) {
			const code = inputs[v * rows + firstRow + r]! - least;
			const digit = Math.abs(digits[plane * codes + code]!);
			if (digit === 0) continue;
			active[r]!++;
			levels[r]! += digit ** layer.plan.driveExponent;
		}
	}
	return { active, levels };
}
