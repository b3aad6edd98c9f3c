import { codeOf } from "../../base/code-rule.js";
import { clamp } from "../../base/round.js";
import type { AddCodes, CodeWorth } from "./contract.js";

/** The definition. */
export const referenceAddCodes: AddCodes = (how, a, b, out) => {
	const { worths, activation, rule } = how;
	for (let n = 0; n < out.length; n++) {
		const sum = realOf(a[n]!, worths[0]) + realOf(b[n]!, worths[1]);
		out[n] = codeOf(clamp(sum, activation.least, activation.greatest), rule);
	}
};

function realOf(code: number, { scale, zeroPoint }: CodeWorth): number {
	return (code - zeroPoint) * scale;
}
