// Sums to codes, transposed: two outputs of eight positions at a time, since sums lie output by output and codes
// position by position. Where the number of outputs is odd, the second one of the last pair is not stored.

/**
 * @param sums f64 [positions × outputs]
 * @param bias f64 [outputs], likewise scales
 * @param to i16 [outputs × positions]
 */
export function requantize(
	sums: usize, positions: usize, outputs: usize, bias: usize, scales: usize,
	least: f64, greatest: f64, outputScale: f64, half: f64, whole: f64, min: f64, max: f64, to: usize,
): void {
	const stride = outputs << 3;
	const leasts = f64x2.splat(least), greatests = f64x2.splat(greatest);
	const step = f64x2.splat(outputScale);
	const halves = f64x2.splat(half), wholes = f64x2.splat(whole);
	const mins = f64x2.splat(min), maxs = f64x2.splat(max);
	for (let k: usize = 0; k < outputs; k += 2) {
		const b = v128.load(bias + (k << 3));
		const s = v128.load(scales + (k << 3));
		const first = to + ((k * positions) << 1);
		const second = first + (positions << 1);
		const isPair = k + 1 < outputs;
		let from = sums + (k << 3);
		let p: usize = 0;
		for (; p + 8 <= positions; p += 8) {
			const c0 = codesOf(v128.load(from), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			const c1 = codesOf(v128.load(from + stride), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			const c2 = codesOf(v128.load(from + 2 * stride), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			const c3 = codesOf(v128.load(from + 3 * stride), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			const c4 = codesOf(v128.load(from + 4 * stride), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			const c5 = codesOf(v128.load(from + 5 * stride), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			const c6 = codesOf(v128.load(from + 6 * stride), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			const c7 = codesOf(v128.load(from + 7 * stride), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			// Lanes are (first, second, 0, 0) of 32 bits; only their low halves count.
			const c01 = i16x8.shuffle(c0, c1, 0, 8, 2, 10, 4, 12, 6, 14);
			const c23 = i16x8.shuffle(c2, c3, 0, 8, 2, 10, 4, 12, 6, 14);
			const c45 = i16x8.shuffle(c4, c5, 0, 8, 2, 10, 4, 12, 6, 14);
			const c67 = i16x8.shuffle(c6, c7, 0, 8, 2, 10, 4, 12, 6, 14);
			const c0123 = i32x4.shuffle(c01, c23, 0, 4, 1, 5);
			const c4567 = i32x4.shuffle(c45, c67, 0, 4, 1, 5);
			v128.store(first + (p << 1), i64x2.shuffle(c0123, c4567, 0, 2));
			if (isPair) v128.store(second + (p << 1), i64x2.shuffle(c0123, c4567, 1, 3));
			from += stride << 3;
		}
		for (; p < positions; p++) {
			const c = codesOf(v128.load(from), b, s, leasts, greatests, step, halves, wholes, mins, maxs);
			v128.store16_lane(first + (p << 1), c, 0);
			if (isPair) v128.store16_lane(second + (p << 1), c, 2);
			from += stride;
		}
	}
}

/** Codes of two sums as 32-bit integers, then zeros. */
// @ts-ignore: decorator
@inline
function codesOf(
	sums: v128, bias: v128, scales: v128, least: v128, greatest: v128,
	step: v128, half: v128, whole: v128, min: v128, max: v128,
): v128 {
	const real = f64x2.mul(f64x2.add(sums, bias), scales);
	const clamped = f64x2.min(f64x2.max(real, least), greatest);
	const code = f64x2.add(f64x2.nearest(f64x2.add(f64x2.div(clamped, step), half)), whole);
	return i32x4.trunc_sat_f64x2_s_zero(f64x2.min(f64x2.max(code, min), max));
}
