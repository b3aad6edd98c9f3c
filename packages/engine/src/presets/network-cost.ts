import type { Cost } from "../cost/cost.js";
import type { Design } from "../design/design.js";
import { evaluateCost } from "../evaluate/evaluate-cost.js";
import { findZooNetwork } from "../network/zoo/zoo-networks.js";

/** What a network of the zoo costs on a design. */
export function networkCost(network: string, design: Design): Cost {
	return evaluateCost(findZooNetwork(network)!.build(), design).cost;
}
