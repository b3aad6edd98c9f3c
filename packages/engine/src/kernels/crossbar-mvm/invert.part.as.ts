/**
 * Inverts planes of a batch in place, where their digits sum to more than half of what they can.
 *
 * @param codes 16-bit integers of the rows of a segment, vectors `stride` bytes apart
 * @param planes for each plane that runs, 32 bits each: mask of its bits, how far to shift them, greatest digit, byte
 * offset in the flags of a vector
 * @param flags set to `flag` for a plane that is inverted, else to 0; 32 bits each, vectors `flagStride` bytes apart
 */
export function invertPlanes(
	codes: usize, stride: usize, vectors: usize, rows: usize, planes: usize, planeCount: usize,
	flags: usize, flagStride: usize, flag: u32,
): void {
	const lastPlane = planes + (planeCount << 4);
	const blocks = (rows & ~7) << 1;
	const bytes = rows << 1;
	for (let v: usize = 0; v < vectors; v++) {
		for (let plane = planes; plane < lastPlane; plane += 16) {
			const mask = load<u32>(plane);
			const shift = load<u32>(plane, 4);
			const most = load<u32>(plane, 8) * <u32>rows;
			const isInverted = sumDigits(codes, blocks, bytes, mask, shift) << 1 > most;
			store<u32>(flags + load<u32>(plane, 12), isInverted ? flag : 0);
			if (isInverted) flipBits(codes, blocks, bytes, mask);
		}
		codes += stride;
		flags += flagStride;
	}
}

/** Fewer than 2^16 in sum, of up to 1,024 digits below 2^4. */
// @ts-ignore: decorator
@inline
function sumDigits(codes: usize, blocks: usize, bytes: usize, mask: u32, shift: u32): u32 {
	const bits = i16x8.splat(<i16>mask);
	let sums = i16x8.splat(0);
	let at: usize = 0;
	for (; at < blocks; at += 16) sums = i16x8.add(sums, i16x8.shr_u(v128.and(v128.load(codes + at), bits), shift));
	const pairs = i32x4.extadd_pairwise_i16x8_u(sums);
	let sum: u32 = i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1) + i32x4.extract_lane(pairs, 2) + i32x4.extract_lane(pairs, 3);
	for (; at < bytes; at += 2) sum += (<u32>load<u16>(codes + at) & mask) >> shift;
	return sum;
}

// @ts-ignore: decorator
@inline
function flipBits(codes: usize, blocks: usize, bytes: usize, mask: u32): void {
	const bits = i16x8.splat(<i16>mask);
	let at: usize = 0;
	for (; at < blocks; at += 16) v128.store(codes + at, v128.xor(v128.load(codes + at), bits));
	for (; at < bytes; at += 2) store<u16>(codes + at, load<u16>(codes + at) ^ <u16>mask);
}
