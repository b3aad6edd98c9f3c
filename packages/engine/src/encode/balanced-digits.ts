import type { DigitPlane } from "./digit-plane.js";

/**
 * Balanced digits: digit_j = q_j − radix · q_(j+1) with q_j the value divided by radix^j and rounded half up,
 * so digits lie in −radix/2 … radix/2 and dropping low planes rounds instead of truncating. Of a power of two
 * they are Booth's.
 */
export function balancedDigit(
	value: number,
	plane: number,
	radix: number,
): number {
	return (
		roundedQuotient(value, radix ** plane) -
		radix * roundedQuotient(value, radix ** (plane + 1))
	);
}

function roundedQuotient(value: number, divisor: number): number {
	return divisor === 1 ? value : Math.floor(value / divisor + 0.5);
}

/** Planes that hold every integer from `min` to `max`, least significant first. */
export function balancedPlanes(
	min: number,
	max: number,
	radix: number,
): readonly DigitPlane[] {
	const quotients = (j: number): readonly [number, number] => [
		roundedQuotient(min, radix ** j),
		roundedQuotient(max, radix ** j),
	];
	const isEmpty = (j: number): boolean =>
		quotients(j).every((quotient) => quotient === 0);
	const half = Math.floor(radix / 2);
	const planes: DigitPlane[] = [];
	for (let j = 0; j === 0 || !isEmpty(j); j++) {
		const [least, greatest] = quotients(j);
		const isTop = isEmpty(j + 1);
		// The digit below which nothing is rounded never carries up to +radix/2.
		const most = j === 0 ? Math.ceil(radix / 2) - 1 : half;
		planes.push({
			significance: radix ** j,
			min: isTop ? least : -half,
			max: isTop ? greatest : most,
		});
	}
	return planes;
}
