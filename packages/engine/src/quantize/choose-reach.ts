import type { ActivationRange } from "../design/design.js";
import { binsOf, type ValueHistogram } from "./value-histogram.js";

/**
 * The magnitude that the greatest code of a tensor stands for; what lies above saturates.
 *
 * @param most greatest magnitude that was seen
 * @param greatest greatest code
 */
export function chooseReach(
	method: ActivationRange,
	histogram: ValueHistogram,
	{
		most,
		greatest,
		signed,
	}: {
		readonly most: number;
		readonly greatest: number;
		readonly signed: boolean;
	},
): number {
	switch (method.kind) {
		case "min-max":
			return most;
		case "percentile":
			return percentile(histogram, method.fraction, signed, most);
		case "minimum-error":
			return leastError(histogram, greatest, signed, most);
		default:
			return method satisfies never;
	}
}

function percentile(
	histogram: ValueHistogram,
	fraction: number,
	signed: boolean,
	most: number,
): number {
	const bins = [...binsOf(histogram, signed)];
	const total = bins.reduce((sum, { count }) => sum + count, histogram.zeros);
	let left = total * (1 - fraction);
	for (const { magnitude, count } of bins.toReversed()) {
		left -= count;
		if (left < 0) return Math.min(magnitude, most);
	}
	return most;
}

/** Reaches that are tried, from all of the range down to a fifth of it. */
const TRIALS = 128;
const LEAST_SHARE = 0.2;

/** Mean square error of rounding (step² / 12 of values other than 0) and of saturation. */
function leastError(
	histogram: ValueHistogram,
	greatest: number,
	signed: boolean,
	most: number,
): number {
	const bins = [...binsOf(histogram, signed)];
	let best = { reach: most, error: Number.POSITIVE_INFINITY };
	for (let trial = 0; trial < TRIALS; trial++) {
		const reach = most * (1 - (trial / TRIALS) * (1 - LEAST_SHARE));
		const rounding = (reach / greatest) ** 2 / 12;
		let error = 0;
		for (const { magnitude, count } of bins)
			error +=
				count * (magnitude > reach ? (magnitude - reach) ** 2 : rounding);
		if (error < best.error) best = { reach, error };
	}
	return best.reach;
}
