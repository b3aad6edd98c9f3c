import type { AdcPolicy } from "../../design/adc-policy.js";
import { type AdcRange, adcRange } from "./adc-range.js";

/** Bits and step as the design says. */
export function fixedRange({
	bits,
	step,
	signed,
}: Extract<AdcPolicy, { kind: "fixed" }>): AdcRange {
	return adcRange(bits, step, signed);
}
