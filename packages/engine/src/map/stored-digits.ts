import { driveBits } from "../encode/drive-bits.js";
import type { LayerPlan } from "./layer-plan.js";

// Digits that take arithmetic to make are made once, where values are written, if they take hardly more room than the
// codes that they stand for; else whenever values are loaded into the registers of a PE.

type Inputs = Pick<LayerPlan, "inputBits" | "inputPlanes" | "recodingBits">;

/**
 * What digits may take beyond their codes. Ours: one bit more takes 0.13 pJ on ISAAC's way from the eDRAM to a PE, taking digits
 * off 5 to 14 bits 0.05 to 0.13 pJ a load; but adders for all that the eDRAM reads would be 1 to 2 % of the tile.
 */
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
