// Sums to codes, transposed: two outputs of eight positions at a time, since sums lie output by output and codes
// position by position. Where the number of outputs is odd, the second one of the last pair is not stored.

/**
 * @param sums f64 [positions × outputs]
 * @param bias f64 [outputs], likewise scales
 * @param to i16 [outputs × positions]
 */
export function requantize(
	sums: usize, positions: usize, outputs: usize, bias: usize, scales: usize,
	least: f64, greatest: f64, outputScale: f64, half: f64, whole: f64, leastCode: f64, greatestCode: f64, to: usize,
): void {
	requantizeIn<f64>(
		sums, positions, outputs, bias, scales, least, greatest, outputScale, half, whole, leastCode, greatestCode, to,
	);
}

/** Likewise, where sum + bias and its product with the scale are rounded to float32. */
export function requantizeInFloat32(
	sums: usize, positions: usize, outputs: usize, bias: usize, scales: usize,
	least: f64, greatest: f64, outputScale: f64, half: f64, whole: f64, leastCode: f64, greatestCode: f64, to: usize,
): void {
	requantizeIn<f32>(
		sums, positions, outputs, bias, scales, least, greatest, outputScale, half, whole, leastCode, greatestCode, to,
	);
}

// @ts-ignore: decorator
@inline
function requantizeIn<Precision>(
	sums: usize, positions: usize, outputs: usize, bias: usize, scales: usize,
	least: f64, greatest: f64, outputScale: f64, half: f64, whole: f64, leastCode: f64, greatestCode: f64, to: usize,
): void {
	const stride = outputs << 3;
	const step = f64x2.splat(outputScale);
	const halves = f64x2.splat(half), wholes = i64x2.splat(<i64>whole);
	// Division and addition keep order, so that the clamp of real values and that of codes are one.
	const bottom = leastCode - whole, top = greatestCode - whole;
	const mins = f64x2.splat(min(max(least / outputScale + half, bottom), top));
	const maxs = f64x2.splat(min(max(greatest / outputScale + half, bottom), top));
	for (let k: usize = 0; k < outputs; k += 2) {
		const b = v128.load(bias + (k << 3));
		const s = v128.load(scales + (k << 3));
		const first = to + ((k * positions) << 1);
		const second = first + (positions << 1);
		const isPair = k + 1 < outputs;
		let from = sums + (k << 3);
		let p: usize = 0;
		for (; p + 8 <= positions; p += 8) {
			const c0 = codesOf<Precision>(v128.load(from), b, s, step, halves, mins, maxs, wholes);
			const c1 = codesOf<Precision>(v128.load(from + stride), b, s, step, halves, mins, maxs, wholes);
			const c2 = codesOf<Precision>(v128.load(from + 2 * stride), b, s, step, halves, mins, maxs, wholes);
			const c3 = codesOf<Precision>(v128.load(from + 3 * stride), b, s, step, halves, mins, maxs, wholes);
			const c4 = codesOf<Precision>(v128.load(from + 4 * stride), b, s, step, halves, mins, maxs, wholes);
			const c5 = codesOf<Precision>(v128.load(from + 5 * stride), b, s, step, halves, mins, maxs, wholes);
			const c6 = codesOf<Precision>(v128.load(from + 6 * stride), b, s, step, halves, mins, maxs, wholes);
			const c7 = codesOf<Precision>(v128.load(from + 7 * stride), b, s, step, halves, mins, maxs, wholes);
			// Only the low 16 bits of each code count.
			const c0123 = lowWords(lowInts(c0, c1), lowInts(c2, c3));
			const c4567 = lowWords(lowInts(c4, c5), lowInts(c6, c7));
			v128.store(first + (p << 1), lowWords(c0123, c4567));
			if (isPair) v128.store(second + (p << 1), i16x8.shuffle(c0123, c4567, 1, 3, 5, 7, 9, 11, 13, 15));
			from += stride << 3;
		}
		for (; p < positions; p++) {
			const c = codesOf<Precision>(v128.load(from), b, s, step, halves, mins, maxs, wholes);
			v128.store16_lane(first + (p << 1), c, 0);
			if (isPair) v128.store16_lane(second + (p << 1), c, 4);
			from += stride;
		}
	}
}

/** 1.5 · 2^52: adding it rounds to an integer, half to even, in the low bits of the number. */
const FRACTION_OFF: f64 = 6755399441055744;

/** Codes of two sums, in the low bits of 64. */
// @ts-ignore: decorator
@inline
function codesOf<Precision>(sums: v128, bias: v128, scales: v128, step: v128, half: v128, min: v128, max: v128, whole: v128): v128 {
	const real = rounded<Precision>(f64x2.mul(rounded<Precision>(f64x2.add(sums, bias)), scales));
	const code = f64x2.add(f64x2.div(real, step), half);
	const clamped = f64x2.pmin(f64x2.pmax(code, min), max);
	return i64x2.add(f64x2.add(clamped, f64x2.splat(FRACTION_OFF)), whole);
}

// @ts-ignore: decorator
@inline
function rounded<Precision>(values: v128): v128 {
	if (sizeof<Precision>() == 8) return values;
	return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(values));
}

// @ts-ignore: decorator
@inline
function lowInts(a: v128, b: v128): v128 {
	return i32x4.shuffle(a, b, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function lowWords(a: v128, b: v128): v128 {
	return i16x8.shuffle(a, b, 0, 2, 4, 6, 8, 10, 12, 14);
}
