import { balancedInputs } from "./balanced-inputs.js";
import type { InputEncoder } from "./input-encoder.js";

/**
 * Digits −2 … 2 of radix 5: the drivers of radix 4, and fewer planes.
 *
 * Source: Knuth, The Art of Computer Programming, volume 2, section 4.1, balanced number systems; on word lines: ours.
 */
export const balancedRadix5Inputs: InputEncoder = balancedInputs(() => 5, {
	kind: "balanced-radix-5",
	label: "I2-5",
	digitBits: [2],
});
