import type { Threshold } from "../../design/partial-product-policy.js";
import type { DigitPlane } from "../../encode/digit-plane.js";

/**
 * Which partial products reach the threshold: the significance triangle of dynamic quantisation.
 *
 * @returns 0 or 1, [input planes × weight planes]
 */
export function executedByThreshold(
	threshold: Threshold,
	inputPlanes: readonly DigitPlane[],
	weightPlanes: readonly DigitPlane[],
): Uint8Array {
	const significances = inputPlanes.flatMap((input) =>
		weightPlanes.map((weight) =>
			Math.log2(Math.abs(input.significance * weight.significance)),
		),
	);
	const least = leastSignificance(threshold, significances);
	return Uint8Array.from(significances, (significance) =>
		significance >= least ? 1 : 0,
	);
}

function leastSignificance(
	threshold: Threshold,
	significances: readonly number[],
): number {
	switch (threshold.unit) {
		case "significance":
			return threshold.bits;
		case "bits-below-top":
			return Math.max(...significances) - threshold.bits;
		case "kept-fraction": {
			const allowed = greatestCountWithin(
				threshold.fraction,
				significances.length,
			);
			const descending = [...significances].sort((a, b) => b - a);
			const firstSkipped = descending[allowed];
			if (firstSkipped === undefined) return Number.NEGATIVE_INFINITY;
			// Partial products of one significance run together or not at all.
			return (
				descending.findLast((significance) => significance > firstSkipped) ??
				firstSkipped
			);
		}
		default:
			return threshold satisfies never;
	}
}

/** The greatest n with n / total ≤ fraction: a fraction written as 15/22 allows 15 of 22. */
function greatestCountWithin(fraction: number, total: number): number {
	const count = Math.floor(fraction * total);
	return (count + 1) / total <= fraction ? count + 1 : count;
}
