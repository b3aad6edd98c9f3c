import {
	type CostEvaluation,
	type Design,
	evaluateCost,
	type Network,
} from "@mho/engine";

/**
 * Energy, time and area of a network on a design without data, as `mho cost` prints them: how often each component acts
 * follows from stated distributions. Weights are not needed.
 *
 * @returns `cost` in SI units: joules and seconds for one image, images per second, watts, square metres
 * @throws InputError where the network does not fit the design, or the design has a policy that needs calibration
 *
 * @example
 * const { energyPerImage, imagesPerSecond } = cost(network, preset("isaac")).cost;
 */
export function cost(network: Network, design: Design): CostEvaluation {
	return evaluateCost(network, design);
}
