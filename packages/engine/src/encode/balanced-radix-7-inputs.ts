import { balancedInputs } from "./balanced-inputs.js";
import type { InputEncoder } from "./input-encoder.js";

/**
 * Digits −3 … 3 of radix 7: three planes hold 343 values.
 *
 * Source: Knuth, The Art of Computer Programming, volume 2, section 4.1, balanced number systems; on word lines: ours.
 */
export const balancedRadix7Inputs: InputEncoder = balancedInputs(() => 7, {
	kind: "balanced-radix-7",
	label: "I2-7",
	digitBits: [2],
});
