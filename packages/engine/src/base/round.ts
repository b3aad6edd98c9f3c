/** 1.5 · 2^52: adding it leaves no bits for a fraction, so the addition itself rounds. */
const FRACTION_OFF = 6755399441055744;

/** Nearest integer, ties to even, of |x| < 2^51: the rounding of every converter and every stored tensor. */
export function roundHalfToEven(x: number): number {
	return x + FRACTION_OFF - FRACTION_OFF;
}

/** x within [min, max]. */
export function clamp(x: number, min: number, max: number): number {
	return Math.min(Math.max(x, min), max);
}
