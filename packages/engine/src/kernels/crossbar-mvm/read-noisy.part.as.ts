import {
	ADC_BIAS, ADC_KEEP, ADC_KIND, ADC_MAX, ADC_MIN, ADC_SIGN_STRIDE, ADC_SIGNS, ADC_STEP, ADC_TABLE, ADC_TIE_MASK, ADC_UNSIGNED,
	convert,
} from "./convert.part.as";
import {
	addNoise, addNoiseToLong, multiplyWords0, multiplyWords2, NOISE_BLOCKS, NOISE_KEYS, NOISE_MAGNITUDES, NOISE_PLACE, NOISE_VARIANCE,
	nextEven, nextOdd, PHILOX_ROUNDS,
} from "./noise.part.as";
import { CONVERT, FLUSH, factorsOf, flush, STEP, STEP_PLANE, STEP_SQUARES } from "./steps.part.as";

// Read a tile of 16 lanes with noise. A table entry holds the sums of 16 lanes, then the variances of the same lanes.
// The kind of the converter is looked up for each conversion: the noise takes far longer.

/** Digits are bits: the entries that add up to a sum add up to its variance. */
export function noisy(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize, noise: usize,
): void {
	readNoisy(false, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch, noise);
}

/**
 * Digits of several levels: variances add up over lists of the bits of squared digits, sums in 32 bits. Before they are
 * converted, sums stop at the ends of 16 bits, where codes are the least and the greatest already.
 */
export function noisyLevels(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize, noise: usize,
): void {
	readNoisy(true, false, adc, tables, ends, vectors, bits, steps, stepCount, quads, merge, out, outStride, scratch, noise);
}

// @ts-ignore: decorator
@inline
export function readNoisy(
	multiLevel: bool, inverts: bool, adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, stepCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, scratch: usize, noise: usize,
): void {
	const zero = i16x8.splat(0);
	const bias = v128.load(adc, ADC_BIAS);
	const longBias = i32x4.extend_low_i16x8_s(bias);
	const most = v128.load(adc, ADC_MAX);
	const least = v128.load(adc, ADC_MIN);
	const stepSize = v128.load(adc, ADC_STEP);
	const tieMask = v128.load(adc, ADC_TIE_MASK);
	const keep = v128.load(adc, ADC_KEEP);
	const table = <usize>load<u32>(adc, ADC_TABLE);
	const kind = load<i32>(adc, ADC_KIND);
	const unsigned = load<i32>(adc, ADC_UNSIGNED) != 0;
	const magnitudes = <usize>load<u32>(noise, NOISE_MAGNITUDES);
	const ofConverter = i16x8.splat(<i16>load<u32>(noise, NOISE_VARIANCE));
	let vector = load<u64>(noise, NOISE_PLACE);
	const lastStep = steps + stepCount * STEP;
	let signs = inverts ? <usize>load<u32>(adc, ADC_SIGNS) : 0;
	for (let v: usize = 0; v < vectors; v++) {
		// Counters of two blocks side by side: (vector low, crossbar) and (vector high, block).
		const evenWords = v128.shuffle<i32>(i32x4.splat(<i32>vector), v128.load(noise, NOISE_PLACE), 0, 1, 6, 7);
		const oddWords = v128.shuffle<i32>(i32x4.splat(<i32>(vector >> 32)), v128.load(noise, NOISE_BLOCKS), 0, 1, 6, 7);
		let s0 = bias, s1 = bias;
		let s00 = longBias, s01 = longBias, s10 = longBias, s11 = longBias;
		let y0 = i32x4.splat(0), y1 = y0;
		for (let step = steps; step < lastStep; step += STEP) {
			const list = ends + (<usize>load<u32>(step) << 2);
			let p = <usize>load<u32>(list);
			let end = <usize>load<u32>(list, 4);
			const flags = load<u32>(step, 12);
			let t0 = zero, t1 = zero;
			let t00 = zero, t01 = zero, t10 = zero, t11 = zero;
			let v0 = ofConverter, v1 = ofConverter;
			if (multiLevel) {
				for (; p < end; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					t0 = i16x8.add(i16x8.add(t0, v128.load(left)), v128.load(right));
					t1 = i16x8.add(i16x8.add(t1, v128.load(left, 16)), v128.load(right, 16));
				}
				t00 = unsigned ? i32x4.extend_low_i16x8_u(t0) : i32x4.extend_low_i16x8_s(t0);
				t01 = unsigned ? i32x4.extend_high_i16x8_u(t0) : i32x4.extend_high_i16x8_s(t0);
				t10 = unsigned ? i32x4.extend_low_i16x8_u(t1) : i32x4.extend_low_i16x8_s(t1);
				t11 = unsigned ? i32x4.extend_high_i16x8_u(t1) : i32x4.extend_high_i16x8_s(t1);
				const now = i32x4.splat(load<i32>(step, 4));
				s00 = i32x4.add(s00, i32x4.mul(t00, now));
				s01 = i32x4.add(s01, i32x4.mul(t01, now));
				s10 = i32x4.add(s10, i32x4.mul(t10, now));
				s11 = i32x4.add(s11, i32x4.mul(t11, now));
			} else {
				for (; p < end; p += 4) {
					const left = tables + (<usize>load<u16>(p) << 6);
					const right = tables + (<usize>load<u16>(p, 2) << 6);
					s0 = i16x8.add(i16x8.add(s0, v128.load(left)), v128.load(right));
					s1 = i16x8.add(i16x8.add(s1, v128.load(left, 16)), v128.load(right, 16));
					v0 = i16x8.add(i16x8.add(v0, v128.load(left, 32)), v128.load(right, 32));
					v1 = i16x8.add(i16x8.add(v1, v128.load(left, 48)), v128.load(right, 48));
				}
			}
			if (!multiLevel || (flags & CONVERT)) {
				let a0 = i32x4.extend_low_i16x8_u(v0), a1 = i32x4.extend_high_i16x8_u(v0);
				let a2 = i32x4.extend_low_i16x8_u(v1), a3 = i32x4.extend_high_i16x8_u(v1);
				if (multiLevel) {
					let square = <usize>load<u32>(step, STEP_SQUARES);
					const lastSquare = square + 4 + (<usize>load<u32>(square) << 3);
					for (square += 4; square < lastSquare; square += 8) {
						v0 = zero; v1 = zero;
						const squares = ends + (<usize>load<u32>(square) << 2);
						p = <usize>load<u32>(squares);
						end = <usize>load<u32>(squares, 4);
						for (; p < end; p += 4) {
							const left = tables + (<usize>load<u16>(p) << 6);
							const right = tables + (<usize>load<u16>(p, 2) << 6);
							v0 = i16x8.add(i16x8.add(v0, v128.load(left, 32)), v128.load(right, 32));
							v1 = i16x8.add(i16x8.add(v1, v128.load(left, 48)), v128.load(right, 48));
						}
						const shift = load<i32>(square, 4);
						a0 = i32x4.add(a0, i32x4.shl(i32x4.extend_low_i16x8_u(v0), shift));
						a1 = i32x4.add(a1, i32x4.shl(i32x4.extend_high_i16x8_u(v0), shift));
						a2 = i32x4.add(a2, i32x4.shl(i32x4.extend_low_i16x8_u(v1), shift));
						a3 = i32x4.add(a3, i32x4.shl(i32x4.extend_high_i16x8_u(v1), shift));
					}
				}
				let even = evenWords;
				const plane = <i64>load<u32>(step, STEP_PLANE);
				let odd = i32x4.add(oddWords, i64x2.replace_lane(zero, 1, (plane << 32) | plane));
				for (let key: usize = 0; key < 16 * PHILOX_ROUNDS; key += 16) {
					const product0 = multiplyWords0(even);
					const product2 = multiplyWords2(even);
					even = nextEven(product0, product2, odd, v128.load(noise + key, NOISE_KEYS));
					odd = nextOdd(product0, product2);
				}
				const words0 = v128.shuffle<i32>(even, odd, 0, 4, 2, 6), words1 = v128.shuffle<i32>(even, odd, 1, 5, 3, 7);
				s0 = multiLevel ? addNoiseToLong(s00, s01, unsigned, words0, a0, a1, magnitudes) : addNoise(s0, unsigned, words0, a0, a1, magnitudes);
				s1 = multiLevel ? addNoiseToLong(s10, s11, unsigned, words1, a2, a3, magnitudes) : addNoise(s1, unsigned, words1, a2, a3, magnitudes);
				const factors = factorsOf(inverts, step, flags, signs);
				y0 = i32x4.add(y0, i32x4.dot_i16x8_s(convert(kind, s0, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors)));
				y1 = i32x4.add(y1, i32x4.dot_i16x8_s(convert(kind, s1, most, least, stepSize, tieMask, keep, table, scratch), v128.load(factors, 16)));
				s0 = bias; s1 = bias;
				if (multiLevel) {
					const next = i32x4.splat(load<i32>(step, 8));
					s00 = i32x4.add(longBias, i32x4.mul(t00, next));
					s01 = i32x4.add(longBias, i32x4.mul(t01, next));
					s10 = i32x4.add(longBias, i32x4.mul(t10, next));
					s11 = i32x4.add(longBias, i32x4.mul(t11, next));
				}
			}
			if (flags & FLUSH) {
				const bases = <usize>load<u32>(step, 20);
				if (merge) y0 = i32x4.add(y0, y1);
				else flush(y1, bases + 8, quads + 8, out);
				flush(y0, bases, quads, out);
				y0 = i32x4.splat(0); y1 = y0;
			}
		}
		vector++;
		ends += bits << 2;
		out += outStride;
		if (inverts) signs += <usize>load<u32>(adc, ADC_SIGN_STRIDE);
	}
}
