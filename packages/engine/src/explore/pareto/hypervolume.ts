import { type Losses, paretoFront } from "./front.js";

/**
 * Volume that points dominate, up to a reference point that is worse than they are in everything; points beyond it
 * count nothing. By the algorithm of the Walking Fish Group: L. While et al., "A fast way of calculating exact
 * hypervolumes", IEEE Trans. Evol. Comput. 16 (2012).
 */
export function hypervolume(
	points: readonly Losses[],
	reference: Losses,
): number {
	const inside = points.filter((point) =>
		point.every((loss, m) => loss < reference[m]!),
	);
	return volumeOf(frontOf(inside), reference);
}

function volumeOf(front: readonly Losses[], reference: Losses): number {
	if (reference.length === 2) return areaOf(front, reference);
	// The worst in the last objective first: then few are left in the limited sets.
	const order = front.toSorted((a, b) => b.at(-1)! - a.at(-1)!);
	let sum = 0;
	for (const [n, point] of order.entries()) {
		const box = point.reduce(
			(product, loss, m) => product * (reference[m]! - loss),
			1,
		);
		const others = order.slice(n + 1).map((other) => worst(other, point));
		sum += box - volumeOf(frontOf(others), reference);
	}
	return sum;
}

/** Of two objectives: strips from one point of the front to the next. */
function areaOf(front: readonly Losses[], reference: Losses): number {
	const order = front.toSorted((a, b) => a[0]! - b[0]!);
	let area = 0;
	let ceiling = reference[1]!;
	for (const [x, y] of order as unknown as readonly [number, number][]) {
		area += (reference[0]! - x) * (ceiling - y);
		ceiling = y;
	}
	return area;
}

function worst(a: Losses, b: Losses): Losses {
	return a.map((loss, m) => Math.max(loss, b[m]!));
}

/** The front without copies. */
function frontOf(points: readonly Losses[]): readonly Losses[] {
	const front = paretoFront(points).map((n) => points[n]!);
	return [...new Map(front.map((point) => [point.join(), point])).values()];
}
