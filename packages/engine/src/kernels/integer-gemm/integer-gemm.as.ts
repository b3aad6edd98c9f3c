// Exact integer matrix product by i32x4.dot_i16x8_s: one instruction multiplies a pair of inputs by a pair of
// weights in each of 4 columns and adds the two products. Weights lie in tiles of 8 columns, [row pairs][8 columns] of
// i16 pairs; a pair of inputs is splat over 4 columns. 4 vectors × 8 columns are summed in registers: 6 loads for
// 8 products. One vector × 32 columns, whose pairs of zeros are skipped, takes 9 loads and a branch that often goes
// the other way: 18 GMAC/s on LeNet-5, where these reach 30.
// Sums are exact in i32 for `blockPairs` pairs and are then added to float64.
//
// Inputs that are too large for that are cut in two bytes, low unsigned and high signed: two passes.

const TILE: usize = 8;
const VECTORS: usize = 4;

/**
 * out[v, k] (+)= factor · Σ_r inputs[v, r] · weights[r, k]
 *
 * @param inputs i16 pairs as i32, [vectors × pairs]
 * @param weights [column tiles × pairs × 8] of i16 pairs
 * @param out f64 [vectors × columns]
 * @param edge room for a tile of sums
 */
export function multiply(
	inputs: usize, vectors: usize, pairs: usize,
	weights: usize, columns: usize, out: usize, edge: usize,
	blockPairs: usize, factor: f64, accumulate: bool,
): void {
	const scale = f64x2.splat(factor);
	const stride = columns << 3;
	for (let tile: usize = 0; tile < columns; tile += TILE) {
		const tileColumns = min(TILE, columns - tile);
		for (let first: usize = 0; first < pairs; first += blockPairs) {
			const count = min(blockPairs, pairs - first);
			const more = accumulate || first > 0;
			const tileWeights = weights + ((tile * pairs + first * TILE) << 2);
			for (let v: usize = 0; v < vectors; v += VECTORS) {
				const tileVectors = min(VECTORS, vectors - v);
				const from = inputs + ((v * pairs + first) << 2);
				const to = out + (tile << 3) + v * stride;
				if (tileColumns == TILE && tileVectors == VECTORS) {
					multiplyTile(from, pairs << 2, tileWeights, count, to, stride, scale, more);
				} else {
					if (more) copyTile(edge, TILE << 3, to, stride, tileVectors, tileColumns);
					multiplyTile(from, pairs << 2, tileWeights, count, edge, TILE << 3, scale, more);
					copyTile(to, stride, edge, TILE << 3, tileVectors, tileColumns);
				}
			}
		}
	}
}

/** 4 vectors × 8 columns; vectors past the end are read and summed too. */
// @ts-ignore: decorator
@inline
function multiplyTile(
	inputs: usize, vectorBytes: usize, weights: usize, count: usize, out: usize, stride: usize, scale: v128, accumulate: bool,
): void {
	let s00 = i32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
	const second = inputs + vectorBytes;
	const third = second + vectorBytes;
	const fourth = third + vectorBytes;
	for (let at: usize = 0; at < count << 2; at += 4) {
		const w0 = v128.load(weights);
		const w1 = v128.load(weights, 16);
		let x = v128.load32_splat(inputs + at);
		s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x, w0));
		s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x, w1));
		x = v128.load32_splat(second + at);
		s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x, w0));
		s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x, w1));
		x = v128.load32_splat(third + at);
		s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x, w0));
		s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x, w1));
		x = v128.load32_splat(fourth + at);
		s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x, w0));
		s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x, w1));
		weights += 32;
	}
	put(out, s00, s01, scale, accumulate);
	put(out + stride, s10, s11, scale, accumulate);
	put(out + 2 * stride, s20, s21, scale, accumulate);
	put(out + 3 * stride, s30, s31, scale, accumulate);
}

// @ts-ignore: decorator
@inline
function put(out: usize, left: v128, right: v128, scale: v128, accumulate: bool): void {
	putPair(out, left, scale, accumulate);
	putPair(out + 16, i64x2.shuffle(left, left, 1, 0), scale, accumulate);
	putPair(out + 32, right, scale, accumulate);
	putPair(out + 48, i64x2.shuffle(right, right, 1, 0), scale, accumulate);
}

// @ts-ignore: decorator
@inline
function putPair(out: usize, sums: v128, scale: v128, accumulate: bool): void {
	const scaled = f64x2.mul(f64x2.convert_low_i32x4_s(sums), scale);
	v128.store(out, accumulate ? f64x2.add(scaled, v128.load(out)) : scaled);
}

function copyTile(to: usize, toStride: usize, from: usize, fromStride: usize, vectors: usize, columns: usize): void {
	for (let v: usize = 0; v < vectors; v++)
		memory.copy(to + v * toStride, from + v * fromStride, columns << 3);
}

/** Greatest magnitude of some codes. */
export function greatest(codes: usize, count: usize, signed: bool): i32 {
	let most = i16x8.splat(0), least = most;
	let n: usize = 0;
	for (; n + 8 <= count; n += 8) {
		const x = v128.load(codes + (n << 1));
		if (signed) {
			most = i16x8.max_s(most, x);
			least = i16x8.min_s(least, x);
		} else most = i16x8.max_u(most, x);
	}
	let result: i32 = 0;
	for (; n < count; n++) {
		const at = codes + (n << 1);
		result = max(result, signed ? abs<i32>(load<i16>(at)) : <i32>load<u16>(at));
	}
	for (let lane = 0; lane < 8; lane++) {
		const isLeft = lane < 4;
		const top = isLeft ? i64x2.extract_lane(most, 0) : i64x2.extract_lane(most, 1);
		const bottom = isLeft ? i64x2.extract_lane(least, 0) : i64x2.extract_lane(least, 1);
		const shift = <i64>((lane & 3) << 4);
		result = max(result, signed ? <i32><i16>(top >> shift) : <i32><u16>(top >> shift));
		result = max(result, -<i32><i16>(bottom >> shift));
	}
	return result;
}

/**
 * Input vectors of an even length; what is written past the end of one, the next one overwrites.
 *
 * @param part 0: the codes, 1: their low bytes, 2: their high bytes
 */
export function packInputs(
	codes: usize, vectors: usize, rows: usize, part: i32, signed: bool, to: usize,
): void {
	const bytes = rows << 1;
	const low = i16x8.splat(0xff);
	for (let v: usize = 0; v < vectors; v++) {
		for (let at: usize = 0; at < bytes; at += 16) {
			let x = v128.load(codes + at);
			if (part == 1) x = v128.and(x, low);
			else if (part == 2) x = signed ? i16x8.shr_s(x, 8) : i16x8.shr_u(x, 8);
			v128.store(to + at, x);
		}
		codes += bytes;
		to += bytes;
		if (rows & 1) {
			store<i16>(to, 0);
			to += 2;
		}
	}
}
