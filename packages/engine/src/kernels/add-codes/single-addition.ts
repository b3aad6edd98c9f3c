import { clamp } from "../../base/round.js";
import type { CodeAddition } from "./contract.js";

/**
 * An addition of codes as QLinearAdd of ONNX Runtime computes it where multiplications and additions are fused: of codes
 * counted from the least one on, in units of the sum's codes, rounded to float32 after each operand. The zero point of the
 * sum is in the offset, so that a tie goes to the even code of those counted from the least one on.
 *
 * code = round(clamp(ratio a · (a − least a) + (ratio b · (b − least b) + offset))) + least code of the sum
 */
export interface SingleAddition {
	/** Scale of each operand / scale of the sum. */
	readonly ratios: readonly [number, number];
	/** Zero point of the sum, less what those of the operands are worth. */
	readonly offset: number;
	/** Bounds of codes counted from the least one on. */
	readonly lowest: number;
	readonly highest: number;
}

export function singleAddition({
	worths: [a, b],
	activation,
	rule,
}: CodeAddition): SingleAddition {
	const { fround } = Math;
	const ratioA = fround(a.scale / rule.scale);
	const ratioB = fround(b.scale / rule.scale);
	const zeroB = fround(ratioB * (b.zeroPoint - b.least));
	const zeros = fround(ratioA * (a.zeroPoint - a.least) + zeroB);
	const zero = rule.whole - rule.min;
	const bound = (real: number) =>
		clamp(real / rule.scale + zero, 0, rule.max - rule.min);
	return {
		ratios: [ratioA, ratioB],
		offset: fround(zero - zeros),
		lowest: bound(activation.least),
		highest: bound(activation.greatest),
	};
}
