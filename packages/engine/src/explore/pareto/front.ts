/** Objectives of a point, each to be minimised. */
export type Losses = readonly number[];

/** Whether a is at least as good as b in everything, and better in something. */
export function dominates(a: Losses, b: Losses): boolean {
	let isBetter = false;
	for (let m = 0; m < a.length; m++) {
		if (a[m]! > b[m]!) return false;
		if (a[m]! < b[m]!) isBetter = true;
	}
	return isBetter;
}

/**
 * Numbers of the points that no other one dominates, in ascending order; of equal ones all. Points are looked at from
 * the best in the first objective on, so that one that is on the front is never taken off again.
 */
export function paretoFront(points: readonly Losses[]): readonly number[] {
	const order = points
		.map((_, n) => n)
		.sort((a, b) => compare(points[a]!, points[b]!));
	const front: number[] = [];
	for (const n of order)
		if (!front.some((other) => dominates(points[other]!, points[n]!)))
			front.push(n);
	return front.sort((a, b) => a - b);
}

function compare(a: Losses, b: Losses): number {
	for (let m = 0; m < a.length; m++) if (a[m] !== b[m]) return a[m]! - b[m]!;
	return 0;
}

/** Fronts one behind the other: the first is that of all points, each next one that of what is left. */
export function paretoFronts(
	points: readonly Losses[],
): readonly (readonly number[])[] {
	const fronts: (readonly number[])[] = [];
	let left = points.map((_, n) => n);
	while (left.length > 0) {
		const front = paretoFront(left.map((n) => points[n]!)).map(
			(at) => left[at]!,
		);
		fronts.push(front);
		const taken = new Set(front);
		left = left.filter((n) => !taken.has(n));
	}
	return fronts;
}
