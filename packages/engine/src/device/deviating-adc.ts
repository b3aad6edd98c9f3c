import { randomFor } from "../base/random.js";
import type { AdcDefects } from "../design/adc-policy.js";
import type { AdcRange, Transitions } from "../map/adc-policy/adc-range.js";

/** Which converter of which chip. */
export interface AdcPlace {
	readonly seed: number;
	/** Number of the layer's first crossbar among all of the network. */
	readonly layer: number;
	/** Number among the ADCs of a copy of the layer. */
	readonly adc: number;
}

const OFFSET = 0;
const GAIN = 1;
const DUMMY_CAPACITOR = 2;
const FIRST_CAPACITOR = 3;

/**
 * The thresholds of one converter as it came out of production, in levels, and the codes between them. A sum that meets
 * a threshold has the code above it.
 *
 * What converts is a sum S times 1 + gain, and the offset, in codes. A successive approximation holds it against what its
 * capacitors make of each code on the way: 2^b units for bit b and one more unit, each unit with the mismatch, all
 * together the full scale. Any other quantiser keeps its thresholds but for gain and offset.
 */
export function deviatingThresholds(
	{ bits, step, min, max, transitions }: AdcRange,
	{ offset, gain, capacitorMismatch }: AdcDefects,
	{ seed, layer, adc }: AdcPlace,
): Transitions {
	const random = randomFor(seed, "converter");
	const normal = (what: number) => random.normal(layer, adc, what);
	const ownOffset = offset.mean + offset.deviation * normal(OFFSET);
	const scale = 1 + gain.mean + gain.deviation * normal(GAIN);
	if (transitions) {
		const thresholds = transitions.thresholds.map(
			(level) => (level - ownOffset * step) / scale,
		);
		return { thresholds, codes: transitions.codes };
	}
	const unit = (what: number, units: number) =>
		units + capacitorMismatch * Math.sqrt(units) * normal(what);
	const capacitors = Array.from({ length: bits }, (_, b) =>
		unit(FIRST_CAPACITOR + b, 2 ** b),
	);
	const reached = searchThresholds(capacitors, unit(DUMMY_CAPACITOR, 1));
	return {
		thresholds: reached.map(
			(code) => ((code - 0.5 + min - ownOffset) * step) / scale,
		),
		codes: Array.from({ length: max - min + 1 }, (_, n) => min + n),
	};
}

/**
 * From which input on the search by halves ends at code 1, 2, … or above, in codes. A code that it cannot end at has the
 * threshold of the next.
 *
 * @param capacitors of the bits, least first
 */
export function searchThresholds(
	capacitors: readonly number[],
	dummy: number,
): number[] {
	const codes = 2 ** capacitors.length;
	const total = capacitors.reduce((sum, own) => sum + own, dummy);
	const thresholds = new Array<number>(codes).fill(0);
	const settle = (prefix: number, held: number, bit: number): void => {
		if (bit < 0) return;
		const middle = prefix + 2 ** bit;
		const tried = held + capacitors[bit]!;
		settle(prefix, held, bit - 1);
		settle(middle, tried, bit - 1);
		const level = (codes * tried) / total;
		thresholds[middle] = level;
		// What is decided here cannot be taken back below.
		for (let code = prefix + 1; code < middle; code++)
			thresholds[code] = Math.min(thresholds[code]!, level);
		for (let code = middle + 1; code < middle + 2 ** bit; code++)
			thresholds[code] = Math.max(thresholds[code]!, level);
	};
	settle(0, 0, capacitors.length - 1);
	return thresholds.slice(1);
}
