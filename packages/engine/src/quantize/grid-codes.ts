import type { TensorCodes } from "../network/tensor-codes.js";
import { codeRange } from "../network/tensor-codes.js";
import type { TensorRange } from "./calibration.js";

/**
 * Codes that hold every step of values on a grid, which must take half of the codes or more; undefined where the values
 * lie on none, or need more codes. Signed codes of values of either sign are shifted, by a zero point, where they do not
 * fit around 0. Those of values ≥ 0 are not: their zeros would drive rows.
 */
export function gridCodes(
	{ min, max, step = 0 }: TensorRange,
	{ bits, signed, held }: Pick<TensorCodes, "bits" | "signed" | "held">,
): TensorCodes | undefined {
	if (!(step > 0)) return undefined;
	const codes = { bits, signed, held };
	const [least, greatest] = codeRange({ bits, signed, held });
	// 0 has a code too, for the padding.
	const lowest = Math.min(Math.round(min / step), 0);
	const highest = Math.max(Math.round(max / step), 0);
	const reach = signed ? Math.max(-lowest, highest) : highest;
	const fits = lowest >= least && highest <= greatest;
	if (fits)
		return 2 * reach > greatest
			? { scale: step, zeroPoint: 0, ...codes }
			: undefined;
	const slack = greatest - least - (highest - lowest);
	if (!signed || slack < 0 || lowest === 0) return undefined;
	const zeroPoint = least - lowest + Math.floor(slack / 2);
	return { scale: step, zeroPoint, ...codes };
}
