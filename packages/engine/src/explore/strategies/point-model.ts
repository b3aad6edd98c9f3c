import type { Choice } from "../sweep/choices.js";
import type { Axis } from "../sweep/space.js";
import {
	type AxisDistances,
	fitGaussianProcess,
	type Prediction,
} from "./gaussian-process.js";

/** Points that the most costly step, a factorisation, is carried out on. */
const MOST_ROWS = 400;

/** Learns a value from points of a space: values along a numeric axis are ordered, others are alike or not. */
export function learnPoints(
	axes: readonly Axis[],
	choices: readonly Choice[],
	values: readonly number[],
): (choices: readonly Choice[]) => Prediction {
	const latest = Math.max(0, choices.length - MOST_ROWS);
	return fitGaussianProcess(
		choices.slice(latest),
		values.slice(latest),
		distancesOf(axes),
	);
}

function distancesOf(axes: readonly Axis[]): AxisDistances {
	const isOrdered = axes.map(({ values }) =>
		values.every(({ label }) => typeof label === "number"),
	);
	return (a, b, k) => {
		if (a === b) return 0;
		if (a < 0 || b < 0 || !isOrdered[k]) return 1;
		return ((a - b) / (axes[k]!.values.length - 1)) ** 2;
	};
}
