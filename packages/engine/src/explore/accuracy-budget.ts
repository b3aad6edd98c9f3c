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
	const { loss, upper95 } = judged(losses);
	return (1 - CAUTION) * loss + CAUTION * upper95 <= maxAccuracyLoss;
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

/** What whoever searches should know, where the images are so few that no design passes. */
export function budgetNotes(
	images: number,
	maxAccuracyLoss: number,
): readonly string[] {
	const classes = new Int32Array(images);
	const againstFloat = pairedDifference(classes, classes, classes);
	const certain = new Float64Array(images).fill(1);
	const unchanged = expectedLoss(certain, classes, againstFloat);
	if (keepsBudget({ againstFloat, expectedLoss: unchanged }, maxAccuracyLoss))
		return [];
	return [
		`no design passes on ${images} images, one that changes no class included: more images, or a greater loss, would find one`,
	];
}
