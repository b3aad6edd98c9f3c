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
