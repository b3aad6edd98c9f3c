import type { CodeRule } from "../base/code-rule.js";
import type { TensorCodes } from "../network/tensor-codes.js";
import { codeRange } from "../network/tensor-codes.js";

/** How real values become the codes of a tensor. */
export function codeRule(tensor: TensorCodes): CodeRule {
	const [min, max] = codeRange(tensor);
	const whole = Math.ceil(tensor.zeroPoint);
	const half = tensor.zeroPoint - whole;
	return { scale: tensor.scale, whole, half, min, max };
}
