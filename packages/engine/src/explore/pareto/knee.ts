import type { Losses } from "./front.js";

/**
 * Number of the point of a front where giving up a little of one objective would gain least in the others: the one
 * farthest below the plane through the best points of each objective, with every objective scaled to its range on the
 * front. I. Das, "On characterizing the knee of the Pareto curve", Structural Optimization 18 (1999).
 */
export function kneeOf(front: readonly Losses[]): number {
	const objectives = front[0]?.length ?? 0;
	const ranges = Array.from({ length: objectives }, (_, m) => {
		const values = front.map((point) => point[m]!);
		const least = Math.min(...values);
		return { least, extent: Math.max(...values) - least };
	});
	// On the plane the scaled losses add up to a constant.
	const sums = front.map((point) =>
		point.reduce((sum, loss, m) => {
			const { least, extent } = ranges[m]!;
			return sum + (extent > 0 ? (loss - least) / extent : 0);
		}, 0),
	);
	return sums.indexOf(Math.min(...sums));
}
