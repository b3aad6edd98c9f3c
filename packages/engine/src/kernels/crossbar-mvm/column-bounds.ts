import type {
	CrossbarLayer,
	ProgrammedSegment,
	ReadNoise,
	ReadPlan,
} from "./contract.js";
import type { DigitBits } from "./digit-bits.js";
import type { SumBounds } from "./lane-converter.js";
import { noiseMagnitudes } from "./read-noise.js";

/**
 * Bounds of the sums that are converted, with their noise, in units of 2^−fractionBits levels.
 *
 * @returns a reason where variances do not fit the kernel
 */
export function columnBounds(
	{ segments, plan }: CrossbarLayer,
	digits: DigitBits,
): SumBounds | string {
	const bounds = { min: 0, max: 0 };
	for (const segment of segments) {
		const own = convertedBounds(segment, plan, -1, digits);
		bounds.min = Math.min(bounds.min, own.min);
		bounds.max = Math.max(bounds.max, own.max);
	}
	const hasUnsignedSums = bounds.min >= 0;
	let noise = 0;
	for (const segment of segments) {
		if (!segment.noise) continue;
		const cells = { ...segment, ...segment.noise };
		const { max } = convertedBounds(cells, plan, 1, { min: 0, max: 1 });
		if (max + (segment.noise.ofConverter ?? 0) > 65535)
			return "variances of a column need more than 16 bits";
		noise = Math.max(noise, greatestNoise(max, segment.noise, digits));
	}
	if (noise === 0) return bounds;
	// A sum below 0 has the code of 0, where no code is negative.
	const staysUnsigned =
		hasUnsignedSums &&
		plan.adc.min >= 0 &&
		!plan.adc.transfer &&
		!segments.some(({ converters }) => converters);
	return {
		min: staysUnsigned ? 0 : bounds.min - noise,
		max: bounds.max + noise,
	};
}

/** Bounds of what one bit of the inputs adds to a sum that is converted, without noise. */
export function listBounds({ segments, plan }: CrossbarLayer): SumBounds {
	const all = segments.map((segment) =>
		convertedBounds(segment, plan, -1, { min: 0, max: 1 }),
	);
	return {
		min: Math.min(...all.map(({ min }) => min)),
		max: Math.max(...all.map(({ max }) => max)),
	};
}

/** Greatest magnitude of the noise of a column whose variances, that of its converter aside, sum to so much. */
export function greatestNoise(
	variance: number,
	noise: ReadNoise,
	{ min, max }: Pick<DigitBits, "min" | "max">,
): number {
	const digit = Math.max(-min, max);
	const magnitude = noiseMagnitudes(noise).at(-1)!;
	const deviation = Math.sqrt(
		digit * digit * variance + (noise.ofConverter ?? 0),
	);
	return Math.ceil(deviation * magnitude) + 1;
}

type ConvertedCells = Pick<ProgrammedSegment, "slices" | "outputs"> & {
	readonly positive: ArrayLike<number>;
	readonly negative?: ArrayLike<number> | undefined;
};

/** Bounds over all columns that are converted; of pairs, over the positive cell + factor · the negative one. */
function convertedBounds(
	{ slices, outputs, positive, negative }: ConvertedCells,
	{ subtraction }: ReadPlan,
	factor: 1 | -1,
	digits: Pick<DigitBits, "min" | "max">,
): SumBounds {
	const columns = slices * outputs;
	if (!negative) return sumBounds(columns, positive, digits);
	if (subtraction === "digital") {
		const [a, b] = [positive, negative].map((cells) =>
			sumBounds(columns, cells, digits),
		);
		return { min: Math.min(a!.min, b!.min), max: Math.max(a!.max, b!.max) };
	}
	const pairs = new Int32Array(positive.length);
	for (let at = 0; at < pairs.length; at++)
		pairs[at] = positive[at]! + factor * negative[at]!;
	return sumBounds(columns, pairs, digits);
}

/** Bounds of `Σ digit · cell` over columns, cells [rows × columns]. */
export function sumBounds(
	columns: number,
	cells: ArrayLike<number>,
	digits: Pick<DigitBits, "min" | "max">,
): SumBounds {
	let min = 0;
	let max = 0;
	for (let column = 0; column < columns; column++) {
		let up = 0;
		let down = 0;
		for (let at = column; at < cells.length; at += columns) {
			const cell = cells[at]!;
			if (cell > 0) up += cell;
			else down -= cell;
		}
		max = Math.max(max, digits.max * up - digits.min * down);
		min = Math.min(min, digits.min * up - digits.max * down);
	}
	return { min, max };
}
