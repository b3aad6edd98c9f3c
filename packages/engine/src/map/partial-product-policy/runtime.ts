import type { DigitPlane } from "../../encode/digit-plane.js";

/**
 * Which partial products reach the threshold of a segment: so many bits below the most significant one that its
 * inputs have.
 *
 * @param top the most significant input plane that drives any row; planes above it are empty and do not run
 * @returns 0 or 1, [input planes × weight planes]
 */
export function executedBelowTop(
	bitsBelowTop: number,
	top: number,
	inputPlanes: readonly DigitPlane[],
	weightPlanes: readonly DigitPlane[],
): Uint8Array {
	const size = ({ significance }: DigitPlane): number => Math.abs(significance);
	const most = size(inputPlanes[top]!);
	const topWeight = Math.max(...weightPlanes.map(size));
	const least = Math.log2(most * topWeight) - bitsBelowTop;
	return Uint8Array.from(
		inputPlanes.flatMap((input) =>
			weightPlanes.map((weight) => {
				const bits = Math.log2(size(input) * size(weight));
				return size(input) <= most && bits >= least ? 1 : 0;
			}),
		),
	);
}
