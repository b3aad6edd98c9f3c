import type { DigitPlane } from "./digit-plane.js";
import type { WeightEncoder } from "./weight-encoder.js";

/** Least and greatest column sum, in levels. */
export interface ColumnSumBounds {
	readonly min: number;
	readonly max: number;
}

/**
 * What a column of `rows` rows can sum to for any weights and inputs: the bound of the encoding, known
 * before anything is programmed. `analogPair` says that the two columns of a pair are subtracted first.
 */
export function columnSumBounds(
	encoder: WeightEncoder,
	weight: { readonly bits: number; readonly cellBits: number },
	inputPlanes: readonly DigitPlane[],
	rows: number,
	analogPair: boolean,
): ColumnSumBounds {
	if (analogPair) {
		const products = inputPlanes.flatMap((input) =>
			encoder
				.planes(weight.bits, weight.cellBits)
				.flatMap(({ min, max }) => [
					input.min * min,
					input.min * max,
					input.max * min,
					input.max * max,
				]),
		);
		return {
			min: rows * Math.min(...products),
			max: rows * Math.max(...products),
		};
	}
	const level = encoder.maxColumnLevel(weight.bits, weight.cellBits, rows);
	const least = Math.min(...inputPlanes.map(({ min }) => min));
	const greatest = Math.max(...inputPlanes.map(({ max }) => max));
	return { min: level * Math.min(least, 0), max: level * greatest };
}

/** Bits that an ADC of step 1 needs to lose nothing within the bounds; a negative minimum takes a sign. */
export function losslessBits({ min, max }: ColumnSumBounds): number {
	const magnitude = Math.ceil(Math.log2(Math.max(-min, max + 1, 2)));
	return min < 0 ? magnitude + 1 : magnitude;
}
