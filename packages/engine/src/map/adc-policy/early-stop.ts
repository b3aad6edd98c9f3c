import { remembered } from "../../base/remembered.js";
import type { AdcRange } from "./adc-range.js";

/**
 * The same converter with smaller ranges that it tries first; those that are not smaller than its own are left out. A
 * binary comparison tells two sums apart: no search finds a magnitude of b bits in b comparisons for all b, since
 * Σ 2^−comparisons over all codes may not exceed 1 (Kraft). Each range tried costs one comparison.
 *
 * @param ranges bits of magnitude, ascending
 */
export function stopEarly(
	range: AdcRange,
	ranges: readonly number[],
): AdcRange {
	const smaller = ranges.filter((bits) => bits < magnitudeBits(range));
	return { ...range, earlyStop: smaller };
}

/** Whether any converter of a layer may stop early. */
export function stopsEarly(adcOfProduct: readonly AdcRange[]): boolean {
	return knownStops(adcOfProduct, "", () =>
		adcOfProduct.some(({ earlyStop }) => earlyStop),
	);
}

const knownStops = remembered<readonly AdcRange[], boolean>();

/** Bits of a code besides its sign. */
function magnitudeBits({ bits, min }: AdcRange): number {
	return min < 0 ? bits - 1 : bits;
}

/** Codes that are found in the same number of comparisons. */
export interface SearchOutcome {
	/** Bits of magnitude that hold them, and no smaller outcome does. */
	readonly bits: number;
	readonly comparisons: number;
}

/**
 * How a converter that stops early finds codes, smaller ones first: it compares with 0 where codes have signs, then
 * asks of one range after the other whether the magnitude (of negative codes −1 − code) lies below its 2^bits; what
 * is left between two ranges is searched by halves. One that does not stop early makes all comparisons.
 */
export function searchOutcomes(range: AdcRange): readonly SearchOutcome[] {
	const { bits, earlyStop, min } = range;
	const all = magnitudeBits(range);
	if (!earlyStop) return [{ bits: all, comparisons: bits }];
	const sign = min < 0 ? 1 : 0;
	return [...earlyStop, all].map((end, n) => {
		const tried = Math.min(n + 1, earlyStop.length);
		const inside = 2 ** end - (n > 0 ? 2 ** earlyStop[n - 1]! : 0);
		return {
			bits: end,
			comparisons: sign + tried + Math.ceil(Math.log2(inside)),
		};
	});
}

/** Comparisons that each code takes. */
export function comparisonsOf(range: AdcRange): (code: number) => number {
	const outcomes = searchOutcomes(range);
	return (code) =>
		outcomes.find(({ bits }) => magnitudeLength(code) <= bits)!.comparisons;
}

/** The most that any code takes. */
export function mostComparisons(range: AdcRange): number {
	if (!range.earlyStop) return range.bits;
	return Math.max(
		...searchOutcomes(range).map(({ comparisons }) => comparisons),
	);
}

/**
 * The ranges that take the fewest comparisons over codes that were seen.
 *
 * @param lengths how often codes were seen whose magnitude has so many bits, [bits]
 */
export function fewestComparisons(
	range: AdcRange,
	lengths: ArrayLike<number>,
): readonly number[] {
	const all = magnitudeBits(range);
	const seen = (from: number, to: number): number => {
		let sum = 0;
		for (let length = from; length <= to; length++) sum += lengths[length] ?? 0;
		return sum;
	};
	/** What codes of more than `below` bits take best after so many ranges were tried in vain. */
	const search = (below: number, tried: number): Search => {
		const rest = Math.log2(2 ** all - (below < 0 ? 0 : 2 ** below));
		let best: Search = {
			ranges: [],
			comparisons: seen(below + 1, all) * (tried + Math.ceil(rest)),
		};
		for (let next = below + 1; next < all; next++) {
			const inside = Math.log2(2 ** next - (below < 0 ? 0 : 2 ** below));
			const wider = searches(next, tried + 1);
			const comparisons =
				seen(below + 1, next) * (tried + 1 + Math.ceil(inside)) +
				wider.comparisons;
			if (comparisons < best.comparisons)
				best = { ranges: [next, ...wider.ranges], comparisons };
		}
		return best;
	};
	const known = new Map<string, Search>();
	const searches = (below: number, tried: number): Search => {
		const key = `${below},${tried}`;
		const found = known.get(key) ?? search(below, tried);
		known.set(key, found);
		return found;
	};
	return searches(-1, 0).ranges;
}

interface Search {
	readonly ranges: readonly number[];
	/** Over all codes that were seen, without that of the sign. */
	readonly comparisons: number;
}

/** Bits of the magnitude of a code: of negative ones that of −1 − code. */
export function magnitudeLength(code: number): number {
	return 32 - Math.clz32(code < 0 ? -1 - code : code);
}
