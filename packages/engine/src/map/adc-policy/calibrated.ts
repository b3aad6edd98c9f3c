import { clamp, roundHalfToEven } from "../../base/round.js";
import type { ColumnSumBounds } from "../../encode/column-sum-bounds.js";
import { type AdcRange, adcRange } from "./adc-range.js";

/** Column sums that one converter is chosen for. */
export interface SeenSums {
	/** How often each sum was seen, from `least` on, one histogram a partial product. */
	readonly histograms: readonly Float64Array[];
	readonly least: number;
	/** What an error of one level of each is worth. */
	readonly significances: readonly number[];
	/** Sums that must not be clipped: those of a unit column. */
	readonly unclipped: ColumnSumBounds;
	readonly signed: boolean;
}

/** Step 1 with the fewest bits that clip no more than a share of 1 − quantile of the sums. */
export function quantileRange(
	{ histograms, least, unclipped, signed }: SeenSums,
	quantile: number,
): AdcRange {
	const total = histograms.reduce((sum, counts) => sum + sumOf(counts), 0);
	const clippedBy = ({ min, max }: AdcRange): number =>
		histograms.reduce(
			(sum, counts) =>
				sum +
				sumOf(counts.subarray(0, Math.max(0, min - least))) +
				sumOf(counts.subarray(Math.max(0, max - least + 1))),
			0,
		);
	for (let bits = 1; ; bits++) {
		const range = adcRange(bits, 1, signed);
		const holds = range.min <= unclipped.min && unclipped.max <= range.max;
		if (holds && clippedBy(range) <= (1 - quantile) * total) return range;
	}
}

/**
 * The step for `bits` bits with the least mean square error of the shifted sums: a fine step clips what a
 * coarse one rounds.
 */
export function leastErrorRange(sums: SeenSums, bits: number): AdcRange {
	const { least, histograms, unclipped, signed } = sums;
	const greatest = least + Math.max(...histograms.map(({ length }) => length));
	let best: AdcRange | undefined;
	let leastError = Number.POSITIVE_INFINITY;
	for (let step = 1; ; step++) {
		const range = adcRange(bits, step, signed);
		const holds =
			range.min * step <= unclipped.min && unclipped.max <= range.max * step;
		const error = holds ? squareError(sums, range) : Number.POSITIVE_INFINITY;
		if (best === undefined || error < leastError) {
			best = range;
			leastError = error;
		}
		// A coarser step clips no less.
		if (holds && range.max * step >= greatest && range.min * step <= least)
			return best;
	}
}

function squareError(
	{ histograms, least, significances }: SeenSums,
	{ step, min, max }: AdcRange,
): number {
	let error = 0;
	histograms.forEach((counts, product) => {
		let own = 0;
		counts.forEach((count, at) => {
			if (count === 0) return;
			const sum = least + at;
			const code = clamp(roundHalfToEven(sum / step), min, max);
			own += count * (sum - code * step) ** 2;
		});
		error += own * significances[product]! ** 2;
	});
	return error;
}

function sumOf(counts: Float64Array): number {
	return counts.reduce((sum, count) => sum + count, 0);
}
