import type { DigitPlane } from "./digit-plane.js";
import type { WeightEncoder } from "./weight-encoder.js";

/** Least and greatest column sum, in levels. */
export interface ColumnSumBounds {
	readonly min: number;
	readonly max: number;
}

/** How inputs drive a column. */
export interface ColumnInputs {
	readonly planes: readonly DigitPlane[];
	/** As of the input encoder. */
	readonly inverts: boolean;
}

/**
 * What a column of `rows` rows that are driven at once can sum to for any weights and inputs: the bound of the encoding,
 * known before anything is programmed. `analogPair` says that the two columns of a pair are subtracted first.
 */
export function columnSumBounds(
	encoder: WeightEncoder,
	weight: {
		readonly bits: number;
		readonly cellBits: number;
		readonly greatest?: number | undefined;
	},
	{ planes, inverts }: ColumnInputs,
	rows: number,
	analogPair: boolean,
): ColumnSumBounds {
	const { bits, cellBits, greatest: most } = weight;
	const digits = encoder.planes(bits, cellBits, most);
	const least = Math.min(...digits.map(({ min }) => min));
	const greatest = Math.max(...digits.map(({ max }) => max));
	const inColumn = analogPair
		? { least, greatest, sum: rows * Math.max(-least, greatest) }
		: {
				least: 0,
				greatest: Math.max(-least, greatest),
				sum: encoder.maxColumnLevel(bits, cellBits, rows, most),
			};
	const bounds = { min: 0, max: 0 };
	for (const plane of planes) {
		const up = driven(plane.max, rows, inverts);
		const down = driven(-plane.min, rows, false);
		const reach = (sum: Driven, level: number) =>
			greatestSum(sum, {
				most: level,
				sum: Math.min(inColumn.sum, rows * level),
			});
		bounds.max = Math.max(
			bounds.max,
			reach(up, inColumn.greatest),
			reach(down, -inColumn.least),
		);
		bounds.min = Math.min(
			bounds.min,
			0 - reach(up, -inColumn.least),
			0 - reach(down, inColumn.greatest),
		);
	}
	return bounds;
}

/** What a column of cells of level 1 can sum to. */
export function inputSumBounds(
	{ planes, inverts }: ColumnInputs,
	rows: number,
): ColumnSumBounds {
	return {
		min: Math.min(0, ...planes.map(({ min }) => rows * min)),
		max: Math.max(
			0,
			...planes.map(({ max }) => driven(max, rows, inverts).sum),
		),
	};
}

/** Whole numbers of the rows of a column, each 0 … most, which sum to no more than `sum`. */
interface Driven {
	readonly most: number;
	readonly sum: number;
}

/** What a plane can drive: of one that may be inverted, half of what all rows could. */
function driven(most: number, rows: number, inverts: boolean): Driven {
	return { most, sum: inverts ? Math.floor((rows * most) / 2) : rows * most };
}

/** Greatest Σ digit · level: both stand as high in as few rows as they can, in the same ones. */
function greatestSum(digits: Driven, levels: Driven): number {
	if (digits.most <= 0 || levels.most <= 0) return 0;
	const fullDigits = Math.floor(digits.sum / digits.most);
	const fullLevels = Math.floor(levels.sum / levels.most);
	const restOfDigits = digits.sum - fullDigits * digits.most;
	const restOfLevels = levels.sum - fullLevels * levels.most;
	const full = Math.min(fullDigits, fullLevels) * digits.most * levels.most;
	if (fullDigits > fullLevels) return full + digits.most * restOfLevels;
	if (fullDigits < fullLevels) return full + restOfDigits * levels.most;
	return full + restOfDigits * restOfLevels;
}

/** Bits that an ADC of step 1 needs to lose nothing within the bounds; a negative minimum takes a sign. */
export function losslessBits({ min, max }: ColumnSumBounds): number {
	const magnitude = Math.ceil(Math.log2(Math.max(-min, max + 1, 2)));
	return min < 0 ? magnitude + 1 : magnitude;
}
