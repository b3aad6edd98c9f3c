import { InputError } from "../base/input-error.js";
import { type ExpectedLoss, expectedLoss } from "../evaluate/expected-loss.js";
import {
	type PairedDifference,
	pairedDifference,
} from "../evaluate/paired-difference.js";

/** A loss in both ways that it is told. */
export interface Losses {
	readonly againstFloat: PairedDifference;
	readonly expectedLoss?: ExpectedLoss | undefined;
}

/** Which of them says whether a design keeps its budget. */
export type JudgeBy = (typeof judgements)[number];

/** `either`: the expected one, where the counted one does not contradict it. */
export const judgements = ["either", "expected", "counted"] as const;

/** What is expected, where it counts. */
export function lossToJudgeBy(
	judgeBy: JudgeBy,
	probabilities: Float64Array,
	classes: Int32Array,
	counted: PairedDifference,
): ExpectedLoss | undefined {
	if (judgeBy === "counted") return undefined;
	return expectedLoss(
		probabilities,
		classes,
		judgeBy === "expected" ? ANY_COUNT : counted,
	);
}

/** Contradicts nothing. */
const ANY_COUNT = {
	lower95: Number.NEGATIVE_INFINITY,
	upper95: Number.POSITIVE_INFINITY,
};

/** How far a loss is moved towards the upper end of its interval: a search picks the best of many. */
const CAUTION = 0.25;

/**
 * Whether a design keeps its budget on the images of a search.
 *
 * @param maxAccuracyLoss as a fraction
 */
export function keepsBudget(losses: Losses, maxAccuracyLoss: number): boolean {
	return cautiousLoss(losses) <= maxAccuracyLoss;
}

function cautiousLoss(losses: Losses): number {
	const { loss, upper95 } = judged(losses);
	return (1 - CAUTION) * loss + CAUTION * upper95;
}

/** Whether some images are enough to say that a design does not keep its budget. */
export function isHopeless(losses: Losses, maxAccuracyLoss: number): boolean {
	return judged(losses).lower95 > maxAccuracyLoss;
}

/** The expected loss, the counted one where that contradicts. */
function judged({ againstFloat, expectedLoss }: Losses): ExpectedLoss {
	return (
		expectedLoss ?? {
			loss: -againstFloat.difference,
			lower95: -againstFloat.upper95,
			upper95: -againstFloat.lower95,
		}
	);
}

/** The least loss, as a fraction, that so many images can say is kept: where not one is of another class. */
function leastBudget(images: number): number {
	const classes = new Int32Array(images);
	const againstFloat = pairedDifference(classes, classes, classes);
	const certain = new Float64Array(images).fill(1);
	const unchanged = expectedLoss(certain, classes, againstFloat);
	return cautiousLoss({ againstFloat, expectedLoss: unchanged });
}

/**
 * @throws InputError where the images of a search are so few that no design could pass, whatever it does
 */
export function checkBudget(images: number, maxAccuracyLoss: number): void {
	const least = leastBudget(images);
	if (maxAccuracyLoss < least)
		throw new InputError(
			`accuracy budget: found ${formatted(maxAccuracyLoss)} points on ${images} images, expected ${formatted(least, Math.ceil)} or more, or more images: a loss of less is not told from none`,
		);
}

function formatted(share: number, round = (points: number) => points): number {
	return round(1e4 * share) / 100;
}
