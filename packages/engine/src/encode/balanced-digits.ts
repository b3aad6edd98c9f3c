import type { DigitPlane } from "./digit-plane.js";

/**
 * Balanced (Booth) digits of radix 2^digitBits: digit_j = q_j − radix · q_(j+1) with q_j the value
 * divided by radix^j and rounded half up, so digits lie in −radix/2 … radix/2 and dropping low planes
 * rounds instead of truncating.
 */
export function balancedDigit(
	value: number,
	plane: number,
	digitBits: number,
): number {
	return (
		roundedShift(value, digitBits * plane) -
		2 ** digitBits * roundedShift(value, digitBits * (plane + 1))
	);
}

/** value / 2^shift rounded half up. */
function roundedShift(value: number, shift: number): number {
	return shift === 0 ? value : Math.floor(value / 2 ** shift + 0.5);
}

/** Planes that hold every integer from `min` to `max`, least significant first. */
export function balancedPlanes(
	min: number,
	max: number,
	digitBits: number,
): readonly DigitPlane[] {
	const half = 2 ** (digitBits - 1);
	const planes: DigitPlane[] = [];
	for (
		let j = 0;
		j === 0 ||
		roundedShift(min, digitBits * j) !== 0 ||
		roundedShift(max, digitBits * j) !== 0;
		j++
	) {
		const isTop =
			roundedShift(min, digitBits * (j + 1)) === 0 &&
			roundedShift(max, digitBits * (j + 1)) === 0;
		planes.push({
			significance: 2 ** (digitBits * j),
			min: isTop ? roundedShift(min, digitBits * j) : -half,
			// The digit below which nothing is rounded never carries up to +half.
			max: isTop ? roundedShift(max, digitBits * j) : j === 0 ? half - 1 : half,
		});
	}
	return planes;
}
