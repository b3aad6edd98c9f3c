import {
	ADC_BYTE_BIAS, ADC_BYTE_KEEP, ADC_BYTE_MAX, ADC_BYTE_STEP, ADC_BYTE_TIE_MASK, ADC_PRODUCTS,
} from "./convert.part.as";
import { flush, STEP } from "./steps.part.as";

// Read a tile of 64 lanes whose sums stay in 8 bits: they stop at 255, which the converter takes for its greatest code.
// Codes times the weight of their plane add up in 16 bits over a group of planes; then they meet the factors of their
// lanes. The code of 0 is 0: a plane or a vector without any set bit adds nothing.
//   steps: byte offset of the plane in a vector's ends (u32), at 16 its weight as a vector, [steps × STEP]
//   groups: end of its steps, address of factors, address of what units are worth, 1 where sums may be below 0, [u32 × 4]

const GROUP: usize = 16;

export function saturatingClamp(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, groupCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, groups: usize,
): void {
	read(false, adc, tables, ends, vectors, bits, steps, groupCount, quads, merge, out, outStride, groups);
}

export function saturatingRound(
	adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, groupCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, groups: usize,
): void {
	read(true, adc, tables, ends, vectors, bits, steps, groupCount, quads, merge, out, outStride, groups);
}

// @ts-ignore: decorator
@inline
function read(
	round: bool, adc: usize, tables: usize, ends: usize, vectors: usize, bits: usize, steps: usize, groupCount: usize,
	quads: usize, merge: bool, out: usize, outStride: usize, groups: usize,
): void {
	const bias = v128.load(adc, ADC_BYTE_BIAS);
	const most = v128.load(adc, ADC_BYTE_MAX);
	const stepSize = v128.load(adc, ADC_BYTE_STEP);
	const tieMask = v128.load(adc, ADC_BYTE_TIE_MASK);
	const keep = v128.load(adc, ADC_BYTE_KEEP);
	const lastGroup = groups + groupCount * GROUP;
	const sums = adc + ADC_PRODUCTS;
	for (let v: usize = 0; v < vectors; v++) {
		const nextEnds = ends + (bits << 2);
		if (load<u32>(ends) != load<u32>(nextEnds)) {
			let step = steps;
			for (let group = groups; group < lastGroup; group += GROUP) {
				const lastStep = <usize>load<u32>(group);
				clearSums(sums);
				for (; step < lastStep; step += STEP) {
					const list = ends + <usize>load<u32>(step);
					let p = <usize>load<u32>(list);
					const end = <usize>load<u32>(list, 4);
					if (p >= end) continue;
					let n0 = bias, n1 = bias, n2 = bias, n3 = bias;
					for (; p < end; p += 4) {
						const left = tables + (<usize>load<u16>(p) << 6);
						const right = tables + (<usize>load<u16>(p, 2) << 6);
						n0 = i8x16.add_sat_u(i8x16.add_sat_u(n0, v128.load(left)), v128.load(right));
						n1 = i8x16.add_sat_u(i8x16.add_sat_u(n1, v128.load(left, 16)), v128.load(right, 16));
						n2 = i8x16.add_sat_u(i8x16.add_sat_u(n2, v128.load(left, 32)), v128.load(right, 32));
						n3 = i8x16.add_sat_u(i8x16.add_sat_u(n3, v128.load(left, 48)), v128.load(right, 48));
					}
					const weight = v128.load(step, 16);
					addCodes(sums, convert(round, n0, most, stepSize, tieMask, keep), weight);
					addCodes(sums + 32, convert(round, n1, most, stepSize, tieMask, keep), weight);
					addCodes(sums + 64, convert(round, n2, most, stepSize, tieMask, keep), weight);
					addCodes(sums + 96, convert(round, n3, most, stepSize, tieMask, keep), weight);
				}
				flushGroup(round, group, sums, quads, merge, out);
			}
		}
		ends = nextEnds;
		out += outStride;
	}
}

// @ts-ignore: decorator
@inline
function flushGroup(round: bool, group: usize, sums: usize, quads: usize, merge: bool, out: usize): void {
	const factors = <usize>load<u32>(group, 4);
	const bases = <usize>load<u32>(group, 8);
	const signed = load<u32>(group, 12) != 0;
	for (let half: usize = 0; half < 2; half++) {
		const from = sums + (half << 6);
		const by = factors + (half << 6);
		const base = bases + (half << 5);
		const quad = quads + (half << 5);
		const y0 = i32x4.dot_i16x8_s(halve(round, signed, v128.load(from)), v128.load(by));
		const y1 = i32x4.dot_i16x8_s(halve(round, signed, v128.load(from, 16)), v128.load(by, 16));
		const y2 = i32x4.dot_i16x8_s(halve(round, signed, v128.load(from, 32)), v128.load(by, 32));
		const y3 = i32x4.dot_i16x8_s(halve(round, signed, v128.load(from, 48)), v128.load(by, 48));
		if (merge) {
			flush(i32x4.add(y0, y1), base, quad, out);
			flush(i32x4.add(y2, y3), base + 16, quad + 16, out);
		} else {
			flush(y0, base, quad, out);
			flush(y1, base + 8, quad + 8, out);
			flush(y2, base + 16, quad + 16, out);
			flush(y3, base + 24, quad + 24, out);
		}
	}
}

/** Codes times the step. As the rounding ones of convert.part.as.ts, on bytes. */
// @ts-ignore: decorator
@inline
function convert(round: bool, sum: v128, most: v128, step: v128, tieMask: v128, keep: v128): v128 {
	if (!round) return i8x16.min_u(sum, most);
	const even = i8x16.add(sum, i8x16.eq(v128.and(sum, tieMask), step));
	return i8x16.min_u(v128.and(even, keep), most);
}

/** Adds 16 codes times the weight of their plane. */
// @ts-ignore: decorator
@inline
function addCodes(sums: usize, codes: v128, weight: v128): void {
	v128.store(sums, i16x8.add(v128.load(sums), i16x8.mul(i16x8.extend_low_i8x16_u(codes), weight)));
	v128.store(sums, i16x8.add(v128.load(sums, 16), i16x8.mul(i16x8.extend_high_i8x16_u(codes), weight)), 16);
}

/** Multiples of the step, which is even, as multiples of half of it: they fit 15 bits. */
// @ts-ignore: decorator
@inline
function halve(round: bool, signed: bool, sums: v128): v128 {
	if (!round) return sums;
	return signed ? i16x8.shr_s(sums, 1) : i16x8.shr_u(sums, 1);
}

// @ts-ignore: decorator
@inline
function clearSums(sums: usize): void {
	const zero = i32x4.splat(0);
	v128.store(sums, zero);
	v128.store(sums, zero, 16);
	v128.store(sums, zero, 32);
	v128.store(sums, zero, 48);
	v128.store(sums, zero, 64);
	v128.store(sums, zero, 80);
	v128.store(sums, zero, 96);
	v128.store(sums, zero, 112);
}
