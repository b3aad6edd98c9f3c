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
 * @param more addresses one after the other of `moreCount` further bytes of each vector, [moreCount × vectors × paddedRows]
 * @param usedLow which of bits 0 … 31 are listed, usedHigh of bits 32 … 63
 * @param patterns of `fillCompaction`
 * @param ends where each list ends, [vectors × bits], after one word with the start of the first list
 * @param ones how many bits of each plane are set, [vectors × bits]
 */
export function listBytes(
	low: usize, high: usize, more: usize, moreCount: usize, vectors: usize, paddedRows: usize,
	bits: usize, usedLow: u32, usedHigh: u32, patterns: usize, scratch: usize, lists: usize, ends: usize, ones: usize,
): void {
	const groups = paddedRows >> 3;
	const used = (<u64>usedHigh << 32) | usedLow;
	const zero = i8x16.splat(0);
	const ramp = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
	let p = lists;
	store<u32>(ends, <u32>p);
	ends += 4;
	for (let v: usize = 0; v < vectors; v++) {
		let any = transposeBits(low + v * paddedRows, paddedRows, scratch);
		let plane = scratch + 8 * groups;
		if (high) {
			any = v128.or(any, transposeBits(high + v * paddedRows, paddedRows, plane));
			plane += 8 * groups;
		}
		for (let m: usize = 0; m < moreCount; m++) {
			transposeBits(more + (m * vectors + v) * paddedRows, paddedRows, plane);
			plane += 8 * groups;
		}
		if (!v128.any_true(any) && moreCount == 0) {
			for (let b: usize = 0; b < bits; b++) {
				store<u32>(ends, <u32>p);
				store<u32>(ones, 0);
				ends += 4;
				ones += 4;
			}
			continue;
		}
		for (let b: usize = 0; b < bits; b++) {
			let set: u64 = 0;
			if ((used >> b) & 1) {
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

/**
 * Bits of bytes [paddedRows] to bit strings [8 × paddedRows / 8].
 *
 * @returns something that is not 0 where any bit is set
 */
// @ts-ignore: decorator
@inline
function transposeBits(bytes: usize, paddedRows: usize, to: usize): v128 {
	const groups = paddedRows >> 3;
	let any = i8x16.splat(0);
	for (let r: usize = 0; r < paddedRows; r += 16) {
		let x = v128.load(bytes + r);
		any = v128.or(any, x);
		let string = to + 7 * groups + (r >> 3);
		for (let b = 0; b < 8; b++) {
			store<u16>(string, i8x16.bitmask(x));
			x = i8x16.add(x, x);
			string -= groups;
		}
	}
	return any;
}
