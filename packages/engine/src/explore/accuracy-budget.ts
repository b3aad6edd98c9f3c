import {
	type PairedDifference,
	scoreInterval,
} from "../evaluate/paired-difference.js";

/** How far a loss is moved towards the upper end of its interval: a search picks the best of many. */
const CAUTION = 0.25;

/**
 * Whether a design keeps its budget on the images of a search.
 *
 * @param maxAccuracyLoss as a fraction
 */
export function keepsBudget(
	{ difference, lower95 }: Pick<PairedDifference, "difference" | "lower95">,
	maxAccuracyLoss: number,
): boolean {
	return -(1 - CAUTION) * difference - CAUTION * lower95 <= maxAccuracyLoss;
}

/** What whoever searches should know, where the images are so few that no design may lose a single one of them. */
export function budgetNotes(
	images: number,
	maxAccuracyLoss: number,
): readonly string[] {
	const [lower95] = scoreInterval({
		onlyFirst: 0,
		onlySecond: 1,
		count: images,
	});
	if (keepsBudget({ difference: -1 / images, lower95 }, maxAccuracyLoss))
		return [];
	return [
		`a design that loses one of ${images} images fails: more images, or a greater loss, would find more`,
	];
}
