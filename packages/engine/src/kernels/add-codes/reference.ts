import { codeOf } from "../../base/code-rule.js";
import { clamp, roundHalfToEven } from "../../base/round.js";
import type { AddCodes, CodeWorth } from "./contract.js";
import { singleAddition } from "./single-addition.js";

/** The definition. */
export const referenceAddCodes: AddCodes = (how, a, b, out) => {
	const { worths, activation, precision, rule } = how;
	if (precision === "float32") {
		const { ratios, offset, lowest, highest } = singleAddition(how);
		for (let n = 0; n < out.length; n++) {
			const ofA = (a[n]! - worths[0].least) * ratios[0];
			const ofB = (b[n]! - worths[1].least) * ratios[1];
			const sum = Math.fround(ofA + Math.fround(ofB + offset));
			out[n] = roundHalfToEven(clamp(sum, lowest, highest)) + rule.min;
		}
		return;
	}
	for (let n = 0; n < out.length; n++) {
		const sum = realOf(a[n]!, worths[0]) + realOf(b[n]!, worths[1]);
		out[n] = codeOf(clamp(sum, activation.least, activation.greatest), rule);
	}
};

function realOf(code: number, { scale, zeroPoint }: CodeWorth): number {
	return (code - zeroPoint) * scale;
}
