import {
	ADC_BIAS, ADC_KEEP, ADC_MAX, ADC_MIN, ADC_PRODUCTS, ADC_STEP, ADC_TIE_MASK,
	CLAMP_SIGNED, CLAMP_UNSIGNED, convert, ROUND_SIGNED, ROUND_UNSIGNED,
} from "./convert.part.as";
import { FLUSH, flush, STEP } from "./steps.part.as";

// Read a tile of 64 lanes of 16 bits, in two tables one after the other: each list is walked twice in a row, and the
// second time the processor knows how long it is. Digits are one bit each; the code of 0 is 0. Quads 0 and 1, 2 and 3, …
// add to the same outputs with the same base, so that the products of 8 quads are 4 vectors.
//
// Tables are where the compiler knows: an entry is a byte of a list away. Products of the first table are in memory, which
// has them computed before the second table is read; else V8 keeps the sums and factors of the first one on its stack.

/** As in kernel-memory.ts. */
const TABLES: usize = 4096;
const OTHERS: usize = TABLES + (2 << 20);

export function doubleClampUnsigned(
	adc: usize, _tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, _merge: bool, out: usize, outStride: usize, _scratch: usize,
): void {
	read(CLAMP_UNSIGNED, adc, ends, vectors, bits, steps, stepCount, quads, out, outStride);
}

export function doubleRoundUnsigned(
	adc: usize, _tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, _merge: bool, out: usize, outStride: usize, _scratch: usize,
): void {
	read(ROUND_UNSIGNED, adc, ends, vectors, bits, steps, stepCount, quads, out, outStride);
}

export function doubleClampSigned(
	adc: usize, _tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, _merge: bool, out: usize, outStride: usize, _scratch: usize,
): void {
	read(CLAMP_SIGNED, adc, ends, vectors, bits, steps, stepCount, quads, out, outStride);
}

export function doubleRoundSigned(
	adc: usize, _tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, _merge: bool, out: usize, outStride: usize, _scratch: usize,
): void {
	read(ROUND_SIGNED, adc, ends, vectors, bits, steps, stepCount, quads, out, outStride);
}

// @ts-ignore: decorator
@inline
function read(
	kind: i32, adc: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, out: usize, outStride: usize,
): void {
	const bias = v128.load(adc, ADC_BIAS);
	const most = v128.load(adc, ADC_MAX);
	const least = v128.load(adc, ADC_MIN);
	const stepSize = v128.load(adc, ADC_STEP);
	const tieMask = v128.load(adc, ADC_TIE_MASK);
	const keep = v128.load(adc, ADC_KEEP);
	const lastStep = steps + stepCount * STEP;
	clearProducts(adc);
	let s0: v128, s1: v128, s2: v128, s3: v128;
	for (let v: usize = 0; v < vectors; v++) {
		let y2 = i32x4.splat(0), y3 = y2;
		for (let step = steps; step < lastStep; step += STEP) {
			const list = ends + (<usize>load<u32>(step) << 2);
			const start = <usize>load<u32>(list);
			const end = <usize>load<u32>(list, 4);
			if (start < end) {
				const factors = <usize>load<u32>(step, 16);
				s0 = bias; s1 = bias; s2 = bias; s3 = bias;
				for (let p = start; p < end; p += 4) {
					const left = <usize>load<u16>(p) << 6;
					const right = <usize>load<u16>(p, 2) << 6;
					s0 = i16x8.add(i16x8.add(s0, v128.load(left, TABLES)), v128.load(right, TABLES));
					s1 = i16x8.add(i16x8.add(s1, v128.load(left, TABLES + 16)), v128.load(right, TABLES + 16));
					s2 = i16x8.add(i16x8.add(s2, v128.load(left, TABLES + 32)), v128.load(right, TABLES + 32));
					s3 = i16x8.add(i16x8.add(s3, v128.load(left, TABLES + 48)), v128.load(right, TABLES + 48));
				}
				addProducts(adc, i32x4.add(
					i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors)),
					i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 16))));
				addProducts(adc + 16, i32x4.add(
					i32x4.dot_i16x8_s(convert(kind, s2, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 32)),
					i32x4.dot_i16x8_s(convert(kind, s3, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 48))));
				s0 = bias; s1 = bias; s2 = bias; s3 = bias;
				for (let p = start; p < end; p += 4) {
					const left = <usize>load<u16>(p) << 6;
					const right = <usize>load<u16>(p, 2) << 6;
					s0 = i16x8.add(i16x8.add(s0, v128.load(left, OTHERS)), v128.load(right, OTHERS));
					s1 = i16x8.add(i16x8.add(s1, v128.load(left, OTHERS + 16)), v128.load(right, OTHERS + 16));
					s2 = i16x8.add(i16x8.add(s2, v128.load(left, OTHERS + 32)), v128.load(right, OTHERS + 32));
					s3 = i16x8.add(i16x8.add(s3, v128.load(left, OTHERS + 48)), v128.load(right, OTHERS + 48));
				}
				y2 = i32x4.add(y2, i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 64)));
				y2 = i32x4.add(y2, i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 80)));
				y3 = i32x4.add(y3, i32x4.dot_i16x8_s(convert(kind, s2, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 96)));
				y3 = i32x4.add(y3, i32x4.dot_i16x8_s(convert(kind, s3, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 112)));
			}
			if (load<u32>(step, 12) & FLUSH) {
				const bases = <usize>load<u32>(step, 20);
				flush(v128.load(adc, ADC_PRODUCTS), bases, quads, out);
				flush(v128.load(adc, ADC_PRODUCTS + 16), bases + 16, quads + 16, out);
				flush(y2, bases + 32, quads + 32, out);
				flush(y3, bases + 48, quads + 48, out);
				clearProducts(adc);
				y2 = i32x4.splat(0); y3 = y2;
			}
		}
		ends += bits << 2;
		out += outStride;
	}
}

// @ts-ignore: decorator
@inline
function addProducts(adc: usize, y: v128): void {
	v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS), y), ADC_PRODUCTS);
}

// @ts-ignore: decorator
@inline
function clearProducts(adc: usize): void {
	const zero = i32x4.splat(0);
	v128.store(adc, zero, ADC_PRODUCTS);
	v128.store(adc, zero, ADC_PRODUCTS + 16);
}
