import { polynomial } from "./polynomial.js";

/**
 * Of 0 < x ≤ 1, by operations that all machines round alike: x = m · 2^−e with m in [1/√2, √2),
 * ln m = 2 artanh((m − 1) / (m + 1)).
 */
export function naturalLogarithm(x: number): number {
	let exponent = 0;
	while (x < Math.SQRT1_2) {
		x *= 2;
		exponent++;
	}
	const s = (x - 1) / (x + 1);
	return 2 * s * polynomial(ARTANH, s * s) - exponent * Math.LN2;
}

/** Of artanh(s) / s in powers of s²; the next term is below 2^−64 for |s| ≤ (√2 − 1) / (√2 + 1). */
const ARTANH = Array.from({ length: 13 }, (_, i) => 1 / (2 * i + 1));
