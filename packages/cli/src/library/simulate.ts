import {
	type Design,
	type Evaluation,
	type EvaluationData,
	evaluate,
	type ImageExecutor,
	type Network,
	prepareNetwork,
	withClassScores,
} from "@mho/engine";

/** Which chip it is, and where the work is done. */
export interface SimulateOptions {
	/** Of everything random: which chip it is; 1 by default. Ideal crossbars use none. */
	readonly seed?: number;
	/** Where the images are worked on: in this thread by default, `withThreads` of `mho/node` gives more. */
	readonly executor?: ImageExecutor;
	/** Told what is being done, and how many images of it are. */
	readonly onProgress?: (phase: string, done: number, total: number) => void;
}

/**
 * Classifies images through the simulated crossbars of a design: accuracy and cost from one set of counted events, as
 * `mho run` prints them. The result depends on network, design, data and seed alone.
 *
 * @param data images as the network takes them; those of `calibration` set the ranges of the integers
 * @returns accuracies as fractions, costs in SI units
 * @throws InputError where the data do not fit the network, or the network does not fit the design
 *
 * @example
 * const { accuracy, cost } = await simulate(network, preset("isaac"), data);
 * console.log(accuracy.simulated, cost.energyPerImage);
 */
export async function simulate(
	network: Network,
	design: Design,
	data: EvaluationData,
	options: SimulateOptions = {},
): Promise<Evaluation> {
	const prepared = await prepareNetwork(
		withClassScores(network),
		data,
		options,
	);
	return evaluate(prepared, design, options);
}
