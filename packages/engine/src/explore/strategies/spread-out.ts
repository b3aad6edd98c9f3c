import type { Losses } from "../pareto/front.js";

/**
 * Numbers of some points that lie far from each other: the best one in the first objective, then again and again the
 * one that is farthest from all that were taken, with every objective scaled to its range.
 */
export function spreadOut(
	points: readonly Losses[],
	count: number,
): readonly number[] {
	if (points.length <= count) return points.map((_, n) => n);
	const objectives = points[0]!.length;
	const extents = Array.from({ length: objectives }, (_, m) => {
		const values = points.map((point) => point[m]!);
		return Math.max(...values) - Math.min(...values) || 1;
	});
	const distance = (a: Losses, b: Losses) =>
		a.reduce((sum, loss, m) => sum + ((loss - b[m]!) / extents[m]!) ** 2, 0);
	const chosen: number[] = [];
	const nearest = points.map(() => Infinity);
	let next = points.reduce(
		(best, point, n) => (point[0]! < points[best]![0]! ? n : best),
		0,
	);
	while (chosen.length < count) {
		chosen.push(next);
		for (let n = 0; n < points.length; n++)
			nearest[n] = Math.min(nearest[n]!, distance(points[n]!, points[next]!));
		next = nearest.reduce((best, d, n) => (d > nearest[best]! ? n : best), 0);
	}
	return chosen;
}
