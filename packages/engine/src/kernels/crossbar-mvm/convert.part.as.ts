/** How the converter works: 16-bit sum to 16-bit code (or a power of two of it), each lane on its own. */
export const CLAMP_UNSIGNED = 0;
export const ROUND_UNSIGNED = 1;
export const CLAMP_SIGNED = 2;
export const ROUND_SIGNED = 3;
export const MULTIPLY = 4;
export const TABLE = 5;

/** Fields of the converter: vectors of one value. As loads they stay hoisted, as splats V8 makes them anew. */
export const ADC_BIAS: usize = 0;
export const ADC_MAX: usize = 16;
export const ADC_MIN: usize = 32;
export const ADC_STEP: usize = 48;
export const ADC_TIE_MASK: usize = 64;
/** Minus the step, or the factor where sums are multiplied. */
export const ADC_KEEP: usize = 80;
export const ADC_TABLE: usize = 96;
/** Which of the ways above, for readers that are told so at run time. */
export const ADC_KIND: usize = 100;
/** Whether its sums are unsigned. */
export const ADC_UNSIGNED: usize = 104;
/** Where planes may be inverted: what to add to the address of the factors for each plane of the first vector, … */
export const ADC_SIGNS: usize = 108;
/** … and how far the next vector's lie. */
export const ADC_SIGN_STRIDE: usize = 112;
/** Blocks of one vector for each of 8 quads: the bias, zeros, and room. */
export const ADC_BIASES: usize = 128;
export const ADC_ZEROS: usize = 256;
export const ADC_SUMS: usize = 384;
export const ADC_BIT_SUMS: usize = 512;
export const ADC_PRODUCTS: usize = 640;
/** Vectors of bytes for sums that saturate: half a code, then as above. */
export const ADC_BYTE_BIAS: usize = 768;
export const ADC_BYTE_MAX: usize = 784;
export const ADC_BYTE_STEP: usize = 800;
export const ADC_BYTE_TIE_MASK: usize = 816;
export const ADC_BYTE_KEEP: usize = 832;

/**
 * Rounding gives the code times the step (signed) or half the step (unsigned, so that it fits 15 bits) and needs no
 * shift by a variable, which costs three instructions each. A sum with its bias has rounded a tie up to an odd code
 * iff it is an odd multiple of the step; taking 1 from it cuts it to the even code below.
 */
// @ts-ignore: decorator
@inline
export function convert(
	kind: i32, sum: v128, most: v128, least: v128, step: v128, tieMask: v128, keep: v128, table: usize, scratch: usize,
): v128 {
	if (kind == CLAMP_UNSIGNED) return i16x8.min_u(sum, most);
	if (kind == CLAMP_SIGNED) return i16x8.max_s(i16x8.min_s(sum, most), least);
	if (kind == MULTIPLY) return i16x8.max_s(i16x8.min_s(i16x8.q15mulr_sat_s(sum, keep), most), least);
	if (kind == TABLE) return lookUp(table, sum, scratch);
	const even = i16x8.add(sum, i16x8.eq(v128.and(sum, tieMask), step));
	if (kind == ROUND_UNSIGNED) return i16x8.min_u(i16x8.shr_u(v128.and(even, keep), 1), most);
	return i16x8.max_s(i16x8.min_s(v128.and(even, keep), most), least);
}

/** Codes of sums from a table of 65,536 codes. */
function lookUp(table: usize, sums: v128, scratch: usize): v128 {
	v128.store(scratch, sums);
	for (let lane: usize = 0; lane < 16; lane += 2)
		store<u16>(scratch + lane, load<u16>(table + (<usize>load<u16>(scratch + lane) << 1)));
	return v128.load(scratch);
}
