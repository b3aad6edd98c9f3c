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
