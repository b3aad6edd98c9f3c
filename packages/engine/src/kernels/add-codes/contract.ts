import type { CodeRule } from "../../base/code-rule.js";
import type { Codes } from "../../base/codes.js";
import type { Clamp } from "../requantize/contract.js";

/** What the codes of an operand are worth: (code − zero point) · scale. */
export interface CodeWorth {
	readonly scale: number;
	readonly zeroPoint: number;
	/** Least code that there can be. */
	readonly least: number;
}

/** How the codes of two tensors become those of their sum. */
export interface CodeAddition {
	readonly worths: readonly [CodeWorth, CodeWorth];
	/** Applied to the real sum. */
	readonly activation: Clamp;
	readonly precision: "float32" | "float64";
	/** How it becomes a code. */
	readonly rule: CodeRule;
}

/**
 * code of clamp((a − zero point of a) · scale of a + the same of b) by the rule, each step in float64; in float32, for
 * whole zero points, by {@link SingleAddition}.
 *
 * @param a as long as `b` and `out`
 */
export type AddCodes = (
	how: CodeAddition,
	a: Codes,
	b: Codes,
	out: Codes,
) => void;
