// Eight codes of two tensors at a time, two in a vector of float64.

/** `signedA`: codes of a are two's complement; past the end, 7 more are read and written. */
export function addCodes(
	a: usize, signedA: bool, scaleA: f64, zeroA: f64, b: usize, signedB: bool, scaleB: f64, zeroB: f64, count: usize,
	least: f64, greatest: f64, outputScale: f64, half: f64, whole: f64, leastCode: f64, greatestCode: f64, to: usize,
): void {
	addCodesIn<f64>(
		a, signedA, scaleA, zeroA, b, signedB, scaleB, zeroB, count,
		least, greatest, outputScale, half, whole, leastCode, greatestCode, to,
	);
}

/** See SingleAddition; `whole` is the least code of the sum, its offset lies where half a zero point does in float64. */
export function addCodesInFloat32(
	a: usize, signedA: bool, ratioA: f64, leastA: f64, b: usize, signedB: bool, ratioB: f64, leastB: f64, count: usize,
	offset: f64, whole: f64, leastCode: f64, greatestCode: f64, to: usize,
): void {
	addCodesIn<f32>(
		a, signedA, ratioA, leastA, b, signedB, ratioB, leastB, count,
		-Infinity, Infinity, 1, offset, whole, leastCode, greatestCode, to,
	);
}

// @ts-ignore: decorator
@inline
function addCodesIn<Precision>(
	a: usize, signedA: bool, scaleA: f64, zeroA: f64, b: usize, signedB: bool, scaleB: f64, zeroB: f64, count: usize,
	least: f64, greatest: f64, outputScale: f64, half: f64, whole: f64, leastCode: f64, greatestCode: f64, to: usize,
): void {
	const zerosA = f64x2.splat(zeroA), scalesA = f64x2.splat(scaleA);
	const zerosB = f64x2.splat(zeroB), scalesB = f64x2.splat(scaleB);
	const step = f64x2.splat(outputScale), halves = f64x2.splat(half), wholes = i64x2.splat(<i64>whole);
	// Division and addition keep order, so that the clamp of real values and that of codes are one.
	const bottom = leastCode - whole, top = greatestCode - whole;
	const mins = f64x2.splat(min(max(least / outputScale + half, bottom), top));
	const maxs = f64x2.splat(min(max(greatest / outputScale + half, bottom), top));
	for (let n: usize = 0; n < count; n += 8) {
		const x = v128.load(a + (n << 1));
		const y = v128.load(b + (n << 1));
		const lowX = signedA ? i32x4.extend_low_i16x8_s(x) : i32x4.extend_low_i16x8_u(x);
		const highX = signedA ? i32x4.extend_high_i16x8_s(x) : i32x4.extend_high_i16x8_u(x);
		const lowY = signedB ? i32x4.extend_low_i16x8_s(y) : i32x4.extend_low_i16x8_u(y);
		const highY = signedB ? i32x4.extend_high_i16x8_s(y) : i32x4.extend_high_i16x8_u(y);
		const c0 = twoCodes<Precision>(lowX, lowY, zerosA, scalesA, zerosB, scalesB, step, halves, mins, maxs, wholes);
		const c1 = twoCodes<Precision>(
			i64x2.shuffle(lowX, lowX, 1, 1), i64x2.shuffle(lowY, lowY, 1, 1),
			zerosA, scalesA, zerosB, scalesB, step, halves, mins, maxs, wholes);
		const c2 = twoCodes<Precision>(highX, highY, zerosA, scalesA, zerosB, scalesB, step, halves, mins, maxs, wholes);
		const c3 = twoCodes<Precision>(
			i64x2.shuffle(highX, highX, 1, 1), i64x2.shuffle(highY, highY, 1, 1),
			zerosA, scalesA, zerosB, scalesB, step, halves, mins, maxs, wholes);
		// Only the low 16 bits of each code count.
		const c01 = i32x4.shuffle(c0, c1, 0, 2, 4, 6);
		const c23 = i32x4.shuffle(c2, c3, 0, 2, 4, 6);
		v128.store(to + (n << 1), i16x8.shuffle(c01, c23, 0, 2, 4, 6, 8, 10, 12, 14));
	}
}

/** 1.5 · 2^52: adding it rounds to an integer, half to even, in the low bits of the number. */
const FRACTION_OFF: f64 = 6755399441055744;

/** Codes of the sums of the low two operands, in the low bits of 64. */
// @ts-ignore: decorator
@inline
function twoCodes<Precision>(
	x: v128, y: v128, zeroX: v128, scaleX: v128, zeroY: v128, scaleY: v128,
	step: v128, half: v128, min: v128, max: v128, whole: v128,
): v128 {
	const realX = f64x2.mul(f64x2.sub(f64x2.convert_low_i32x4_s(x), zeroX), scaleX);
	const realY = f64x2.mul(f64x2.sub(f64x2.convert_low_i32x4_s(y), zeroY), scaleY);
	// A product of a code and a float32 is exact in float64.
	const code = sizeof<Precision>() == 8
		? f64x2.add(f64x2.div(f64x2.add(realX, realY), step), half)
		: single(f64x2.add(realX, single(f64x2.add(realY, half))));
	const clamped = f64x2.pmin(f64x2.pmax(code, min), max);
	return i64x2.add(f64x2.add(clamped, f64x2.splat(FRACTION_OFF)), whole);
}

/** Values rounded to float32. */
// @ts-ignore: decorator
@inline
function single(values: v128): v128 {
	return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(values));
}
