import {
	ADC_BIAS, ADC_KEEP, ADC_MAX, ADC_MIN, ADC_SIGN_STRIDE, ADC_SIGNS, ADC_STEP, ADC_TABLE, ADC_TIE_MASK, CLAMP_SIGNED,
	CLAMP_UNSIGNED, convert, MULTIPLY, ROUND_SIGNED, ROUND_UNSIGNED, TABLE,
} from "./convert.part.as";
import { CONVERT, DIRECT, FLUSH, factorsOf, flush, STEP } from "./steps.part.as";

// Read a tile of 32 lanes for a batch; one function for each way, as V8 spills more in one that holds them all.
//   steps: bit planes to sum, in order, [stepCount × STEP]
//   quads: byte offset in a row of `out` and number of outputs, [4 × (u32, u32)]
//   out: float64, [vectors × outStride bytes], added to

export function wideClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(CLAMP_UNSIGNED, false, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(CLAMP_UNSIGNED, true, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(ROUND_UNSIGNED, false, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(ROUND_UNSIGNED, true, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(CLAMP_SIGNED, false, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(CLAMP_SIGNED, true, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(ROUND_SIGNED, false, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(ROUND_SIGNED, true, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideMultiply(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(MULTIPLY, false, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsMultiply(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(MULTIPLY, true, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideTable(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(TABLE, false, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

export function wideLevelsTable(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	readWide(TABLE, true, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch);
}

// @ts-ignore: decorator
@inline
export function readWide(
	kind: i32, multiLevel: bool, inverts: bool, adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize,
	steps: usize, stepCount: usize, quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize,
): void {
	// Half a code on every sum: cutting then rounds half up, and `convert` takes back the ties that went odd.
	const bias = v128.load(adc, ADC_BIAS);
	const most = v128.load(adc, ADC_MAX);
	const least = v128.load(adc, ADC_MIN);
	const stepSize = v128.load(adc, ADC_STEP);
	const tieMask = v128.load(adc, ADC_TIE_MASK);
	const keep = v128.load(adc, ADC_KEEP);
	const table = <usize>load<u32>(adc, ADC_TABLE);
	const lastStep = steps + stepCount * STEP;
	let signs = inverts ? <usize>load<u32>(adc, ADC_SIGNS) : 0;
	// The code of 0 is 0.
	const skipsEmpty = kind != MULTIPLY && kind != TABLE;
	for (let v: usize = 0; v < vectors; v++) {
		let s0 = bias, s1 = bias, s2 = bias, s3 = bias;
		let y0 = i32x4.splat(0), y1 = y0, y2 = y0, y3 = y0;
		for (let step = steps; step < lastStep; step += STEP) {
			const list = ends + (<usize>load<u32>(step) << 2);
			let p = <usize>load<u32>(list);
			const end = <usize>load<u32>(list, 4);
			const flags = load<u32>(step, 12);
			if (multiLevel && !(flags & DIRECT)) {
				let t0 = i16x8.splat(0), t1 = t0, t2 = t0, t3 = t0;
				for (; p < end; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					t0 = i16x8.add(i16x8.add(t0, v128.load(left)), v128.load(right));
					t1 = i16x8.add(i16x8.add(t1, v128.load(left, 16)), v128.load(right, 16));
					t2 = i16x8.add(i16x8.add(t2, v128.load(left, 32)), v128.load(right, 32));
					t3 = i16x8.add(i16x8.add(t3, v128.load(left, 48)), v128.load(right, 48));
				}
				const now = i16x8.splat(<i16>load<i32>(step, 4));
				s0 = i16x8.add(s0, i16x8.mul(t0, now));
				s1 = i16x8.add(s1, i16x8.mul(t1, now));
				s2 = i16x8.add(s2, i16x8.mul(t2, now));
				s3 = i16x8.add(s3, i16x8.mul(t3, now));
				if (flags & CONVERT) {
					const factors = factorsOf(inverts, step, flags, signs);
					y0 = i32x4.add(y0, i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors)));
					y1 = i32x4.add(y1, i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 16)));
					y2 = i32x4.add(y2, i32x4.dot_i16x8_s(convert(kind, s2, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 32)));
					y3 = i32x4.add(y3, i32x4.dot_i16x8_s(convert(kind, s3, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 48)));
					const next = i16x8.splat(<i16>load<i32>(step, 8));
					s0 = i16x8.add(bias, i16x8.mul(t0, next));
					s1 = i16x8.add(bias, i16x8.mul(t1, next));
					s2 = i16x8.add(bias, i16x8.mul(t2, next));
					s3 = i16x8.add(bias, i16x8.mul(t3, next));
				}
			} else if (multiLevel || !skipsEmpty || p < end) {
				for (; p < end; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					s0 = i16x8.add(i16x8.add(s0, v128.load(left)), v128.load(right));
					s1 = i16x8.add(i16x8.add(s1, v128.load(left, 16)), v128.load(right, 16));
					s2 = i16x8.add(i16x8.add(s2, v128.load(left, 32)), v128.load(right, 32));
					s3 = i16x8.add(i16x8.add(s3, v128.load(left, 48)), v128.load(right, 48));
				}
				if (!multiLevel || (flags & CONVERT)) {
					const factors = factorsOf(inverts, step, flags, signs);
					y0 = i32x4.add(y0, i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors)));
					y1 = i32x4.add(y1, i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 16)));
					y2 = i32x4.add(y2, i32x4.dot_i16x8_s(convert(kind, s2, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 32)));
					y3 = i32x4.add(y3, i32x4.dot_i16x8_s(convert(kind, s3, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 48)));
					s0 = bias; s1 = bias; s2 = bias; s3 = bias;
				}
			}
			if (flags & FLUSH) {
				const bases = <usize>load<u32>(step, 20);
				if (merge) {
					y0 = i32x4.add(y0, y1);
					y2 = i32x4.add(y2, y3);
				} else {
					flush(y1, bases + 8, quads + 8, out);
					flush(y3, bases + 24, quads + 24, out);
				}
				flush(y0, bases, quads, out);
				flush(y2, bases + 16, quads + 16, out);
				y0 = i32x4.splat(0); y1 = y0; y2 = y0; y3 = y0;
			}
		}
		ends += bits << 2;
		out += outStride;
		if (inverts) signs += <usize>load<u32>(adc, ADC_SIGN_STRIDE);
	}
}
