import { clamp, roundHalfToEven } from "./round.js";

/** How real values become the codes of a quantised tensor. */
export interface CodeRule {
	/** What one code is worth. */
	readonly scale: number;
	/** The zero point is `whole + half`: an integer, and 0 or −½. */
	readonly whole: number;
	readonly half: number;
	/** Least and greatest code. */
	readonly min: number;
	readonly max: number;
}

/**
 * value / scale, rounded half to even, plus the zero point, saturated: QuantizeLinear of ONNX. Under the zero point
 * −½ of 1-bit codes 0 counts as +1.
 */
export function codeOf(
	value: number,
	{ scale, whole, half, min, max }: CodeRule,
): number {
	return clamp(roundHalfToEven(value / scale + half) + whole, min, max);
}
