// Reads crossbars by the method of four Russians. For a tile of lanes (columns) and each group of 8 rows a table
// holds all 256 subset sums of the cells in fixed point, one cache line an entry: 32 lanes of 16 bits, or 64 lanes of
// 8 bits where cells have no deviations. The sum of a bit plane of the inputs is one entry per non-zero input byte;
// the bytes are listed once for all tiles. Digits of several levels are sums of bit planes times small coefficients;
// balanced digits of neighbouring planes share a bit plane. 16-bit arithmetic wraps, so only the sum that the
// converter sees must fit. Codes meet their significance and sign in dot_i16x8_s, slices of an output in one lane.
//
// Vectors run across columns, rows are added as exact integers: the result has the bits of reference.ts.
// Read noise would be added where `convert` is handed the sum of a lane.
//
// What was tried, in ns of CPU per read of 128 rows, all input bytes non-zero unless said; two shared 3.25 GHz Zen 3
// cores, Node 20, load 1 … 3. The first three lines are medians, the others least times, taken in turn.
// - rows per group, 32 lanes of 16 bits: 8: 30, 7: 34, 6: 37, 5: 43, 4: 50. Tables of groups of 4 rows nearly fit the
//   first cache, but an entry takes 1.4 ns from there and 1.5 from the second: wider groups win.
// - one entry or two a turn of the loop: 27.6 and 27.9; with 60 % zero bytes 15.9 and 14.7. Tables at an address known
//   to the compiler: 27.4, no difference.
// - rounding adds 6.4 by shifts of a variable, for which V8 moves the count to a vector each time, and 1.0 by masks.
// - tables of 8 bits: 33 for 64 lanes, where 16 bits take 26 for 32.
// - all variants in one function, or one function each: 48 and 39 (64 lanes, rounding).
// - 64 lanes with sums in variables, or in memory by hand: 37.5 and 33.4.
//
// An entry is 64 bytes in 1.35 ns: 47 GB/s, 63 % of the 75 GB/s at which adding up memory in sequence reads either
// cache. The rest of a read (list, converter, dot products) takes 6 … 8 ns for 32 lanes, 11 … 16 for 64.

/** Bytes of one table entry: 32 lanes of 16 bits or 64 of 8 bits. */
const ENTRY: usize = 64;
/** Bytes of a step: bit, coefficient of its sum now and for the next plane, flags, address of its factors. */
const STEP: usize = 32;
const DIRECT: u32 = 1;
const CONVERT: u32 = 2;
const FLUSH: u32 = 4;

/**
 * Integers of a batch as bytes, [vectors × paddedRows] with zeros after `rows`: low bytes, and high bytes unless
 * `high` is 0. `stride` is the distance of two vectors in bytes.
 */
export function splitBytes(
	codes: usize, stride: usize, vectors: usize, rows: usize, paddedRows: usize, low: usize, high: usize,
): void {
	const byte = i16x8.splat(0xff);
	for (let v: usize = 0; v < vectors; v++) {
		const from = codes + v * stride;
		let r: usize = 0;
		for (; r + 16 <= rows; r += 16) {
			const x0 = v128.load(from + (r << 1));
			const x1 = v128.load(from + (r << 1), 16);
			v128.store(low + r, i8x16.narrow_i16x8_u(v128.and(x0, byte), v128.and(x1, byte)));
			if (high) v128.store(high + r, i8x16.narrow_i16x8_u(i16x8.shr_u(x0, 8), i16x8.shr_u(x1, 8)));
		}
		for (; r < paddedRows; r++) {
			const x = r < rows ? load<u16>(from + (r << 1)) : 0;
			store<u8>(low + r, x);
			if (high) store<u8>(high + r, x >> 8);
		}
		low += paddedRows;
		if (high) high += paddedRows;
	}
}

/**
 * Where the non-zero of 8 bytes lie, for each of the 256 patterns: [256 × 8] indices, then 128, for which a swizzle
 * gives 0.
 */
export function fillCompaction(patterns: usize): void {
	for (let pattern: u32 = 0; pattern < 256; pattern++) {
		let to = patterns + (<usize>pattern << 3);
		const end = to + 8;
		for (let i: u32 = 0; i < 8; i++) if ((pattern >> i) & 1) store<u8>(to++, i);
		while (to < end) store<u8>(to++, 128);
	}
}

/**
 * Lists the non-zero input bytes of each vector and used bit plane as (group · 256 + byte), 16 bits each. Lists have
 * even length: entry 0 is the empty sum.
 *
 * @param patterns of `fillCompaction`
 * @param ends where each list ends, [vectors × bits], after one word with the start of the first list
 * @param ones how many bits of each plane are set, [vectors × bits]
 */
export function listBytes(
	low: usize, high: usize, vectors: usize, paddedRows: usize, bits: usize, usedBits: u32,
	patterns: usize, scratch: usize, lists: usize, ends: usize, ones: usize,
): void {
	const groups = paddedRows >> 3;
	const zero = i8x16.splat(0);
	const ramp = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
	let p = lists;
	store<u32>(ends, <u32>p);
	ends += 4;
	for (let v: usize = 0; v < vectors; v++) {
		transposeBits(low + v * paddedRows, paddedRows, scratch);
		if (high) transposeBits(high + v * paddedRows, paddedRows, scratch + 8 * groups);
		for (let b: usize = 0; b < bits; b++) {
			let set: u64 = 0;
			if ((usedBits >> <u32>b) & 1) {
				const start = p;
				const bytes = scratch + b * groups;
				for (let g: usize = 0; g < groups; g += 8) {
					let x = v128.load64_zero(bytes + g);
					if (g + 8 > groups) x = v128.and(x, i8x16.lt_u(ramp, i8x16.splat(<i8>(groups - g))));
					set += popcnt<u64>(i64x2.extract_lane(x, 0));
					const pattern = <usize>(i8x16.bitmask(i8x16.ne(x, zero)));
					const at = v128.load64_zero(patterns + (pattern << 3));
					const group = i8x16.add(at, i8x16.splat(<i8>g));
					v128.store(p, v128.shuffle<i8>(i8x16.swizzle(x, at), group, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
					p += <usize>popcnt<u32>(<u32>pattern) << 1;
				}
				store<u16>(p, 0);
				p += (p - start) & 2;
			}
			store<u32>(ends, <u32>p);
			store<u32>(ones, <u32>set);
			ends += 4;
			ones += 4;
		}
	}
}

/** Bits of bytes [paddedRows] to bit strings [8 × paddedRows / 8]. */
// @ts-ignore: decorator
@inline
function transposeBits(bytes: usize, paddedRows: usize, to: usize): void {
	const groups = paddedRows >> 3;
	for (let r: usize = 0; r < paddedRows; r += 16) {
		let x = v128.load(bytes + r);
		let string = to + 7 * groups + (r >> 3);
		for (let b = 0; b < 8; b++) {
			store<u16>(string, i8x16.bitmask(x));
			x = i8x16.add(x, x);
			string -= groups;
		}
	}
}

/** Subset sums of `groups` groups of 8 rows of lanes: levels [8 · groups × 32] to tables [groups × 256 × 32]. */
export function buildTables(levels: usize, groups: usize, tables: usize): void {
	for (let g: usize = 0; g < groups; g++) {
		const zero = i16x8.splat(0);
		v128.store(tables, zero); v128.store(tables, zero, 16); v128.store(tables, zero, 32); v128.store(tables, zero, 48);
		for (let bytes: usize = ENTRY; bytes < 256 * ENTRY; bytes <<= 1) {
			const l0 = v128.load(levels);
			const l1 = v128.load(levels, 16);
			const l2 = v128.load(levels, 32);
			const l3 = v128.load(levels, 48);
			levels += ENTRY;
			for (let from = tables; from < tables + bytes; from += ENTRY) {
				const to = from + bytes;
				v128.store(to, i16x8.add(v128.load(from), l0));
				v128.store(to, i16x8.add(v128.load(from, 16), l1), 16);
				v128.store(to, i16x8.add(v128.load(from, 32), l2), 32);
				v128.store(to, i16x8.add(v128.load(from, 48), l3), 48);
			}
		}
		tables += 256 * ENTRY;
	}
}

/** The same of 64 lanes of 8 bits. */
export function buildNarrowTables(levels: usize, groups: usize, tables: usize): void {
	for (let g: usize = 0; g < groups; g++) {
		const zero = i16x8.splat(0);
		v128.store(tables, zero); v128.store(tables, zero, 16); v128.store(tables, zero, 32); v128.store(tables, zero, 48);
		for (let bytes: usize = ENTRY; bytes < 256 * ENTRY; bytes <<= 1) {
			const l0 = v128.load(levels);
			const l1 = v128.load(levels, 16);
			const l2 = v128.load(levels, 32);
			const l3 = v128.load(levels, 48);
			levels += ENTRY;
			for (let from = tables; from < tables + bytes; from += ENTRY) {
				const to = from + bytes;
				v128.store(to, i8x16.add(v128.load(from), l0));
				v128.store(to, i8x16.add(v128.load(from, 16), l1), 16);
				v128.store(to, i8x16.add(v128.load(from, 32), l2), 32);
				v128.store(to, i8x16.add(v128.load(from, 48), l3), 48);
			}
		}
		tables += 256 * ENTRY;
	}
}

/** How the converter works: 16-bit sum to 16-bit code (or a power of two of it), each lane on its own. */
const CLAMP_UNSIGNED = 0;
const ROUND_UNSIGNED = 1;
const CLAMP_SIGNED = 2;
const ROUND_SIGNED = 3;
const MULTIPLY = 4;
const TABLE = 5;

/** Fields of the converter: vectors of one value. As loads they stay hoisted, as splats V8 makes them anew. */
const ADC_BIAS: usize = 0;
const ADC_MAX: usize = 16;
const ADC_MIN: usize = 32;
const ADC_STEP: usize = 48;
const ADC_TIE_MASK: usize = 64;
/** Minus the step, or the factor where sums are multiplied. */
const ADC_KEEP: usize = 80;
const ADC_TABLE: usize = 96;
/** Blocks of one vector for each of 8 quads: the bias, zeros, and room. */
const ADC_BIASES: usize = 128;
const ADC_ZEROS: usize = 256;
const ADC_SUMS: usize = 384;
const ADC_BIT_SUMS: usize = 512;
const ADC_PRODUCTS: usize = 640;

// Read a tile of 32 lanes for a batch; one function for each way, as V8 spills more in one that holds them all.
//   steps: bit planes to sum, in order, [stepCount × STEP]
//   quads: byte offset in a row of `out` and number of outputs, [4 × (u32, u32)]
//   out: float64, [vectors × outStride bytes], added to

export function wideClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(CLAMP_UNSIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(CLAMP_UNSIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(ROUND_UNSIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(ROUND_UNSIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(CLAMP_SIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(CLAMP_SIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(ROUND_SIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(ROUND_SIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideMultiply(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(MULTIPLY, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsMultiply(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(MULTIPLY, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideTable(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(TABLE, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsTable(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	read(TABLE, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

// @ts-ignore: decorator
@inline
function read(
	kind: i32, multiLevel: bool, adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize,
	steps: usize, stepCount: usize, quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	// Half a code on every sum: cutting then rounds half up, and `convert` takes back the ties that went odd.
	const bias = v128.load(adc, ADC_BIAS);
	const most = v128.load(adc, ADC_MAX);
	const least = v128.load(adc, ADC_MIN);
	const stepSize = v128.load(adc, ADC_STEP);
	const tieMask = v128.load(adc, ADC_TIE_MASK);
	const keep = v128.load(adc, ADC_KEEP);
	const table = <usize>load<u32>(adc, ADC_TABLE);
	const lastStep = steps + stepCount * STEP;
	for (let v: usize = 0; v < vectors; v++) {
		let s0 = bias, s1 = bias, s2 = bias, s3 = bias;
		let y0 = i32x4.splat(0), y1 = y0, y2 = y0, y3 = y0;
		for (let step = steps; step < lastStep; step += STEP) {
			const list = ends + (<usize>load<u32>(step) << 2);
			let p = <usize>load<u32>(list);
			const end = <usize>load<u32>(list, 4);
			const flags = load<u32>(step, 12);
			if (multiLevel && !(flags & DIRECT)) {
				let t0 = i16x8.splat(0), t1 = t0, t2 = t0, t3 = t0;
				for (; p < end; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					t0 = i16x8.add(i16x8.add(t0, v128.load(left)), v128.load(right));
					t1 = i16x8.add(i16x8.add(t1, v128.load(left, 16)), v128.load(right, 16));
					t2 = i16x8.add(i16x8.add(t2, v128.load(left, 32)), v128.load(right, 32));
					t3 = i16x8.add(i16x8.add(t3, v128.load(left, 48)), v128.load(right, 48));
				}
				const now = i16x8.splat(<i16>load<i32>(step, 4));
				s0 = i16x8.add(s0, i16x8.mul(t0, now));
				s1 = i16x8.add(s1, i16x8.mul(t1, now));
				s2 = i16x8.add(s2, i16x8.mul(t2, now));
				s3 = i16x8.add(s3, i16x8.mul(t3, now));
				if (flags & CONVERT) {
					const factors = <usize>load<u32>(step, 16);
					y0 = i32x4.add(y0, i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors)));
					y1 = i32x4.add(y1, i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 16)));
					y2 = i32x4.add(y2, i32x4.dot_i16x8_s(convert(kind, s2, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 32)));
					y3 = i32x4.add(y3, i32x4.dot_i16x8_s(convert(kind, s3, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 48)));
					const next = i16x8.splat(<i16>load<i32>(step, 8));
					s0 = i16x8.add(bias, i16x8.mul(t0, next));
					s1 = i16x8.add(bias, i16x8.mul(t1, next));
					s2 = i16x8.add(bias, i16x8.mul(t2, next));
					s3 = i16x8.add(bias, i16x8.mul(t3, next));
				}
			} else {
				for (; p < end; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					s0 = i16x8.add(i16x8.add(s0, v128.load(left)), v128.load(right));
					s1 = i16x8.add(i16x8.add(s1, v128.load(left, 16)), v128.load(right, 16));
					s2 = i16x8.add(i16x8.add(s2, v128.load(left, 32)), v128.load(right, 32));
					s3 = i16x8.add(i16x8.add(s3, v128.load(left, 48)), v128.load(right, 48));
				}
				if (!multiLevel || (flags & CONVERT)) {
					const factors = <usize>load<u32>(step, 16);
					y0 = i32x4.add(y0, i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors)));
					y1 = i32x4.add(y1, i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 16)));
					y2 = i32x4.add(y2, i32x4.dot_i16x8_s(convert(kind, s2, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 32)));
					y3 = i32x4.add(y3, i32x4.dot_i16x8_s(convert(kind, s3, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 48)));
					s0 = bias; s1 = bias; s2 = bias; s3 = bias;
				}
			}
			if (flags & FLUSH) {
				const bases = <usize>load<u32>(step, 20);
				if (merge) {
					y0 = i32x4.add(y0, y1);
					y2 = i32x4.add(y2, y3);
				} else {
					flush(y1, bases + 8, quads + 8, out);
					flush(y3, bases + 24, quads + 24, out);
				}
				flush(y0, bases, quads, out);
				flush(y2, bases + 16, quads + 16, out);
				y0 = i32x4.splat(0); y1 = y0; y2 = y0; y3 = y0;
			}
		}
		ends += bits << 2;
		out += outStride;
	}
}

// Read a tile of 64 lanes whose table entries have 8 bits: half the bytes per cell. Sums of up to `chunk` bytes of a
// list fit 8 bits and are then widened. Else as the wide ones, with 8 quads.

export function narrowClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(CLAMP_UNSIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowLevelsClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(CLAMP_UNSIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(ROUND_UNSIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowLevelsRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(ROUND_UNSIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(CLAMP_SIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowLevelsClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(CLAMP_SIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(ROUND_SIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowLevelsRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(ROUND_SIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

// @ts-ignore: decorator
@inline
function narrow(
	kind: i32, multiLevel: bool, adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize,
	steps: usize, stepCount: usize, quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	const most = v128.load(adc, ADC_MAX);
	const least = v128.load(adc, ADC_MIN);
	const stepSize = v128.load(adc, ADC_STEP);
	const tieMask = v128.load(adc, ADC_TIE_MASK);
	const keep = v128.load(adc, ADC_KEEP);
	const lastStep = steps + stepCount * STEP;
	// Sums, sums of one bit plane and products of 8 quads are more than the registers hold: they stay in memory.
	clearProducts(adc);
	for (let v: usize = 0; v < vectors; v++) {
		let sums = adc + ADC_BIASES;
		for (let step = steps; step < lastStep; step += STEP) {
			const list = ends + (<usize>load<u32>(step) << 2);
			let p = <usize>load<u32>(list);
			const end = <usize>load<u32>(list, 4);
			const flags = load<u32>(step, 12);
			const direct = !multiLevel || (flags & DIRECT) != 0;
			let partial = direct ? sums : adc + ADC_ZEROS;
			const room = adc + (direct ? ADC_SUMS : ADC_BIT_SUMS);
			let n0: v128, n1: v128, n2: v128, n3: v128;
			while (true) {
				const stop = min(p + chunk, end);
				n0 = i8x16.splat(0); n1 = n0; n2 = n0; n3 = n0;
				for (; p < stop; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					n0 = i8x16.add(i8x16.add(n0, v128.load(left)), v128.load(right));
					n1 = i8x16.add(i8x16.add(n1, v128.load(left, 16)), v128.load(right, 16));
					n2 = i8x16.add(i8x16.add(n2, v128.load(left, 32)), v128.load(right, 32));
					n3 = i8x16.add(i8x16.add(n3, v128.load(left, 48)), v128.load(right, 48));
				}
				if (p >= end) break;
				v128.store(room, i16x8.add(v128.load(partial), widenLow(kind, n0)));
				v128.store(room, i16x8.add(v128.load(partial, 16), widenHigh(kind, n0)), 16);
				v128.store(room, i16x8.add(v128.load(partial, 32), widenLow(kind, n1)), 32);
				v128.store(room, i16x8.add(v128.load(partial, 48), widenHigh(kind, n1)), 48);
				v128.store(room, i16x8.add(v128.load(partial, 64), widenLow(kind, n2)), 64);
				v128.store(room, i16x8.add(v128.load(partial, 80), widenHigh(kind, n2)), 80);
				v128.store(room, i16x8.add(v128.load(partial, 96), widenLow(kind, n3)), 96);
				v128.store(room, i16x8.add(v128.load(partial, 112), widenHigh(kind, n3)), 112);
				partial = room;
			}
			const factors = <usize>load<u32>(step, 16);
			if (direct) {
				if (!multiLevel || (flags & CONVERT)) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial), widenLow(kind, n0)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors))), ADC_PRODUCTS);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 16), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 16), widenHigh(kind, n0)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 16))), ADC_PRODUCTS + 16);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 32), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 32), widenLow(kind, n1)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 32))), ADC_PRODUCTS + 32);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 48), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 48), widenHigh(kind, n1)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 48))), ADC_PRODUCTS + 48);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 64), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 64), widenLow(kind, n2)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 64))), ADC_PRODUCTS + 64);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 80), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 80), widenHigh(kind, n2)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 80))), ADC_PRODUCTS + 80);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 96), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 96), widenLow(kind, n3)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 96))), ADC_PRODUCTS + 96);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 112), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 112), widenHigh(kind, n3)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 112))), ADC_PRODUCTS + 112);
					sums = adc + ADC_BIASES;
				} else {
					v128.store(room, i16x8.add(v128.load(partial), widenLow(kind, n0)));
					v128.store(room, i16x8.add(v128.load(partial, 16), widenHigh(kind, n0)), 16);
					v128.store(room, i16x8.add(v128.load(partial, 32), widenLow(kind, n1)), 32);
					v128.store(room, i16x8.add(v128.load(partial, 48), widenHigh(kind, n1)), 48);
					v128.store(room, i16x8.add(v128.load(partial, 64), widenLow(kind, n2)), 64);
					v128.store(room, i16x8.add(v128.load(partial, 80), widenHigh(kind, n2)), 80);
					v128.store(room, i16x8.add(v128.load(partial, 96), widenLow(kind, n3)), 96);
					v128.store(room, i16x8.add(v128.load(partial, 112), widenHigh(kind, n3)), 112);
					sums = room;
				}
			} else {
				const now = i16x8.splat(<i16>load<i32>(step, 4));
				const next = i16x8.splat(<i16>load<i32>(step, 8));
				const bias = v128.load(adc, ADC_BIAS);
				const converts = (flags & CONVERT) != 0;
				let t: v128, s: v128;
				t = i16x8.add(v128.load(partial), widenLow(kind, n0));
				s = i16x8.add(v128.load(sums), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors))), ADC_PRODUCTS);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS);
				t = i16x8.add(v128.load(partial, 16), widenHigh(kind, n0));
				s = i16x8.add(v128.load(sums, 16), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 16), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 16))), ADC_PRODUCTS + 16);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 16);
				t = i16x8.add(v128.load(partial, 32), widenLow(kind, n1));
				s = i16x8.add(v128.load(sums, 32), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 32), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 32))), ADC_PRODUCTS + 32);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 32);
				t = i16x8.add(v128.load(partial, 48), widenHigh(kind, n1));
				s = i16x8.add(v128.load(sums, 48), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 48), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 48))), ADC_PRODUCTS + 48);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 48);
				t = i16x8.add(v128.load(partial, 64), widenLow(kind, n2));
				s = i16x8.add(v128.load(sums, 64), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 64), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 64))), ADC_PRODUCTS + 64);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 64);
				t = i16x8.add(v128.load(partial, 80), widenHigh(kind, n2));
				s = i16x8.add(v128.load(sums, 80), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 80), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 80))), ADC_PRODUCTS + 80);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 80);
				t = i16x8.add(v128.load(partial, 96), widenLow(kind, n3));
				s = i16x8.add(v128.load(sums, 96), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 96), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 96))), ADC_PRODUCTS + 96);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 96);
				t = i16x8.add(v128.load(partial, 112), widenHigh(kind, n3));
				s = i16x8.add(v128.load(sums, 112), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 112), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 112))), ADC_PRODUCTS + 112);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 112);
				sums = adc + ADC_SUMS;
			}
			if (flags & FLUSH) {
				const bases = <usize>load<u32>(step, 20);
				if (merge) {
					flush(i32x4.add(v128.load(adc, ADC_PRODUCTS), v128.load(adc, ADC_PRODUCTS + 16)), bases + 0, quads + 0, out);
					flush(i32x4.add(v128.load(adc, ADC_PRODUCTS + 32), v128.load(adc, ADC_PRODUCTS + 48)), bases + 16, quads + 16, out);
					flush(i32x4.add(v128.load(adc, ADC_PRODUCTS + 64), v128.load(adc, ADC_PRODUCTS + 80)), bases + 32, quads + 32, out);
					flush(i32x4.add(v128.load(adc, ADC_PRODUCTS + 96), v128.load(adc, ADC_PRODUCTS + 112)), bases + 48, quads + 48, out);
				} else {
					flush(v128.load(adc, ADC_PRODUCTS), bases + 0, quads + 0, out);
					flush(v128.load(adc, ADC_PRODUCTS + 16), bases + 8, quads + 8, out);
					flush(v128.load(adc, ADC_PRODUCTS + 32), bases + 16, quads + 16, out);
					flush(v128.load(adc, ADC_PRODUCTS + 48), bases + 24, quads + 24, out);
					flush(v128.load(adc, ADC_PRODUCTS + 64), bases + 32, quads + 32, out);
					flush(v128.load(adc, ADC_PRODUCTS + 80), bases + 40, quads + 40, out);
					flush(v128.load(adc, ADC_PRODUCTS + 96), bases + 48, quads + 48, out);
					flush(v128.load(adc, ADC_PRODUCTS + 112), bases + 56, quads + 56, out);
				}
				clearProducts(adc);
			}
		}
		ends += bits << 2;
		out += outStride;
	}
}

// @ts-ignore: decorator
@inline
function clearProducts(adc: usize): void {
	const zero = i32x4.splat(0);
	v128.store(adc, zero, ADC_PRODUCTS);
	v128.store(adc, zero, ADC_PRODUCTS + 16);
	v128.store(adc, zero, ADC_PRODUCTS + 32);
	v128.store(adc, zero, ADC_PRODUCTS + 48);
	v128.store(adc, zero, ADC_PRODUCTS + 64);
	v128.store(adc, zero, ADC_PRODUCTS + 80);
	v128.store(adc, zero, ADC_PRODUCTS + 96);
	v128.store(adc, zero, ADC_PRODUCTS + 112);
}

// @ts-ignore: decorator
@inline
function widenLow(kind: i32, bytes: v128): v128 {
	return kind == CLAMP_SIGNED || kind == ROUND_SIGNED ? i16x8.extend_low_i8x16_s(bytes) : i16x8.extend_low_i8x16_u(bytes);
}

// @ts-ignore: decorator
@inline
function widenHigh(kind: i32, bytes: v128): v128 {
	return kind == CLAMP_SIGNED || kind == ROUND_SIGNED ? i16x8.extend_high_i8x16_s(bytes) : i16x8.extend_high_i8x16_u(bytes);
}

/**
 * Rounding gives the code times the step (signed) or half the step (unsigned, so that it fits 15 bits) and needs no
 * shift by a variable, which costs three instructions each. A sum with its bias has rounded a tie up to an odd code
 * iff it is an odd multiple of the step; taking 1 from it cuts it to the even code below.
 */
// @ts-ignore: decorator
@inline
function convert(
	kind: i32, sum: v128, most: v128, least: v128, step: v128, tieMask: v128, keep: v128, table: usize, scratch: usize,
): v128 {
	if (kind == CLAMP_UNSIGNED) return i16x8.min_u(sum, most);
	if (kind == CLAMP_SIGNED) return i16x8.max_s(i16x8.min_s(sum, most), least);
	if (kind == MULTIPLY) return i16x8.max_s(i16x8.min_s(i16x8.q15mulr_sat_s(sum, keep), most), least);
	if (kind == TABLE) return lookUp(table, sum, scratch);
	const even = i16x8.add(sum, i16x8.eq(v128.and(sum, tieMask), step));
	if (kind == ROUND_UNSIGNED) return i16x8.min_u(i16x8.shr_u(v128.and(even, keep), 1), most);
	return i16x8.max_s(i16x8.min_s(v128.and(even, keep), most), least);
}

/** Codes of sums from a table of 65,536 codes. */
function lookUp(table: usize, sums: v128, scratch: usize): v128 {
	v128.store(scratch, sums);
	for (let lane: usize = 0; lane < 16; lane += 2)
		store<u16>(scratch + lane, load<u16>(table + (<usize>load<u16>(scratch + lane) << 1)));
	return v128.load(scratch);
}

// @ts-ignore: decorator
@inline
function flush(y: v128, base: usize, quad: usize, out: usize): void {
	const to = out + load<u32>(quad);
	const worth = v128.load64_splat(base);
	const low = f64x2.mul(f64x2.convert_low_i32x4_s(y), worth);
	const high = f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(y, y, 2, 3, 2, 3)), worth);
	const outputs = load<u32>(quad, 4);
	if (outputs == 4) {
		v128.store(to, f64x2.add(v128.load(to), low));
		v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
	} else if (outputs > 0) {
		store<f64>(to, load<f64>(to) + f64x2.extract_lane(low, 0));
		if (outputs > 1) store<f64>(to, load<f64>(to, 8) + f64x2.extract_lane(low, 1), 8);
		if (outputs > 2) store<f64>(to, load<f64>(to, 16) + f64x2.extract_lane(high, 0), 16);
	}
}

/** Adds to counts [8 × paddedRows] (32 bits) how often each bit of each byte of [vectors × paddedRows] is set. */
export function countBits(bytes: usize, vectors: usize, paddedRows: usize, counts: usize): void {
	const one = i8x16.splat(1);
	for (let r: usize = 0; r < paddedRows; r += 16) {
		for (let v: usize = 0; v < vectors; v += 255) {
			let from = bytes + v * paddedRows + r;
			const end = from + min<usize>(255, vectors - v) * paddedRows;
			let c0 = i8x16.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
			for (; from < end; from += paddedRows) {
				const x = v128.load(from);
				c0 = i8x16.add(c0, v128.and(x, one));
				c1 = i8x16.add(c1, v128.and(i16x8.shr_u(x, 1), one));
				c2 = i8x16.add(c2, v128.and(i16x8.shr_u(x, 2), one));
				c3 = i8x16.add(c3, v128.and(i16x8.shr_u(x, 3), one));
				c4 = i8x16.add(c4, v128.and(i16x8.shr_u(x, 4), one));
				c5 = i8x16.add(c5, v128.and(i16x8.shr_u(x, 5), one));
				c6 = i8x16.add(c6, v128.and(i16x8.shr_u(x, 6), one));
				c7 = i8x16.add(c7, v128.and(i16x8.shr_u(x, 7), one));
			}
			const to = counts + (r << 2);
			const plane = paddedRows << 2;
			addBytes(to, c0); addBytes(to + plane, c1); addBytes(to + 2 * plane, c2); addBytes(to + 3 * plane, c3);
			addBytes(to + 4 * plane, c4); addBytes(to + 5 * plane, c5); addBytes(to + 6 * plane, c6); addBytes(to + 7 * plane, c7);
		}
	}
}

/**
 * Adds to counts [paddedRows] how much each row is driven in a plane whose digit depends on up to 4 neighbouring
 * bits of the input: `drive` holds a byte for each of their 16 values. At most 255 in sum over `chunk` vectors.
 */
export function countDrive(
	low: usize, high: usize, vectors: usize, paddedRows: usize, shift: i32, mask: i32, drive: usize, chunk: usize, counts: usize,
): void {
	const window = i8x16.splat(<i8>mask);
	const table = v128.load(drive);
	for (let r: usize = 0; r < paddedRows; r += 16) {
		for (let v: usize = 0; v < vectors; v += chunk) {
			const end = min(vectors, v + chunk);
			let sum = i8x16.splat(0);
			for (let u = v; u < end; u++) {
				const at = u * paddedRows + r;
				let x = shift < 8 ? i8x16.shr_u(v128.load(low + at), shift) : i8x16.shr_u(v128.load(high + at), shift - 8);
				if (high && shift < 8) x = v128.or(x, shift == 0 ? i8x16.splat(0) : i8x16.shl(v128.load(high + at), 8 - shift));
				sum = i8x16.add(sum, i8x16.swizzle(table, v128.and(x, window)));
			}
			addBytes(counts + (r << 2), sum);
		}
	}
}

// @ts-ignore: decorator
@inline
function addBytes(counts: usize, bytes: v128): void {
	const low = i16x8.extend_low_i8x16_u(bytes);
	const high = i16x8.extend_high_i8x16_u(bytes);
	v128.store(counts, i32x4.add(v128.load(counts), i32x4.extend_low_i16x8_u(low)));
	v128.store(counts, i32x4.add(v128.load(counts, 16), i32x4.extend_high_i16x8_u(low)), 16);
	v128.store(counts, i32x4.add(v128.load(counts, 32), i32x4.extend_low_i16x8_u(high)), 32);
	v128.store(counts, i32x4.add(v128.load(counts, 48), i32x4.extend_high_i16x8_u(high)), 48);
}

/**
 * Adds what the sum of the digits of each vector is worth to `reads` (float64).
 *
 * @param coefficients of the bits in a digit, [bits] of 32 bits
 * @param worth of each sum, float64; of a sum of 0 at this address
 */
export function addInputSums(
	ones: usize, vectors: usize, bits: usize, firstBit: usize, lastBit: usize, coefficients: usize, worth: usize, reads: usize,
): void {
	for (let v: usize = 0; v < vectors; v++) {
		let sum: i32 = 0;
		for (let b = firstBit; b <= lastBit; b++) sum += load<i32>(ones + (b << 2)) * load<i32>(coefficients + (b << 2));
		const at = reads + (v << 3);
		store<f64>(at, load<f64>(at) + load<f64>(worth + (<isize>sum << 3)));
		ones += bits << 2;
	}
}

/** Adds reads[v] · worth[k] to out [vectors × outputs], all float64. */
export function addOuterProduct(reads: usize, vectors: usize, worth: usize, outputs: usize, out: usize): void {
	const pairs = outputs & ~1;
	for (let v: usize = 0; v < vectors; v++) {
		const read = load<f64>(reads + (v << 3));
		if (read != 0) {
			const splat = f64x2.splat(read);
			for (let k: usize = 0; k < pairs << 3; k += 16)
				v128.store(out + k, f64x2.add(v128.load(out + k), f64x2.mul(splat, v128.load(worth + k))));
			if (outputs > pairs) {
				const last = pairs << 3;
				store<f64>(out + last, load<f64>(out + last) + read * load<f64>(worth + last));
			}
		}
		out += outputs << 3;
	}
}
