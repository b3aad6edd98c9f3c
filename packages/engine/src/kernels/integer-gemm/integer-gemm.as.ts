// Exact integer matrix product by i32x4.dot_i16x8_s: one instruction multiplies a pair of inputs by a pair of
// weights in each of 4 columns and adds the two products. Weights lie as [row pairs][columns] of i16 pairs, so
// a vector is 4 columns; a pair of inputs is splat over it. 8 vectors, 32 columns, are summed in registers.
// Sums are exact in i32 for `blockPairs` pairs and are then added to float64.
//
// Inputs that are too large for that are cut in two bytes, low unsigned and high signed: two passes.

const TILE: usize = 32;

/**
 * out[v, k] (+)= factor · Σ_r inputs[v, r] · weights[r, k]
 *
 * @param inputs i16 pairs as i32, [vectors × pairs]
 * @param weights [pairs × columns] of i16 pairs; columns a multiple of 32
 * @param out f64 [vectors × columns]
 */
export function multiply(
	inputs: usize, vectors: usize, pairs: usize,
	weights: usize, columns: usize, out: usize,
	blockPairs: usize, factor: f64, accumulate: bool,
): void {
	const scale = f64x2.splat(factor);
	for (let tile: usize = 0; tile < columns; tile += TILE) {
		for (let first: usize = 0; first < pairs; first += blockPairs) {
			const last = min(first + blockPairs, pairs);
			for (let v: usize = 0; v < vectors; v++) {
				multiplyTile(
					inputs + ((v * pairs) << 2), weights + (tile << 2), columns << 2,
					first, last, out + ((v * columns + tile) << 3), scale, accumulate || first > 0,
				);
			}
		}
	}
}

// @ts-ignore: decorator
@inline
function multiplyTile(
	inputs: usize, weights: usize, stride: usize,
	first: usize, last: usize, out: usize, scale: v128, accumulate: bool,
): void {
	let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
	for (let p = first; p < last; p++) {
		const pair = load<i32>(inputs + (p << 2));
		if (pair == 0) continue;
		const x = i32x4.splat(pair);
		const w = weights + p * stride;
		s0 = i32x4.add(s0, i32x4.dot_i16x8_s(x, v128.load(w)));
		s1 = i32x4.add(s1, i32x4.dot_i16x8_s(x, v128.load(w, 16)));
		s2 = i32x4.add(s2, i32x4.dot_i16x8_s(x, v128.load(w, 32)));
		s3 = i32x4.add(s3, i32x4.dot_i16x8_s(x, v128.load(w, 48)));
		s4 = i32x4.add(s4, i32x4.dot_i16x8_s(x, v128.load(w, 64)));
		s5 = i32x4.add(s5, i32x4.dot_i16x8_s(x, v128.load(w, 80)));
		s6 = i32x4.add(s6, i32x4.dot_i16x8_s(x, v128.load(w, 96)));
		s7 = i32x4.add(s7, i32x4.dot_i16x8_s(x, v128.load(w, 112)));
	}
	put(out, s0, scale, accumulate);
	put(out + 32, s1, scale, accumulate);
	put(out + 64, s2, scale, accumulate);
	put(out + 96, s3, scale, accumulate);
	put(out + 128, s4, scale, accumulate);
	put(out + 160, s5, scale, accumulate);
	put(out + 192, s6, scale, accumulate);
	put(out + 224, s7, scale, accumulate);
}

// @ts-ignore: decorator
@inline
function put(out: usize, sums: v128, scale: v128, accumulate: bool): void {
	let low = f64x2.mul(f64x2.convert_low_i32x4_s(sums), scale);
	let high = f64x2.mul(f64x2.convert_low_i32x4_s(i64x2.shuffle(sums, sums, 1, 0)), scale);
	if (accumulate) {
		low = f64x2.add(low, v128.load(out));
		high = f64x2.add(high, v128.load(out, 16));
	}
	v128.store(out, low);
	v128.store(out, high, 16);
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

/** Takes the padding out of rows of sums, in place. */
export function compact(sums: usize, vectors: usize, paddedColumns: usize, columns: usize): void {
	let to = sums;
	for (let v: usize = 0; v < vectors; v++) {
		const from = sums + ((v * paddedColumns) << 3);
		for (let at: usize = 0; at < columns << 3; at += 16) v128.store(to + at, v128.load(from + at));
		to += columns << 3;
	}
}
