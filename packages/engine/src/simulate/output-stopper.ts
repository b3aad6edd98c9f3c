import type { EarlyTermination } from "../design/partial-product-policy.js";
import type { DigitPlane } from "../encode/digit-plane.js";
import type { DigitTable } from "../kernels/crossbar-mvm/contract.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";
import { type OutputCodes, outputCodes } from "../quantize/output-codes.js";
import type { RemainderBounds } from "./remainder-bounds.js";

/** Stops the outputs of a batch that what remains cannot change. */
export interface OutputStopper {
	/**
	 * Tests all outputs that run before a plane is read.
	 *
	 * @param n how many planes have been read
	 * @param sums of those, [vectors × outputs]
	 * @param live which outputs run, 0 or 1, likewise; those that are settled are set to 0
	 */
	test(n: number, sums: Float64Array, live: Uint8Array): void;
	/** Outputs that were tested so far, and those that stopped. */
	readonly counts: { readonly tested: number; readonly stopped: number };
}

/**
 * @param order input planes as they are read
 * @param bounds of what remains, before each plane of the order
 */
export function createOutputStopper(
	call: MatrixProductCall,
	policy: EarlyTermination,
	order: readonly number[],
	planes: readonly DigitPlane[],
	digits: DigitTable,
	bounds: readonly RemainderBounds[],
): OutputStopper {
	const { layer, group, inputs, vectors } = call;
	const { rows, outputs } = layer;
	const codes = outputCodes(layer, group);
	const zeroPoints = layer.weightZeroPoints.subarray(
		group * outputs,
		(group + 1) * outputs,
	);
	const hasZeroPoints = zeroPoints.some((zeroPoint) => zeroPoint !== 0);
	const isSettled = settlingRule(policy, codes);
	const share = 1 - policy.tolerance;
	const counts = { tested: 0, stopped: 0 };
	return {
		counts,
		test(n, sums, live) {
			if (isSettled === undefined) return;
			const { levels, above, below } = bounds[n]!;
			const magnitudes = magnitudesOf(order.slice(n), planes, digits);
			for (let v = 0; v < vectors; v++) {
				let counted = 0;
				let inputSum = 0;
				for (let r = v * rows; r < (v + 1) * rows; r++) {
					counted += magnitudes[inputs[r]! - digits.least]!;
					if (hasZeroPoints) inputSum += inputs[r]!;
				}
				for (let k = 0; k < outputs; k++) {
					const at = v * outputs + k;
					if (live[at] === 0) continue;
					let most = above[k]!;
					let least = below[k]!;
					for (let level = 1; level < levels.length; level++) {
						const ofLevel = levels[level]! * counted;
						most = Math.min(most, ofLevel + above[level * outputs + k]!);
						least = Math.min(least, ofLevel + below[level * outputs + k]!);
					}
					const sum = sums[at]! - zeroPoints[k]! * inputSum;
					counts.tested++;
					if (!isSettled(k, sum - share * least, sum + share * most)) continue;
					counts.stopped++;
					live[at] = 0;
				}
			}
		},
	};
}

/** Whether an output that lies between two sums needs no more; undefined where none ever does. */
function settlingRule(
	{ when }: EarlyTermination,
	{ codeOf, isLeast, isMonotone }: OutputCodes,
): ((k: number, least: number, most: number) => boolean) | undefined {
	if (!isMonotone) return undefined;
	switch (when) {
		case "negative":
			return (k, _, most) => isLeast(k, most);
		case "settled":
			return (k, least, most) =>
				isLeast(k, most) || codeOf(k, least) === codeOf(k, most);
		default:
			return when satisfies never;
	}
}

/** Σ of |significance · digit| over some planes for each integer, at x − least. */
function magnitudesOf(
	order: readonly number[],
	planes: readonly DigitPlane[],
	{ digits, codes }: DigitTable,
): Float64Array {
	const magnitudes = new Float64Array(codes);
	for (const plane of order) {
		const worth = Math.abs(planes[plane]!.significance);
		for (let code = 0; code < codes; code++)
			magnitudes[code]! += worth * Math.abs(digits[plane * codes + code]!);
	}
	return magnitudes;
}
