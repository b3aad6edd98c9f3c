import {
	ADC_BIAS, ADC_KEEP, ADC_MAX, ADC_MIN, ADC_STEP, ADC_TIE_MASK,
	CLAMP_SIGNED, CLAMP_UNSIGNED, convert, ROUND_SIGNED, ROUND_UNSIGNED,
} from "./convert.part.as";
import { FLUSH, flush, STEP } from "./steps.part.as";

// Read a tile of 64 lanes of 16 bits, in two tables one after the other: each list is walked twice in a row, and the
// second time the processor knows how long it is. Digits are one bit each; the code of 0 is 0. Quads 0 and 1, 2 and 3, …
// add to the same outputs with the same base, so that the products of 8 quads are 4 vectors.

export function doubleClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, _merge: bool, out: usize, outStride: usize, second: usize,
): void {
	read(CLAMP_UNSIGNED, adc, tables, ends, vectors, bits, steps, stepCount, quads, out, outStride, second);
}

export function doubleRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, _merge: bool, out: usize, outStride: usize, second: usize,
): void {
	read(ROUND_UNSIGNED, adc, tables, ends, vectors, bits, steps, stepCount, quads, out, outStride, second);
}

export function doubleClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, _merge: bool, out: usize, outStride: usize, second: usize,
): void {
	read(CLAMP_SIGNED, adc, tables, ends, vectors, bits, steps, stepCount, quads, out, outStride, second);
}

export function doubleRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, _merge: bool, out: usize, outStride: usize, second: usize,
): void {
	read(ROUND_SIGNED, adc, tables, ends, vectors, bits, steps, stepCount, quads, out, outStride, second);
}

/** @param second how far the table of the other 32 lanes lies behind */
// @ts-ignore: decorator
@inline
function read(
	kind: i32, adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, out: usize, outStride: usize, second: usize,
): void {
	const bias = v128.load(adc, ADC_BIAS);
	const most = v128.load(adc, ADC_MAX);
	const least = v128.load(adc, ADC_MIN);
	const stepSize = v128.load(adc, ADC_STEP);
	const tieMask = v128.load(adc, ADC_TIE_MASK);
	const keep = v128.load(adc, ADC_KEEP);
	const lastStep = steps + stepCount * STEP;
	const others = tables + second;
	let s0: v128, s1: v128, s2: v128, s3: v128;
	for (let v: usize = 0; v < vectors; v++) {
		let y0 = i32x4.splat(0), y1 = y0, y2 = y0, y3 = y0;
		for (let step = steps; step < lastStep; step += STEP) {
			const list = ends + (<usize>load<u32>(step) << 2);
			const start = <usize>load<u32>(list);
			const end = <usize>load<u32>(list, 4);
			if (start < end) {
				const factors = <usize>load<u32>(step, 16);
				s0 = bias; s1 = bias; s2 = bias; s3 = bias;
				for (let p = start; p < end; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					s0 = i16x8.add(i16x8.add(s0, v128.load(left)), v128.load(right));
					s1 = i16x8.add(i16x8.add(s1, v128.load(left, 16)), v128.load(right, 16));
					s2 = i16x8.add(i16x8.add(s2, v128.load(left, 32)), v128.load(right, 32));
					s3 = i16x8.add(i16x8.add(s3, v128.load(left, 48)), v128.load(right, 48));
				}
				y0 = i32x4.add(y0, i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors)));
				y0 = i32x4.add(y0, i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 16)));
				y1 = i32x4.add(y1, i32x4.dot_i16x8_s(convert(kind, s2, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 32)));
				y1 = i32x4.add(y1, i32x4.dot_i16x8_s(convert(kind, s3, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 48)));
				s0 = bias; s1 = bias; s2 = bias; s3 = bias;
				for (let p = start; p < end; p += 4) {
					const left = others + (<usize>load<u16>(p) << 6);
					const right = others + (<usize>load<u16>(p, 2) << 6);
					s0 = i16x8.add(i16x8.add(s0, v128.load(left)), v128.load(right));
					s1 = i16x8.add(i16x8.add(s1, v128.load(left, 16)), v128.load(right, 16));
					s2 = i16x8.add(i16x8.add(s2, v128.load(left, 32)), v128.load(right, 32));
					s3 = i16x8.add(i16x8.add(s3, v128.load(left, 48)), v128.load(right, 48));
				}
				y2 = i32x4.add(y2, i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 64)));
				y2 = i32x4.add(y2, i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 80)));
				y3 = i32x4.add(y3, i32x4.dot_i16x8_s(convert(kind, s2, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 96)));
				y3 = i32x4.add(y3, i32x4.dot_i16x8_s(convert(kind, s3, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 112)));
			}
			if (load<u32>(step, 12) & FLUSH) {
				const bases = <usize>load<u32>(step, 20);
				flush(y0, bases, quads, out);
				flush(y1, bases + 16, quads + 16, out);
				flush(y2, bases + 32, quads + 32, out);
				flush(y3, bases + 48, quads + 48, out);
				y0 = i32x4.splat(0); y1 = y0; y2 = y0; y3 = y0;
			}
		}
		ends += bits << 2;
		out += outStride;
	}
}
