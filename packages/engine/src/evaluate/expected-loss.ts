import { type PairedDifference, Z_95 } from "./paired-difference.js";

/** Accuracy that changed classes cost by a network's own probabilities, as a fraction. */
export interface ExpectedLoss {
	readonly loss: number;
	/** Ends of the 95 % interval. */
	readonly lower95: number;
	readonly upper95: number;
}

/** Probability that one image more is taken to lose: few images that all keep their class do not say that none would change. */
const PRIOR_LOSS = 0.5;

/**
 * The accuracy that is lost where a design gives other classes than float does. A changed class costs what float's
 * probability of its own class has over that of the new one: hardly anything where float itself hesitates, whichever of the
 * two the label happens to be. With counted labels such images make most of the error of a loss.
 *
 * That holds while a design errs where float nearly does. One that sees images otherwise, as a binary network on coarser
 * inputs, may be right where float is wrong: what is counted then contradicts what is expected.
 *
 * @param probabilities of float, [images × classes]
 * @param classes of the design, one for each image
 * @param counted of the same images by their labels
 * @returns nothing where the interval of the counted loss lies apart
 */
export function expectedLoss(
	probabilities: Float64Array,
	classes: Int32Array,
	counted: Pick<PairedDifference, "lower95" | "upper95">,
): ExpectedLoss | undefined {
	const images = classes.length;
	const width = probabilities.length / images;
	const losses = Array.from(classes, (own, image) => {
		const ofImage = probabilities.subarray(image * width, (image + 1) * width);
		const top = ofImage.reduce((a, b) => Math.max(a, b), 0);
		return top - ofImage[own]!;
	});
	const loss = losses.reduce((sum, own) => sum + own, 0) / images;
	const squares = losses.reduce((sum, own) => sum + (own - loss) ** 2, 0);
	const error = Z_95 * (Math.sqrt(squares + PRIOR_LOSS ** 2) / images);
	const lower95 = Math.max(0, loss - error);
	const upper95 = loss + error;
	const isApart = lower95 > -counted.lower95 || upper95 < -counted.upper95;
	return isApart ? undefined : { loss, lower95, upper95 };
}
