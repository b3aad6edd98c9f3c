import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";

/** The digits that a plane may hold. */
interface DigitRange {
	readonly min: number;
	readonly max: number;
}

/**
 * A driver in drivers of one bit: b bits of magnitude are 2^(b−1) of them, and both polarities take one more. As for
 * converters, the widest plane of all layers says how large a driver is, each plane what setting it takes.
 */
export function driverSize({ min, max }: DigitRange, design: Design): number {
	const magnitudeBits = Math.ceil(Math.log2(Math.max(-min, max) + 1));
	const { inputDrive } = design.crossbar;
	switch (inputDrive) {
		case "amplitude":
			return 2 ** (magnitudeBits - 1) + (min < 0 ? 1 : 0);
		case "two-phase":
			return 2 ** (magnitudeBits - 1);
		case "pulse-count":
			return min < 0 ? 2 : 1;
		default:
			return inputDrive satisfies never;
	}
}

/** Row drivers that one array takes: the two crossbars of a pair may each have their own. */
export function driversPerArray(design: Design): number {
	const { pairs } = design.crossbar;
	const isPair = weightEncoders[design.encoding.weights].cells === "pair";
	return isPair && pairs.layout === "twin-arrays" && pairs.rowDrivers === "own"
		? 2
		: 1;
}
