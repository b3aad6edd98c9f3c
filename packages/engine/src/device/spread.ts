/**
 * Standard deviation of a cell, in levels: a share of the conductance of the top level, and a share of its own.
 *
 * @param level of the cell
 * @param range the top level, 2^cellBits − 1
 */
export function spread(
	{
		ofRange,
		ofConductance,
	}: { readonly ofRange: number; readonly ofConductance: number },
	level: number,
	range: number,
): number {
	const everywhere = ofRange * range;
	const own = ofConductance * level;
	return Math.sqrt(everywhere * everywhere + own * own);
}
