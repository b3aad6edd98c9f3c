// The noise of read-noise.ts, eight conversions at a time.

/** Fields: keys of the 10 rounds of Philox, two words twice each; … */
export const NOISE_KEYS: usize = 0;
/** … number of the first vector (64 bits), crossbar (32 bits) twice; … */
export const NOISE_PLACE: usize = 160;
/** … 64 bits of zeros, block of the first quad in plane 0, and of the second; … */
export const NOISE_BLOCKS: usize = 176;
/** … address of the magnitudes; … */
export const NOISE_MAGNITUDES: usize = 192;
/** … variance of every conversion, whatever is driven. */
export const NOISE_VARIANCE: usize = 196;

export const PHILOX_ROUNDS: usize = 10;
const MULTIPLIER_0: i32 = 0xd2511f53;
const MULTIPLIER_1: i32 = 0xcd9e8d57;

// Two blocks of Philox4x32 side by side: words 0 of both, then words 2 (`even`); words 1, then words 3 (`odd`).

/** Products of words 0 and of words 2 with the multipliers. */
// @ts-ignore: decorator
@inline
export function multiplyWords0(even: v128): v128 {
	return i64x2.extmul_low_i32x4_u(even, i32x4.splat(MULTIPLIER_0));
}

// @ts-ignore: decorator
@inline
export function multiplyWords2(even: v128): v128 {
	return i64x2.extmul_high_i32x4_u(even, i32x4.splat(MULTIPLIER_1));
}

/** Words 0 and 2 after a round. */
// @ts-ignore: decorator
@inline
export function nextEven(product0: v128, product2: v128, odd: v128, key: v128): v128 {
	return v128.xor(v128.xor(v128.shuffle<i32>(product2, product0, 1, 3, 5, 7), odd), key);
}

/** Words 1 and 3 after a round. */
// @ts-ignore: decorator
@inline
export function nextOdd(product0: v128, product2: v128): v128 {
	return v128.shuffle<i32>(product2, product0, 0, 2, 4, 6);
}

/**
 * Adds noise to 8 sums.
 *
 * @param unsigned sums are 0 … 65,535, else −32,768 … 32,767; a sum outside becomes the end
 * @param words 16 random bits for each lane
 * @param low variances of the first 4 lanes, 32 bits
 */
// @ts-ignore: decorator
@inline
export function addNoise(
	sums: v128, unsigned: bool, words: v128, low: v128, high: v128, magnitudes: usize,
): v128 {
	const sumsLow = unsigned ? i32x4.extend_low_i16x8_u(sums) : i32x4.extend_low_i16x8_s(sums);
	const sumsHigh = unsigned ? i32x4.extend_high_i16x8_u(sums) : i32x4.extend_high_i16x8_s(sums);
	return addNoiseToLong(sumsLow, sumsHigh, unsigned, words, low, high, magnitudes);
}

/** The same to sums of 32 bits, of the first 4 lanes and of the others. */
// @ts-ignore: decorator
@inline
export function addNoiseToLong(
	sumsLow: v128, sumsHigh: v128, unsigned: bool, words: v128, low: v128, high: v128, magnitudes: usize,
): v128 {
	const places = v128.and(words, i16x8.splat(0x3ffc));
	let z = v128.load32_zero(magnitudes + <usize>i16x8.extract_lane_u(places, 0));
	z = v128.load_lane<u32>(magnitudes + <usize>i16x8.extract_lane_u(places, 1), z, 1);
	z = v128.load_lane<u32>(magnitudes + <usize>i16x8.extract_lane_u(places, 2), z, 2);
	z = v128.load_lane<u32>(magnitudes + <usize>i16x8.extract_lane_u(places, 3), z, 3);
	const noiseLow = roundNoise(low, z, i32x4.extend_low_i16x8_u(words));
	z = v128.load32_zero(magnitudes + <usize>i16x8.extract_lane_u(places, 4));
	z = v128.load_lane<u32>(magnitudes + <usize>i16x8.extract_lane_u(places, 5), z, 1);
	z = v128.load_lane<u32>(magnitudes + <usize>i16x8.extract_lane_u(places, 6), z, 2);
	z = v128.load_lane<u32>(magnitudes + <usize>i16x8.extract_lane_u(places, 7), z, 3);
	const noiseHigh = roundNoise(high, z, i32x4.extend_high_i16x8_u(words));
	return unsigned
		? i16x8.narrow_i32x4_u(i32x4.add(sumsLow, noiseLow), i32x4.add(sumsHigh, noiseHigh))
		: i16x8.narrow_i32x4_s(i32x4.add(sumsLow, noiseLow), i32x4.add(sumsHigh, noiseHigh));
}

/** 1.5 · 2^23: adding it rounds to an integer, half to even, in the low bits of the number. */
const FRACTION_OFF: f32 = 12582912;
const FRACTION_OFF_BITS: i32 = 0x4b400000;

// @ts-ignore: decorator
@inline
function roundNoise(variance: v128, magnitude: v128, words: v128): v128 {
	const sign = i32x4.shl(i32x4.shr_u(words, 15), 31);
	const noise = f32x4.mul(f32x4.sqrt(f32x4.convert_i32x4_s(variance)), magnitude);
	return i32x4.sub(f32x4.add(v128.xor(noise, sign), f32x4.splat(FRACTION_OFF)), i32x4.splat(FRACTION_OFF_BITS));
}

/** First word of a block of Philox4x32-10. */
export function drawWord(vector: u64, crossbar: u32, block: u32, noise: usize): u32 {
	let c0 = <u32>vector, c1 = <u32>(vector >> 32), c2 = crossbar, c3 = block;
	for (let key: usize = 0; key < 16 * PHILOX_ROUNDS; key += 16) {
		const product0 = <u64>c0 * <u64><u32>MULTIPLIER_0;
		const product2 = <u64>c2 * <u64><u32>MULTIPLIER_1;
		c0 = <u32>(product2 >> 32) ^ c1 ^ load<u32>(noise + key, NOISE_KEYS);
		c1 = <u32>product2;
		c2 = <u32>(product0 >> 32) ^ c3 ^ load<u32>(noise + key, NOISE_KEYS + 8);
		c3 = <u32>product0;
	}
	return c0;
}
