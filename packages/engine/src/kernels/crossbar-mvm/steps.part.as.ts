/**
 * Bytes of a step: bit, coefficient of its sum now and for the next plane, flags, address of its factors, address of
 * what units are worth, and for noise …
 */
export const STEP: usize = 32;
/** … the address of the bits of the squared digit: how many, then each with its shift; … */
export const STEP_SQUARES: usize = 24;
/** … the first block of random bits of the plane. */
export const STEP_PLANE: usize = 28;
export const DIRECT: u32 = 1;
export const CONVERT: u32 = 2;
export const FLUSH: u32 = 4;
/** The byte offset of the plane among those of a vector, where planes may be inverted, is in the bits above. */
const SIGN_SHIFT: u32 = 16;

/** Address of the factors of a step: negative ones where its plane is inverted. */
// @ts-ignore: decorator
@inline
export function factorsOf(inverts: bool, step: usize, flags: u32, signs: usize): usize {
	const factors = <usize>load<u32>(step, 16);
	return inverts ? factors + <usize>load<u32>(signs + (flags >> SIGN_SHIFT)) : factors;
}

/** Moves the products of a quad to its outputs, times what a unit of them is worth. */
// @ts-ignore: decorator
@inline
export function flush(y: v128, base: usize, quad: usize, out: usize): void {
	const to = out + load<u32>(quad);
	const worth = v128.load64_splat(base);
	const low = f64x2.mul(f64x2.convert_low_i32x4_s(y), worth);
	const high = f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(y, y, 2, 3, 2, 3)), worth);
	const outputs = load<u32>(quad, 4);
	if (outputs == 4) {
		v128.store(to, f64x2.add(v128.load(to), low));
		v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
	} else if (outputs > 0) {
		store<f64>(to, load<f64>(to) + f64x2.extract_lane(low, 0));
		if (outputs > 1) store<f64>(to, load<f64>(to, 8) + f64x2.extract_lane(low, 1), 8);
		if (outputs > 2) store<f64>(to, load<f64>(to, 16) + f64x2.extract_lane(high, 0), 16);
	}
}
