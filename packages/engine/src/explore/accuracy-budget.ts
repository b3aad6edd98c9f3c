import { type ExpectedLoss, expectedLoss } from "../evaluate/expected-loss.js";

/** How far a loss is moved towards the upper end of its interval: a search picks the best of many. */
const CAUTION = 0.25;

/**
 * Whether a design keeps its budget on the images of a search.
 *
 * @param maxAccuracyLoss as a fraction
 */
export function keepsBudget(
	{ loss, upper95 }: ExpectedLoss,
	maxAccuracyLoss: number,
): boolean {
	return (1 - CAUTION) * loss + CAUTION * upper95 <= maxAccuracyLoss;
}

/** Whether some images are enough to say that a design does not keep its budget. */
export function isHopeless(
	{ lower95 }: ExpectedLoss,
	maxAccuracyLoss: number,
): boolean {
	return lower95 > maxAccuracyLoss;
}

/** What whoever searches should know, where the images are so few that no design passes. */
export function budgetNotes(
	images: number,
	maxAccuracyLoss: number,
): readonly string[] {
	const unchanged = new Int32Array(images);
	const probabilities = new Float64Array(images).fill(1);
	if (keepsBudget(expectedLoss(probabilities, unchanged), maxAccuracyLoss))
		return [];
	return [
		`no design passes on ${images} images, one that changes no class included: more images, or a greater loss, would find one`,
	];
}
