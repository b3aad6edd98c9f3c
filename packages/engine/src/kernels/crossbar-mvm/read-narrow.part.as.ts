import {
	ADC_BIAS, ADC_BIASES, ADC_BIT_SUMS, ADC_KEEP, ADC_MAX, ADC_MIN, ADC_PRODUCTS, ADC_STEP, ADC_SUMS,
	ADC_TIE_MASK, ADC_ZEROS, CLAMP_SIGNED, CLAMP_UNSIGNED, convert, ROUND_SIGNED, ROUND_UNSIGNED,
} from "./convert.part.as";
import { CONVERT, DIRECT, FLUSH, flush, STEP } from "./steps.part.as";

// Read a tile of 64 lanes whose table entries have 8 bits: half the bytes per cell. Sums of up to `chunk` bytes of a
// list fit 8 bits and are then widened. Else as the wide ones, with 8 quads.

export function narrowClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(CLAMP_UNSIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowLevelsClampUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(CLAMP_UNSIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(ROUND_UNSIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowLevelsRoundUnsigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(ROUND_UNSIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(CLAMP_SIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowLevelsClampSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(CLAMP_SIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(ROUND_SIGNED, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

export function narrowLevelsRoundSigned(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	narrow(ROUND_SIGNED, true, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, chunk);
}

// @ts-ignore: decorator
@inline
function narrow(
	kind: i32, multiLevel: bool, adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize,
	steps: usize, stepCount: usize, quads: usize, merge: bool, out: usize, outStride: usize, chunk: usize,
): void {
	const most = v128.load(adc, ADC_MAX);
	const least = v128.load(adc, ADC_MIN);
	const stepSize = v128.load(adc, ADC_STEP);
	const tieMask = v128.load(adc, ADC_TIE_MASK);
	const keep = v128.load(adc, ADC_KEEP);
	const lastStep = steps + stepCount * STEP;
	// Sums, sums of one bit plane and products of 8 quads are more than the registers hold: they stay in memory.
	clearProducts(adc);
	for (let v: usize = 0; v < vectors; v++) {
		let sums = adc + ADC_BIASES;
		for (let step = steps; step < lastStep; step += STEP) {
			const list = ends + (<usize>load<u32>(step) << 2);
			let p = <usize>load<u32>(list);
			const end = <usize>load<u32>(list, 4);
			const flags = load<u32>(step, 12);
			const direct = !multiLevel || (flags & DIRECT) != 0;
			let partial = direct ? sums : adc + ADC_ZEROS;
			const room = adc + (direct ? ADC_SUMS : ADC_BIT_SUMS);
			let n0: v128, n1: v128, n2: v128, n3: v128;
			while (true) {
				const stop = min(p + chunk, end);
				n0 = i8x16.splat(0); n1 = n0; n2 = n0; n3 = n0;
				for (; p < stop; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					n0 = i8x16.add(i8x16.add(n0, v128.load(left)), v128.load(right));
					n1 = i8x16.add(i8x16.add(n1, v128.load(left, 16)), v128.load(right, 16));
					n2 = i8x16.add(i8x16.add(n2, v128.load(left, 32)), v128.load(right, 32));
					n3 = i8x16.add(i8x16.add(n3, v128.load(left, 48)), v128.load(right, 48));
				}
				if (p >= end) break;
				v128.store(room, i16x8.add(v128.load(partial), widenLow(kind, n0)));
				v128.store(room, i16x8.add(v128.load(partial, 16), widenHigh(kind, n0)), 16);
				v128.store(room, i16x8.add(v128.load(partial, 32), widenLow(kind, n1)), 32);
				v128.store(room, i16x8.add(v128.load(partial, 48), widenHigh(kind, n1)), 48);
				v128.store(room, i16x8.add(v128.load(partial, 64), widenLow(kind, n2)), 64);
				v128.store(room, i16x8.add(v128.load(partial, 80), widenHigh(kind, n2)), 80);
				v128.store(room, i16x8.add(v128.load(partial, 96), widenLow(kind, n3)), 96);
				v128.store(room, i16x8.add(v128.load(partial, 112), widenHigh(kind, n3)), 112);
				partial = room;
			}
			const factors = <usize>load<u32>(step, 16);
			if (direct) {
				if (!multiLevel || (flags & CONVERT)) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial), widenLow(kind, n0)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors))), ADC_PRODUCTS);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 16), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 16), widenHigh(kind, n0)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 16))), ADC_PRODUCTS + 16);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 32), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 32), widenLow(kind, n1)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 32))), ADC_PRODUCTS + 32);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 48), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 48), widenHigh(kind, n1)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 48))), ADC_PRODUCTS + 48);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 64), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 64), widenLow(kind, n2)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 64))), ADC_PRODUCTS + 64);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 80), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 80), widenHigh(kind, n2)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 80))), ADC_PRODUCTS + 80);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 96), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 96), widenLow(kind, n3)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 96))), ADC_PRODUCTS + 96);
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 112), i32x4.dot_i16x8_s(convert(kind, i16x8.add(v128.load(partial, 112), widenHigh(kind, n3)), most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 112))), ADC_PRODUCTS + 112);
					sums = adc + ADC_BIASES;
				} else {
					v128.store(room, i16x8.add(v128.load(partial), widenLow(kind, n0)));
					v128.store(room, i16x8.add(v128.load(partial, 16), widenHigh(kind, n0)), 16);
					v128.store(room, i16x8.add(v128.load(partial, 32), widenLow(kind, n1)), 32);
					v128.store(room, i16x8.add(v128.load(partial, 48), widenHigh(kind, n1)), 48);
					v128.store(room, i16x8.add(v128.load(partial, 64), widenLow(kind, n2)), 64);
					v128.store(room, i16x8.add(v128.load(partial, 80), widenHigh(kind, n2)), 80);
					v128.store(room, i16x8.add(v128.load(partial, 96), widenLow(kind, n3)), 96);
					v128.store(room, i16x8.add(v128.load(partial, 112), widenHigh(kind, n3)), 112);
					sums = room;
				}
			} else {
				const now = i16x8.splat(<i16>load<i32>(step, 4));
				const next = i16x8.splat(<i16>load<i32>(step, 8));
				const bias = v128.load(adc, ADC_BIAS);
				const converts = (flags & CONVERT) != 0;
				let t: v128, s: v128;
				t = i16x8.add(v128.load(partial), widenLow(kind, n0));
				s = i16x8.add(v128.load(sums), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors))), ADC_PRODUCTS);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS);
				t = i16x8.add(v128.load(partial, 16), widenHigh(kind, n0));
				s = i16x8.add(v128.load(sums, 16), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 16), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 16))), ADC_PRODUCTS + 16);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 16);
				t = i16x8.add(v128.load(partial, 32), widenLow(kind, n1));
				s = i16x8.add(v128.load(sums, 32), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 32), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 32))), ADC_PRODUCTS + 32);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 32);
				t = i16x8.add(v128.load(partial, 48), widenHigh(kind, n1));
				s = i16x8.add(v128.load(sums, 48), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 48), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 48))), ADC_PRODUCTS + 48);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 48);
				t = i16x8.add(v128.load(partial, 64), widenLow(kind, n2));
				s = i16x8.add(v128.load(sums, 64), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 64), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 64))), ADC_PRODUCTS + 64);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 64);
				t = i16x8.add(v128.load(partial, 80), widenHigh(kind, n2));
				s = i16x8.add(v128.load(sums, 80), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 80), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 80))), ADC_PRODUCTS + 80);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 80);
				t = i16x8.add(v128.load(partial, 96), widenLow(kind, n3));
				s = i16x8.add(v128.load(sums, 96), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 96), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 96))), ADC_PRODUCTS + 96);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 96);
				t = i16x8.add(v128.load(partial, 112), widenHigh(kind, n3));
				s = i16x8.add(v128.load(sums, 112), i16x8.mul(t, now));
				if (converts) {
					v128.store(adc, i32x4.add(v128.load(adc, ADC_PRODUCTS + 112), i32x4.dot_i16x8_s(convert(kind, s, most, least, stepSize, tieMask, keep, 0, 0), v128.load(factors, 112))), ADC_PRODUCTS + 112);
					s = i16x8.add(bias, i16x8.mul(t, next));
				}
				v128.store(adc, s, ADC_SUMS + 112);
				sums = adc + ADC_SUMS;
			}
			if (flags & FLUSH) {
				const bases = <usize>load<u32>(step, 20);
				if (merge) {
					flush(i32x4.add(v128.load(adc, ADC_PRODUCTS), v128.load(adc, ADC_PRODUCTS + 16)), bases + 0, quads + 0, out);
					flush(i32x4.add(v128.load(adc, ADC_PRODUCTS + 32), v128.load(adc, ADC_PRODUCTS + 48)), bases + 16, quads + 16, out);
					flush(i32x4.add(v128.load(adc, ADC_PRODUCTS + 64), v128.load(adc, ADC_PRODUCTS + 80)), bases + 32, quads + 32, out);
					flush(i32x4.add(v128.load(adc, ADC_PRODUCTS + 96), v128.load(adc, ADC_PRODUCTS + 112)), bases + 48, quads + 48, out);
				} else {
					flush(v128.load(adc, ADC_PRODUCTS), bases + 0, quads + 0, out);
					flush(v128.load(adc, ADC_PRODUCTS + 16), bases + 8, quads + 8, out);
					flush(v128.load(adc, ADC_PRODUCTS + 32), bases + 16, quads + 16, out);
					flush(v128.load(adc, ADC_PRODUCTS + 48), bases + 24, quads + 24, out);
					flush(v128.load(adc, ADC_PRODUCTS + 64), bases + 32, quads + 32, out);
					flush(v128.load(adc, ADC_PRODUCTS + 80), bases + 40, quads + 40, out);
					flush(v128.load(adc, ADC_PRODUCTS + 96), bases + 48, quads + 48, out);
					flush(v128.load(adc, ADC_PRODUCTS + 112), bases + 56, quads + 56, out);
				}
				clearProducts(adc);
			}
		}
		ends += bits << 2;
		out += outStride;
	}
}

// @ts-ignore: decorator
@inline
function clearProducts(adc: usize): void {
	const zero = i32x4.splat(0);
	v128.store(adc, zero, ADC_PRODUCTS);
	v128.store(adc, zero, ADC_PRODUCTS + 16);
	v128.store(adc, zero, ADC_PRODUCTS + 32);
	v128.store(adc, zero, ADC_PRODUCTS + 48);
	v128.store(adc, zero, ADC_PRODUCTS + 64);
	v128.store(adc, zero, ADC_PRODUCTS + 80);
	v128.store(adc, zero, ADC_PRODUCTS + 96);
	v128.store(adc, zero, ADC_PRODUCTS + 112);
}

// @ts-ignore: decorator
@inline
function widenLow(kind: i32, bytes: v128): v128 {
	return kind == CLAMP_SIGNED || kind == ROUND_SIGNED ? i16x8.extend_low_i8x16_s(bytes) : i16x8.extend_low_i8x16_u(bytes);
}

// @ts-ignore: decorator
@inline
function widenHigh(kind: i32, bytes: v128): v128 {
	return kind == CLAMP_SIGNED || kind == ROUND_SIGNED ? i16x8.extend_high_i8x16_s(bytes) : i16x8.extend_high_i8x16_u(bytes);
}
