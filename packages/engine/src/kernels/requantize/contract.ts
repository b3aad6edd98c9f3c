import type { CodeRule } from "../../base/code-rule.js";
import type { Codes } from "../../base/codes.js";

/** How the exact sums of a group of a matrix layer become the codes of its output tensor. */
export interface Requantization {
	/** Outputs of the group. */
	readonly outputs: number;
	/** Vectors per image. */
	readonly positions: number;
	/** Channels of the whole output tensor, and the one that the group's first output is. */
	readonly channels: number;
	readonly firstChannel: number;
	/** Added to the sums, [outputs]. */
	readonly bias: Float64Array;
	/** What one unit of sum and bias is worth, [outputs]. */
	readonly scales: Float64Array;
	/** What sum + bias, and its product with the scale, are rounded to. */
	readonly precision: "float32" | "float64";
	/** Applied to the real value. */
	readonly activation: Clamp | ((real: number) => number);
	/** How it becomes a code. */
	readonly rule: CodeRule;
}

/** An activation function that does no more than this: 0 and ∞ of ReLU, −∞ and ∞ of none. */
export interface Clamp {
	readonly least: number;
	readonly greatest: number;
}

/**
 * code = code of activation((sum + bias) · scale) by the rule. What is behind the product is in float64.
 *
 * @param sums [images × positions × outputs]
 * @param out [images × channels × positions]; other channels stay as they are
 */
export type Requantize = (
	how: Requantization,
	sums: Float64Array,
	images: number,
	out: Codes,
) => void;
