/** Share of images whose class is right. */
export function accuracyOf(
	classes: ArrayLike<number>,
	labels: ArrayLike<number>,
): number {
	let right = 0;
	for (let n = 0; n < classes.length; n++)
		if (classes[n] === labels[n]) right++;
	return right / classes.length;
}
