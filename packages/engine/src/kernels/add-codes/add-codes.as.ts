// Eight codes of two tensors at a time, two in a vector of float64.

/** `signedA`: codes of a are two's complement; past the end, 7 more are read and written. */
export function addCodes(
	a: usize, signedA: bool, scaleA: f64, zeroA: f64, b: usize, signedB: bool, scaleB: f64, zeroB: f64, count: usize,
	least: f64, greatest: f64, outputScale: f64, half: f64, whole: f64, min: f64, max: f64, to: usize,
): void {
	const zerosA = f64x2.splat(zeroA), scalesA = f64x2.splat(scaleA);
	const zerosB = f64x2.splat(zeroB), scalesB = f64x2.splat(scaleB);
	const leasts = f64x2.splat(least), greatests = f64x2.splat(greatest);
	const step = f64x2.splat(outputScale), halves = f64x2.splat(half), wholes = f64x2.splat(whole);
	const mins = f64x2.splat(min), maxs = f64x2.splat(max);
	for (let n: usize = 0; n < count; n += 8) {
		const x = v128.load(a + (n << 1));
		const y = v128.load(b + (n << 1));
		const lowX = signedA ? i32x4.extend_low_i16x8_s(x) : i32x4.extend_low_i16x8_u(x);
		const highX = signedA ? i32x4.extend_high_i16x8_s(x) : i32x4.extend_high_i16x8_u(x);
		const lowY = signedB ? i32x4.extend_low_i16x8_s(y) : i32x4.extend_low_i16x8_u(y);
		const highY = signedB ? i32x4.extend_high_i16x8_s(y) : i32x4.extend_high_i16x8_u(y);
		const c0 = twoCodes(lowX, lowY, zerosA, scalesA, zerosB, scalesB, leasts, greatests, step, halves, wholes, mins, maxs);
		const c1 = twoCodes(
			i64x2.shuffle(lowX, lowX, 1, 1), i64x2.shuffle(lowY, lowY, 1, 1),
			zerosA, scalesA, zerosB, scalesB, leasts, greatests, step, halves, wholes, mins, maxs);
		const c2 = twoCodes(highX, highY, zerosA, scalesA, zerosB, scalesB, leasts, greatests, step, halves, wholes, mins, maxs);
		const c3 = twoCodes(
			i64x2.shuffle(highX, highX, 1, 1), i64x2.shuffle(highY, highY, 1, 1),
			zerosA, scalesA, zerosB, scalesB, leasts, greatests, step, halves, wholes, mins, maxs);
		// Lanes are (first, second, 0, 0) of 32 bits; only their low halves count.
		const c01 = i16x8.shuffle(c0, c1, 0, 2, 8, 10, 4, 6, 12, 14);
		const c23 = i16x8.shuffle(c2, c3, 0, 2, 8, 10, 4, 6, 12, 14);
		v128.store(to + (n << 1), i64x2.shuffle(c01, c23, 0, 2));
	}
}

/** Codes of the sums of the low two operands as 32-bit integers, then zeros. */
// @ts-ignore: decorator
@inline
function twoCodes(
	x: v128, y: v128, zeroX: v128, scaleX: v128, zeroY: v128, scaleY: v128, least: v128, greatest: v128,
	step: v128, half: v128, whole: v128, min: v128, max: v128,
): v128 {
	const realX = f64x2.mul(f64x2.sub(f64x2.convert_low_i32x4_s(x), zeroX), scaleX);
	const realY = f64x2.mul(f64x2.sub(f64x2.convert_low_i32x4_s(y), zeroY), scaleY);
	const clamped = f64x2.min(f64x2.max(f64x2.add(realX, realY), least), greatest);
	const code = f64x2.add(f64x2.nearest(f64x2.add(f64x2.div(clamped, step), half)), whole);
	return i32x4.trunc_sat_f64x2_s_zero(f64x2.min(f64x2.max(code, min), max));
}
