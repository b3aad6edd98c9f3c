import { driveBits } from "./drive-bits.js";
import type { LayerPlan } from "./layer-plan.js";

// Digits that take arithmetic to make are made once, where values are written, if they take hardly more room than the
// codes that they stand for; else whenever values are loaded into the registers of a PE.

type Inputs = Pick<LayerPlan, "inputBits" | "inputPlanes" | "recodingBits">;

/** What digits may take beyond their codes: moving one bit more costs less than making them anew at every load. */
const MOST_EXTRA_BITS = 1;

/** Whether buffers hold the digits of a layer's inputs. */
export function storesDigits(inputs: Inputs): boolean {
	return (
		inputs.recodingBits > 0 &&
		digitsBits(inputs) <= inputs.inputBits + MOST_EXTRA_BITS
	);
}

/** Bits of one input in the eDRAM and on its way there. */
export function storedBits(inputs: Inputs): number {
	return storesDigits(inputs)
		? Math.max(inputs.inputBits, digitsBits(inputs))
		: inputs.inputBits;
}

function digitsBits({ inputPlanes }: Inputs): number {
	return inputPlanes.reduce((sum, plane) => sum + driveBits(plane), 0);
}
