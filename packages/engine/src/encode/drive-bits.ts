import type { DigitPlane } from "./digit-plane.js";

/** Bits that tell a row driver which digit to drive, sign included. */
export function driveBits({
	min,
	max,
}: Pick<DigitPlane, "min" | "max">): number {
	return Math.ceil(Math.log2(max - min + 1));
}
