import type { AdcPolicy } from "../../design/adc-policy.js";
import type { AdcRange } from "./adc-range.js";

/** Any quantiser: bits for as many codes as there are steps. */
export function tableRange({
	thresholds,
	codes,
	step,
}: Extract<AdcPolicy, { kind: "table" }>): AdcRange {
	return {
		bits: Math.max(1, Math.ceil(Math.log2(codes.length))),
		step,
		min: Math.min(...codes),
		max: Math.max(...codes),
		transitions: { thresholds, codes },
	};
}
