import {
	type Design,
	type EvaluationData,
	type Network,
	OPTIMIZE_DEFAULTS,
	type Optimization,
	type OptimizeOptions,
	optimizeDesign,
	parseObjective,
	prepareNetwork,
	withClassScores,
} from "@mho/engine";

/** What is searched for, how far and on which images; what is left out is as `mho optimize` has it. */
export interface OptimizeChoices
	extends Partial<Omit<OptimizeOptions, "objective">> {
	/** A gain such as `"energy"`, a product of them such as `"energy=1,throughput=2"`, or weights by gain. */
	readonly objective?: OptimizeOptions["objective"] | string;
}

/**
 * Chooses operand bits, encoding, ADCs, partial products and arrays for the most of an objective under a budget of
 * accuracy, as `mho optimize` does: first with all layers alike, then layer by layer.
 *
 * @param data the first `searchImages` test images steer the search and are left out of the accuracies that come back
 * @param choices by default energy, half a point of accuracy against float, all knobs, 1,000 images of the search
 * @returns the design as it was given, the best for all layers alike, and the best for each layer, each evaluated on
 * images that the search has not seen
 * @throws InputError where the design does not fit the network, or no images are left to verify on
 *
 * @example
 * const { tuned } = await optimize(network, preset("isaac"), data, { maxAccuracyLoss: 0.01 });
 * console.log(tuned.evaluation.accuracy.simulated, tuned.design.operands);
 */
export async function optimize(
	network: Network,
	design: Design,
	data: EvaluationData,
	choices: OptimizeChoices = {},
): Promise<Optimization> {
	const options = { ...OPTIMIZE_DEFAULTS, ...choices };
	const { objective } = options;
	const { executor } = options;
	const prepared = await prepareNetwork(
		withClassScores(network),
		data,
		executor && { executor },
	);
	return optimizeDesign(prepared, design, {
		...options,
		objective:
			typeof objective === "string" ? parseObjective(objective) : objective,
	});
}
