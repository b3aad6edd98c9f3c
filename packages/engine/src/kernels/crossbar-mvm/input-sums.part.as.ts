import { drawWord, NOISE_MAGNITUDES, NOISE_PLACE, NOISE_VARIANCE } from "./noise.part.as";

/**
 * Adds factor · read of the sum of the digits of each vector to `to` (float64).
 *
 * @param coefficients of the bits in a digit, [bits] of 32 bits
 * @param reads of each sum, float64; of a sum of 0 at this address
 * @param signs not 0 where the plane is inverted and its reads are taken off, 32 bits each, vectors `signStride` bytes
 * apart; no address: never
 */
export function addInputSums(
	ones: usize, vectors: usize, bits: usize, firstBit: usize, lastBit: usize, coefficients: usize,
	factor: f64, reads: usize, signs: usize, signStride: usize, to: usize,
): void {
	for (let v: usize = 0; v < vectors; v++) {
		let sum: i32 = 0;
		for (let b = firstBit; b <= lastBit; b++) sum += load<i32>(ones + (b << 2)) * load<i32>(coefficients + (b << 2));
		const at = to + (v << 3);
		store<f64>(at, load<f64>(at) + signed(factor, signs) * load<f64>(reads + (<isize>sum << 3)));
		ones += bits << 2;
		if (signs) signs += signStride;
	}
}

/**
 * Sets `to` (float64) of each vector to the sum of factor · read over planes that are one bit each.
 *
 * @param sums of each bit, [vectors × bits] of 32 bits
 * @param planes byte offset of the bit in `sums` (u32), at 8 its factor (float64), [planeCount × 16 bytes]
 * @param reads of each sum, float64; of a sum of 0 at this address
 */
export function setBitReads(
	sums: usize, vectors: usize, bits: usize, planes: usize, planeCount: usize, reads: usize, to: usize,
): void {
	const last = planes + (planeCount << 4);
	for (let v: usize = 0; v < vectors; v++) {
		let read: f64 = 0;
		for (let plane = planes; plane < last; plane += 16)
			read += load<f64>(plane, 8) * load<f64>(reads + (<isize>load<i32>(sums + <usize>load<u32>(plane)) << 3));
		store<f64>(to + (v << 3), read);
		sums += bits << 2;
	}
}

/**
 * Sets `to` (float64) of each vector to `worth` · the sum of factor · code over the bits. A code is the sum of the bit
 * times `perUnit`, a power of two, rounded half to even, within `least` and `most`.
 *
 * @param sums of each bit, [vectors × bits] of 32 bits
 * @param factors float64, [bits]; 0 where no plane is that bit
 */
export function setBitCodes(
	sums: usize, vectors: usize, bits: usize, factors: usize,
	perUnit: f64, least: f64, most: f64, worth: f64, to: usize,
): void {
	const unit = f64x2.splat(perUnit), from = f64x2.splat(least), until = f64x2.splat(most);
	for (let v: usize = 0; v < vectors; v++) {
		let codes = f64x2.splat(0);
		for (let b: usize = 0; b < bits; b += 2) {
			const sum = f64x2.convert_low_i32x4_s(v128.load64_zero(sums + (b << 2)));
			const code = f64x2.pmin(f64x2.pmax(f64x2.nearest(f64x2.mul(sum, unit)), from), until);
			codes = f64x2.add(codes, f64x2.mul(code, v128.load(factors + (b << 3))));
		}
		store<f64>(to + (v << 3), worth * (f64x2.extract_lane(codes, 0) + f64x2.extract_lane(codes, 1)));
		sums += bits << 2;
	}
}

/**
 * Sums of a column over the rows whose bit is set, for each of 8 bits: sums [vectors × bits], 32 bits each. They fit
 * 16 bits, signed or not.
 *
 * @param bytes [vectors × paddedRows], and one vector more
 * @param tables of each 4 rows: low bytes of the 16 subset sums, then high bytes
 */
export function sumColumn(
	bytes: usize, vectors: usize, paddedRows: usize, tables: usize, signed: bool, bits: usize, sums: usize,
): void {
	// As loads they stay hoisted, as splats V8 makes them anew.
	const nibble = v128.load(tables);
	const first = v128.load(tables, 16), second = v128.load(tables, 32), third = v128.load(tables, 48);
	tables += 64;
	const stride = bits << 2;
	for (let v: usize = 0; v < vectors; v += 2) {
		const other = bytes + paddedRows;
		let sum = i16x8.splat(0), otherSum = sum;
		let table = tables;
		for (let r: usize = 0; r < paddedRows; r += 16) {
			const x = transpose(v128.load(bytes + r), first, second, third);
			const y = transpose(v128.load(other + r), first, second, third);
			for (let group = 0; group < 2; group++) {
				const both = group == 0 ? i64x2.shuffle(x, y, 0, 2) : i64x2.shuffle(x, y, 1, 3);
				const low = v128.and(both, nibble);
				const high = v128.and(i16x8.shr_u(both, 4), nibble);
				const l0 = i8x16.swizzle(v128.load(table), low), l1 = i8x16.swizzle(v128.load(table, 16), low);
				const h0 = i8x16.swizzle(v128.load(table, 32), high), h1 = i8x16.swizzle(v128.load(table, 48), high);
				sum = i16x8.add(i16x8.add(sum, lowBytes(l0, l1)), lowBytes(h0, h1));
				otherSum = i16x8.add(i16x8.add(otherSum, highBytes(l0, l1)), highBytes(h0, h1));
				table += 64;
			}
		}
		storeSums(sums, sum, signed);
		if (v + 1 < vectors) storeSums(sums + stride, otherSum, signed);
		bytes = other + paddedRows;
		sums += stride << 1;
	}
}

/**
 * The same where cells are nearly alike: the sums of 8 rows differ by no more than a signed byte from those of as many
 * cells of `base`.
 *
 * @param tables of each 4 rows: the differences of the 16 subset sums
 * @param ones how many bits of each plane are set, [vectors × onesStride bytes]
 */
export function sumAlikeColumn(
	bytes: usize, vectors: usize, paddedRows: usize, tables: usize, base: i32, ones: usize, onesStride: usize,
	bits: usize, sums: usize,
): void {
	const nibble = v128.load(tables);
	const first = v128.load(tables, 16), second = v128.load(tables, 32), third = v128.load(tables, 48);
	tables += 64;
	const stride = bits << 2;
	for (let v: usize = 0; v < vectors; v += 2) {
		const other = bytes + paddedRows;
		let sum = i16x8.splat(0), otherSum = sum;
		let table = tables;
		for (let r: usize = 0; r < paddedRows; r += 16) {
			const x = transpose(v128.load(bytes + r), first, second, third);
			const y = transpose(v128.load(other + r), first, second, third);
			for (let group = 0; group < 2; group++) {
				const both = group == 0 ? i64x2.shuffle(x, y, 0, 2) : i64x2.shuffle(x, y, 1, 3);
				const low = i8x16.swizzle(v128.load(table), v128.and(both, nibble));
				const high = i8x16.swizzle(v128.load(table, 16), v128.and(i16x8.shr_u(both, 4), nibble));
				const differences = i8x16.add(low, high);
				sum = i16x8.add(sum, i16x8.extend_low_i8x16_s(differences));
				otherSum = i16x8.add(otherSum, i16x8.extend_high_i8x16_s(differences));
				table += 32;
			}
		}
		storeAlike(sums, sum, base, ones);
		if (v + 1 < vectors) storeAlike(sums + stride, otherSum, base, ones + onesStride);
		bytes = other + paddedRows;
		sums += stride << 1;
		ones += onesStride << 1;
	}
}

// @ts-ignore: decorator
@inline
function storeAlike(to: usize, differences: v128, base: i32, ones: usize): void {
	const all = i32x4.splat(base);
	v128.store(to, i32x4.add(i32x4.extend_low_i16x8_s(differences), i32x4.mul(v128.load(ones), all)));
	v128.store(to, i32x4.add(i32x4.extend_high_i16x8_s(differences), i32x4.mul(v128.load(ones, 16), all)), 16);
}

/** Bits of two groups of 8 rows as 8 planes of each: quarters of the two matrices change places, three times. */
// @ts-ignore: decorator
@inline
function transpose(rows: v128, first: v128, second: v128, third: v128): v128 {
	let t = v128.and(v128.xor(rows, i64x2.shr_u(rows, 7)), first);
	let x = v128.xor(v128.xor(rows, t), i64x2.shl(t, 7));
	t = v128.and(v128.xor(x, i64x2.shr_u(x, 14)), second);
	x = v128.xor(v128.xor(x, t), i64x2.shl(t, 14));
	t = v128.and(v128.xor(x, i64x2.shr_u(x, 28)), third);
	return v128.xor(v128.xor(x, t), i64x2.shl(t, 28));
}

// @ts-ignore: decorator
@inline
function lowBytes(a: v128, b: v128): v128 {
	return v128.shuffle<i8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

// @ts-ignore: decorator
@inline
function highBytes(a: v128, b: v128): v128 {
	return v128.shuffle<i8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

// @ts-ignore: decorator
@inline
function storeSums(to: usize, sums: v128, signed: bool): void {
	v128.store(to, signed ? i32x4.extend_low_i16x8_s(sums) : i32x4.extend_low_i16x8_u(sums));
	v128.store(to, signed ? i32x4.extend_high_i16x8_s(sums) : i32x4.extend_high_i16x8_u(sums), 16);
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

/**
 * Reads the column of ones: adds factor · read of each vector's sum in a plane to `to` (float64).
 *
 * @param tables subset sums of its cells and of their variances, [groups × 256 × (i32, u32)]
 * @param digit bits of the plane: how many, then each with its coefficient
 * @param squares bits of the squared digit: how many, then each with its shift
 * @param noise as in noise.part.as.ts, or 0
 * @param block of random bits
 * @param reads of each sum, float64; of a sum of 0 at this address
 * @param signs as above
 */
export function addUnitColumn(
	ends: usize, vectors: usize, bits: usize, tables: usize, digit: usize, squares: usize, noise: usize, block: u32,
	factor: f64, reads: usize, signs: usize, signStride: usize, to: usize,
): void {
	for (let v: usize = 0; v < vectors; v++) {
		let sum: i32 = 0;
		const lastBit = digit + 4 + (<usize>load<u32>(digit) << 3);
		for (let bit = digit + 4; bit < lastBit; bit += 8)
			sum += load<i32>(bit, 4) * sumEntries(ends + (<usize>load<u32>(bit) << 2), tables);
		if (noise) {
			let variance = load<i32>(noise, NOISE_VARIANCE);
			const lastSquare = squares + 4 + (<usize>load<u32>(squares) << 3);
			for (let bit = squares + 4; bit < lastSquare; bit += 8)
				variance += sumEntries(ends + (<usize>load<u32>(bit) << 2), tables + 4) << load<i32>(bit, 4);
			const word = drawWord(load<u64>(noise, NOISE_PLACE) + v, load<u32>(noise, NOISE_PLACE + 8), block, noise);
			const magnitude = load<f32>(<usize>load<u32>(noise, NOISE_MAGNITUDES) + (word & 0x3ffc));
			const size = <i32>nearest<f32>(sqrt<f32>(<f32>variance) * magnitude);
			sum += word & 0x8000 ? -size : size;
		}
		const at = to + (v << 3);
		store<f64>(at, load<f64>(at) + signed(factor, signs) * load<f64>(reads + (<isize>sum << 3)));
		ends += bits << 2;
		if (signs) signs += signStride;
	}
}

function sumEntries(list: usize, table: usize): i32 {
	let sum: i32 = 0;
	const end = <usize>load<u32>(list, 4);
	for (let p = <usize>load<u32>(list); p < end; p += 2) sum += load<i32>(table + (<usize>load<u16>(p) << 3));
	return sum;
}

// @ts-ignore: decorator
@inline
function signed(factor: f64, signs: usize): f64 {
	return signs && load<u32>(signs) ? -factor : factor;
}
