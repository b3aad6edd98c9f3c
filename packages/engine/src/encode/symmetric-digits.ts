import type { DigitPlane } from "./digit-plane.js";

/**
 * Balanced digits −radix/2 … radix/2 of an even radix, of which the digits of −x are those of x turned over. Where both
 * ends would do, the one is taken that leaves the smaller digit for the next plane. Balanced digits that round half up take
 * −radix/2 there in the lowest plane: on average they lie below 0, and their sums over many rows far below.
 */
export function symmetricDigit(
	value: number,
	plane: number,
	radix: number,
): number {
	let rest = value;
	for (let j = 0; j < plane; j++) rest = restAfter(rest, radix);
	return rest - radix * restAfter(rest, radix);
}

/** What the planes above hold. */
function restAfter(value: number, radix: number): number {
	const below = Math.floor(value / radix);
	const residue = value - radix * below;
	if (2 * residue !== radix) return 2 * residue < radix ? below : below + 1;
	const next = below - radix * Math.floor(below / radix);
	return 2 * next < radix ? below : below + 1;
}

/** Planes that hold every integer from `min` to `max`, least significant first. */
export function symmetricPlanes(
	min: number,
	max: number,
	radix: number,
): readonly DigitPlane[] {
	const planes: DigitPlane[] = [];
	let [least, greatest] = [min, max];
	do {
		planes.push({
			significance: radix ** planes.length,
			...digitRange(least, greatest, radix),
		});
		// Rests rise with the values, and none is left out.
		least = restAfter(least, radix);
		greatest = restAfter(greatest, radix);
	} while (least !== 0 || greatest !== 0);
	return planes;
}

/** Least and greatest digit of the integers in a range: all come up among so many. */
function digitRange(
	least: number,
	greatest: number,
	radix: number,
): Pick<DigitPlane, "min" | "max"> {
	if (greatest - least >= radix * radix)
		return { min: -radix / 2, max: radix / 2 };
	let [min, max] = [0, 0];
	for (let rest = least; rest <= greatest; rest++) {
		const digit = symmetricDigit(rest, 0, radix);
		min = Math.min(min, digit);
		max = Math.max(max, digit);
	}
	return { min, max };
}
