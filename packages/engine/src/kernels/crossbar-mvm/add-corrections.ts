import { bitOfPlane } from "./digit-bits.js";
import { bytesOf } from "./kernel-memory.js";
import { addInversions, signStride, signsOf } from "./plane-inversion.js";
import { unitColumnBlock } from "./read-noise.js";
import type { SegmentCall } from "./segment-call.js";
import type { InputSumPlane, SumReads } from "./sum-reads.js";
import { squaresOf, writeBits } from "./write-plan.js";

/**
 * Adds what `ΣX_i` and inverted planes are worth: to the product, if the step is a power of two; sums that are read as
 * codes in any case.
 *
 * @returns else the corrections by themselves, [vectors × outputs]
 */
export function addCorrections(call: SegmentCall): Float64Array | undefined {
	const { memory, places, prepared, segment, vectors } = call;
	const { layer, outputs, exactStep, invertible } = prepared;
	const isRead = layer.plan.inputSum === "unit-column";
	if (exactStep || (isRead && !invertible)) {
		addInputSums(call);
		addInversions(call);
		return undefined;
	}
	if (segment.sumReads.length === 0 && !invertible) return undefined;
	if (isRead) addInputSums(call);
	const product = new Float64Array(memory, places.out, outputs * vectors);
	const codes = product.slice();
	product.fill(0);
	if (!isRead) addInputSums(call);
	addInversions(call);
	const corrections = product.slice();
	product.set(codes);
	return corrections;
}

function addInputSums(call: SegmentCall): void {
	const { kernel, memory, places, prepared, segment, vectors } = call;
	const { outputs } = prepared;
	for (const own of segment.sumReads) {
		const { cells, reads, staircase } = own;
		const sumsOfBits = sumBits(call, own);
		if (!sumsOfBits || !staircase)
			new Float64Array(memory, places.sumReads, reads.length).set(reads);
		if (!sumsOfBits && cells) writeUnitTables(call, cells);
		for (const { planes, worth } of own.sums) {
			if (sumsOfBits) setBitReads(call, sumsOfBits, planes, own);
			else {
				new Float64Array(memory, places.sums, vectors).fill(0);
				for (const plane of planes) addReads(call, plane, own);
			}
			new Float64Array(memory, places.worth, outputs).set(worth);
			kernel.exports.addOuterProduct(
				places.sums,
				vectors,
				places.worth,
				outputs,
				places.out,
			);
		}
	}
}

/** Sums over the rows for each bit, 32 bits each. */
interface SumsOfBits {
	readonly place: number;
	/** Words of a vector. */
	readonly bits: number;
}

/**
 * How many bits are set, or the sums of the column of ones. Undefined where planes may be inverted, some digit is not
 * one bit, or the noise or width of the column takes another way.
 */
function sumBits(
	call: SegmentCall,
	{ cells, column, sums }: SumReads,
): SumsOfBits | undefined {
	const { kernel, memory, places, prepared, segment, vectors } = call;
	const { digits, invertible } = prepared;
	const areBits = sums.every(({ planes }) =>
		planes.every(({ plane }) => bitOfPlane(digits, plane) !== undefined),
	);
	if (!areBits || invertible) return undefined;
	if (!cells) return { place: places.ones, bits: prepared.squares.bits };
	if (!column) return undefined;
	const tables = places.unitTables;
	new BigUint64Array(memory, tables, 8).set(SUM_COLUMN_MASKS);
	new Int8Array(memory, tables + 64, column.bytes.length).set(column.bytes);
	const bits = 8 * bytesOf(digits.bits);
	const onesStride = 4 * prepared.squares.bits;
	const { paddedRows } = segment;
	const sum = (bytes: number, at: number) => {
		const to = places.unitSums + at;
		if (column.kind === "any")
			// biome-ignore format: places, then sizes
			kernel.exports.sumColumn(
				bytes, vectors, paddedRows, tables, column.signed ? 1 : 0, bits, to,
			);
		else
			// biome-ignore format: places, then sizes
			kernel.exports.sumAlikeColumn(
				bytes, vectors, paddedRows, tables, column.base, places.ones + at, onesStride, bits, to,
			);
	};
	sum(places.low, 0);
	if (bits > 8) sum(places.high, 32);
	return { place: places.unitSums, bits };
}

/** Of nibbles, then of the quarters of bit matrices that change places; two of each. */
const SUM_COLUMN_MASKS = BigUint64Array.of(
	0x0f0f0f0f0f0f0f0fn,
	0x0f0f0f0f0f0f0f0fn,
	0x00aa00aa00aa00aan,
	0x00aa00aa00aa00aan,
	0x0000cccc0000ccccn,
	0x0000cccc0000ccccn,
	0x00000000f0f0f0f0n,
	0x00000000f0f0f0f0n,
);

/** Sets the reads of each vector. */
function setBitReads(
	{ kernel, memory, places, prepared, vectors }: SegmentCall,
	{ place, bits }: SumsOfBits,
	planes: readonly InputSumPlane[],
	{ least, staircase }: SumReads,
): void {
	const bitPlanes = planes.map(({ plane, factor }) => ({
		bit: bitOfPlane(prepared.digits, plane)!,
		factor,
	}));
	if (staircase) {
		const factors = new Float64Array(memory, places.bitPlanes, bits).fill(0);
		for (const { bit, factor } of bitPlanes) factors[bit]! += factor;
		const { perUnit, least, most, worth } = staircase;
		// biome-ignore format: places, then sizes
		kernel.exports.setBitCodes(
			place, vectors, bits, places.bitPlanes, perUnit, least, most, worth, places.sums,
		);
		return;
	}
	bitPlanes.forEach(({ bit, factor }, at) => {
		const to = places.bitPlanes + 16 * at;
		new Uint32Array(memory, to, 1)[0] = 4 * bit;
		new Float64Array(memory, to + 8, 1)[0] = factor;
	});
	const reads = places.sumReads - least * 8;
	// biome-ignore format: places, then sizes
	kernel.exports.setBitReads(
		place, vectors, bits, places.bitPlanes, planes.length, reads, places.sums,
	);
}

/** Adds what `ΣX_i` (or its code) of a plane is worth to the reads of each vector; of an inverted one it is taken off. */
function addReads(
	call: SegmentCall,
	{ plane, factor }: InputSumPlane,
	{ cells, least }: SumReads,
): void {
	const { kernel, memory, places, prepared, segment, vectors } = call;
	const signs = signsOf(call, plane);
	const { squares } = prepared;
	const { bits, coefficients } = prepared.digits;
	const own = coefficients.subarray(plane * bits, (plane + 1) * bits);
	const isUsed = (coefficient: number) => coefficient !== 0;
	const reads = places.sumReads - least * 8;
	if (cells) {
		const used = [...own.keys()].filter((b) => isUsed(own[b]!));
		writeBits(
			memory,
			places.coefficients,
			used.map((b) => [b, own[b]!]),
		);
		const noise = segment.segment.noise ? places.noise : 0;
		// biome-ignore format: places, then sizes
		kernel.exports.addUnitColumn(
			places.ends, vectors, squares.bits, places.unitTables, places.coefficients, squaresOf(places, plane), noise,
			unitColumnBlock(plane), factor, reads, signs, signStride(call), places.sums,
		);
		return;
	}
	// A plane without bits counts the empty plane.
	const first = own.some(isUsed) ? own.findIndex(isUsed) : bits;
	const last = own.some(isUsed) ? own.findLastIndex(isUsed) : bits;
	new Int32Array(memory, places.coefficients, bits + 1).set([...own, 0]);
	// biome-ignore format: places, then sizes
	kernel.exports.addInputSums(
		places.ones, vectors, squares.bits, first, last, places.coefficients, factor, reads, signs, signStride(call), places.sums,
	);
}

/** Subset sums of the column of ones and of its variances, [groups × 256 × 2]. */
function writeUnitTables(
	{ memory, places, segment }: SegmentCall,
	cells: Int32Array,
): void {
	const { rows, noise } = segment.segment;
	const groups = segment.paddedRows / 8;
	const tables = new Int32Array(memory, places.unitTables, groups * 512);
	for (let group = 0; group < groups; group++) {
		const table = tables.subarray(group * 512, (group + 1) * 512);
		table.fill(0, 0, 2);
		for (let byte = 1; byte < 256; byte++) {
			const rest = byte & (byte - 1);
			const row = 8 * group + 31 - Math.clz32(byte ^ rest);
			const present = row < rows;
			table[2 * byte] = table[2 * rest]! + (present ? cells[row]! : 0);
			table[2 * byte + 1] =
				table[2 * rest + 1]! + (present ? (noise?.unitCells[row] ?? 0) : 0);
		}
	}
}
