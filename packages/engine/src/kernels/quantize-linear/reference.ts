import { clamp, roundHalfToEven } from "../../base/round.js";
import type { QuantizeLinear } from "./contract.js";

/** The definition: value by value. */
export const referenceQuantizeLinear: QuantizeLinear = {
	quantize(values, { scale, zeroPoint, min, max }, out) {
		for (let i = 0; i < out.length; i++) {
			const code = roundHalfToEven(Math.fround(values[i]! / scale));
			out[i] = clamp(code + zeroPoint, min, max);
		}
	},
	dequantize(codes, { scale, zeroPoint }, out) {
		for (let i = 0; i < out.length; i++)
			out[i] = (codes[i]! - zeroPoint) * scale;
	},
};
