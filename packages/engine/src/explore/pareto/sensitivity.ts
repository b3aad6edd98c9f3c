/**
 * How much of the variance of a value is due to one axis alone: variance of the means of its groups over the variance
 * of all (the first-order Sobol index of a full grid; correlation ratio). 0 … 1; 0 where the value does not vary.
 *
 * @param groups number of the axis's value, of each point
 */
export function firstOrderShare(
	values: readonly number[],
	groups: readonly number[],
): number {
	const mean = meanOf(values);
	const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	if (!(total > 0)) return 0;
	const members = new Map<number, number[]>();
	for (const [n, value] of values.entries()) {
		const group = members.get(groups[n]!);
		if (group) group.push(value);
		else members.set(groups[n]!, [value]);
	}
	let between = 0;
	for (const group of members.values())
		between += group.length * (meanOf(group) - mean) ** 2;
	return between / total;
}

function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
