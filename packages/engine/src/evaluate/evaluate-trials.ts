import type { Design } from "../design/design.js";
import { type EvaluateOptions, type Evaluation, evaluate } from "./evaluate.js";
import { keepStages } from "./kept-stages.js";
import { type MeanInterval, meanInterval } from "./mean-interval.js";
import type { PreparedNetwork } from "./prepare-network.js";

/** Accuracies of several chips of one design on the same images. */
export interface Trials {
	/** Of each chip. */
	readonly seeds: readonly number[];
	readonly accuracies: readonly number[];
	/** Of the accuracy of a chip of this design on these images. */
	readonly accuracy: MeanInterval;
}

/** The first chip, and how the accuracies of all of them are spread. */
export interface TrialsEvaluation extends Evaluation {
	readonly trials: Trials;
}

/**
 * Evaluates chips of consecutive seeds from `options.seed` on.
 *
 * @param count 2 or more
 */
export async function evaluateTrials(
	prepared: PreparedNetwork,
	design: Design,
	count: number,
	options: EvaluateOptions = {},
): Promise<TrialsEvaluation> {
	const { seed = 1, keep = keepStages() } = options;
	const seeds = Array.from({ length: count }, (_, n) => seed + n);
	const evaluations: Evaluation[] = [];
	for (const chip of seeds)
		evaluations.push(
			await evaluate(prepared, design, { ...options, seed: chip, keep }),
		);
	const accuracies = evaluations.map(({ accuracy }) => accuracy.simulated);
	return {
		...evaluations[0]!,
		trials: { seeds, accuracies, accuracy: meanInterval(accuracies) },
	};
}
