import type { Activity } from "../activity/activity.js";
import { estimateActivity } from "../activity/estimate-activity.js";
import { layerActivity } from "../activity/layer-activity.js";
import { networkTraffic } from "../activity/traffic.js";
import { remembered } from "../base/remembered.js";
import type { Cost } from "../cost/cost.js";
import { costNetwork } from "../cost/cost-network.js";
import type { Design } from "../design/design.js";
import { stopsEarly } from "../map/adc-policy/early-stop.js";
import type { Mapping } from "../map/mapping.js";
import {
	type LayerShape,
	layerShapes,
	withInputSign,
} from "../network/layer-shape.js";
import type { Network, UnsupportedLayer } from "../network/network.js";
import { withUnsignedImages } from "../network/with-unsigned-images.js";
import { mapNetwork } from "./map-network.js";
import { offCrossbarNotes } from "./off-crossbar-notes.js";
import { operandNotes } from "./operand-notes.js";

/** What a network costs on a design, without its accuracy. */
export interface CostEvaluation {
	readonly schema: "mho/cost/1";
	readonly network: string;
	/** Name of the design. */
	readonly design: string;
	/** The whole design point, in SI units. */
	readonly resolvedDesign: Design;
	readonly activity: {
		readonly source: Activity["source"];
		readonly note: string;
	};
	/** What layers do otherwise than the design says, and what no figure counts. */
	readonly notes: readonly string[];
	readonly mapping: Mapping;
	readonly cost: Cost;
	/** Layers of the network's file that are not in the figures, where there are any. */
	readonly unsupported?: readonly UnsupportedLayer[];
}

/**
 * Costs a network from stated distributions, or from the activity that a simulation has measured on a design
 * that computes the same: other copies, times and areas are allowed, other digits and products are not.
 */
export function evaluateCost(
	network: Network,
	design: Design,
	measured?: Activity,
): CostEvaluation {
	const { mapping, hardware, events } = mapNetwork(
		shapesFor(network, design),
		design,
	);
	const activity =
		measured === undefined
			? estimateActivity(mapping, design, events)
			: withTrafficOf(mapping, measured);
	return {
		schema: "mho/cost/1",
		network: network.name,
		design: design.name,
		resolvedDesign: design,
		activity: { source: activity.source, note: activity.note },
		notes: [
			...operandNotes(mapping.layers, design),
			...offCrossbarNotes(network),
		],
		mapping,
		cost: costNetwork(mapping, activity, design, hardware),
		...(network.unsupported ? { unsupported: network.unsupported } : {}),
	};
}

/**
 * Events at the arrays do not depend on copies and placement, traffic does. Comparisons are those of converters that stop
 * early: others make all.
 */
function withTrafficOf(mapping: Mapping, measured: Activity): Activity {
	const traffic = networkTraffic(mapping);
	const layers = measured.layers.map((layer, l) => {
		const { comparisonsOfBits, ...array } = layer.array;
		const plan = mapping.layers[l]!;
		return layerActivity(
			plan,
			stopsEarly(plan.adcOfProduct) ? layer.array : array,
			traffic[l]!,
		);
	});
	return { ...measured, layers };
}

/** Shapes of the matrix layers, with the activation signs that the design asks for. */
export function shapesFor(
	network: Network,
	design: Design,
): readonly LayerShape[] {
	const { inputSign, unsignedImages } = design.operands;
	const known = unsignedImages ? withUnsignedImages(network) : network;
	return signedShapes(known, inputSign, () =>
		layerShapes(known).map((shape) => withInputSign(shape, inputSign)),
	);
}

const signedShapes = remembered<Network, readonly LayerShape[]>();
