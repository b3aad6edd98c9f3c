import { wasmValueStatistics } from "../kernels/value-statistics/wasm.js";

/** Bins on either side of 0. */
const BINS = 2048;

/**
 * How often a tensor took which magnitudes, in memory that does not depend on how many values there are: when a value
 * lies outside, the range doubles and bins are joined in pairs. The same values give the same histogram, in any order
 * and in any parts.
 */
export interface ValueHistogram {
	/** Negative and positive values by magnitude, [2 × BINS]. */
	readonly counts: Float64Array;
	/** A power of 2 above every magnitude. */
	reach: number;
	/** Values that are exactly 0, which every code range holds. */
	zeros: number;
}

export function emptyHistogram(): ValueHistogram {
	return { counts: new Float64Array(2 * BINS), reach: 2 ** -126, zeros: 0 };
}

/**
 * Counts finite values.
 *
 * @param greatest of their magnitudes
 */
export function addValues(
	histogram: ValueHistogram,
	values: Float32Array,
	greatest: number,
): void {
	if (greatest >= histogram.reach)
		widen(histogram, 2 ** (Math.floor(Math.log2(greatest)) + 1));
	const { counts, reach } = histogram;
	// Powers of 2: exact, whichever way around.
	histogram.zeros += wasmValueStatistics.countMagnitudes(
		values,
		BINS / reach,
		counts,
	);
}

/** Counts all that another histogram has counted. */
export function addHistogram(sum: ValueHistogram, part: ValueHistogram): void {
	if (part.reach > sum.reach) widen(sum, part.reach);
	addCounts(sum.counts, part.counts, sum.reach / part.reach);
	sum.zeros += part.zeros;
}

/** Magnitude in the middle of each bin and how many values lie there; of positive values alone, or of all. */
export function* binsOf(
	{ counts, reach }: ValueHistogram,
	signed: boolean,
): Generator<{ readonly magnitude: number; readonly count: number }> {
	for (let bin = 0; bin < BINS; bin++) {
		const count = counts[BINS + bin]! + (signed ? counts[bin]! : 0);
		if (count > 0) yield { magnitude: ((bin + 0.5) / BINS) * reach, count };
	}
}

/** @param reach the new one, a power of 2 */
function widen(histogram: ValueHistogram, reach: number): void {
	const { counts } = histogram;
	const old = counts.slice();
	counts.fill(0);
	addCounts(counts, old, reach / histogram.reach);
	histogram.reach = reach;
}

/** @param shrink bins of `part` that go into one of `sum`; may lie far above the number of bins */
function addCounts(
	sum: Float64Array,
	part: Float64Array,
	shrink: number,
): void {
	for (let bin = 0; bin < BINS; bin++) {
		const to = Math.floor(bin / shrink);
		sum[to]! += part[bin]!;
		sum[BINS + to]! += part[BINS + bin]!;
	}
}
