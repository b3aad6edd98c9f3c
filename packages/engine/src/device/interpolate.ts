/** Straight lines between the points (xs ascending, ys); beyond them the value of the nearest. */
export function interpolate(
	xs: readonly number[],
	ys: readonly number[],
	x: number,
): number {
	const above = xs.findIndex((at) => at >= x);
	if (above < 0) return ys.at(-1)!;
	if (above === 0) return ys[0]!;
	const [x0, x1] = [xs[above - 1]!, xs[above]!];
	const share = (x - x0) / (x1 - x0);
	return ys[above - 1]! + share * (ys[above]! - ys[above - 1]!);
}
