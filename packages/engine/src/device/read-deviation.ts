import type { Device } from "../design/device.js";
import { spread } from "./spread.js";

/**
 * Standard deviation of the current of a cell under a digit of 1, in levels.
 *
 * @param level that the cell really has
 * @param range levels of the whole range, 2^cellBits − 1
 */
export function readDeviation(
	{ readNoise }: Device,
	level: number,
	range: number,
): number {
	switch (readNoise.kind) {
		case "none":
			return 0;
		case "normal":
			return spread(readNoise, level, range);
		case "square-root":
			return readNoise.share * Math.sqrt(level);
		default:
			return readNoise satisfies never;
	}
}
