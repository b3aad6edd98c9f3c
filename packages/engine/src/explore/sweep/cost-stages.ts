import type { Activity } from "../../activity/activity.js";
import { layerActivity } from "../../activity/layer-activity.js";
import { networkTraffic } from "../../activity/traffic.js";
import type { Cost } from "../../cost/cost.js";
import { costNetwork } from "../../cost/cost-network.js";
import type { Design } from "../../design/design.js";
import { shapesFor } from "../../evaluate/evaluate-cost.js";
import { keepStages } from "../../evaluate/kept-stages.js";
import { mapNetwork, planNetwork } from "../../evaluate/map-network.js";
import type { Network } from "../../network/network.js";

/** Gives the cost of a network on one design after the other. */
export type CostStages = (design: Design) => Cost;

/**
 * Costs of one network on many designs, from stated distributions: what `evaluateCost` gives, to the bit. What was
 * computed from parts of a design is kept for the next design that has the same objects as parts, so that a point
 * pays for what differs. Layers of the same shape are planned once.
 */
export function createCostStages(network: Network): CostStages {
	const keep = keepStages(KEPT);
	return (design) => {
		const shapes = shapesFor(network, design);
		const planned = keep("plans", planParts(design), () =>
			planNetwork(shapes, design),
		);
		const { mapping, hardware, traffic } = keep(
			"mapping",
			mappingParts(design),
			() => {
				const mapped = mapNetwork(shapes, design, planned);
				return { ...mapped, traffic: networkTraffic(mapped.mapping) };
			},
		);
		const activity: Activity = {
			source: "estimated",
			images: 0,
			note: "",
			layers: mapping.layers.map((layer, l) =>
				layerActivity(layer, planned.events.estimated(layer), traffic[l]!),
			),
		};
		return costNetwork(mapping, activity, design, hardware);
	};
}

/** Plans of a large network take a megabyte. */
const KEPT = 64;

/**
 * The parts of a design that plans and the events at the arrays follow from. Those are left out that certainly do not
 * matter, so that a field that is new counts.
 */
function planParts({
	name: _,
	description: __,
	technologyNode: ___,
	replication: ____,
	hierarchy,
	components,
	...parts
}: Design): readonly unknown[] {
	return [
		...Object.values(parts),
		textWithout(hierarchy, OUTSIDE_PE),
		components.adc,
	];
}

/** The parts that copies, places and traffic follow from: nothing of what an action costs. */
function mappingParts({
	name: _,
	description: __,
	hierarchy,
	components,
	...parts
}: Design): readonly unknown[] {
	return [
		...Object.values(parts),
		textWithout(hierarchy, ["pipelineStages"]),
		textWithout(components, ["energyPerAction", "source"]),
	];
}

/** Fields of the hierarchy that say what surrounds PEs. */
const OUTSIDE_PE = ["pesPerTile", "tiles", "chips", "pipelineStages"];

const texts = new WeakMap<object, Map<string, string>>();

/** A part as JSON, without some of its fields on any level. */
function textWithout(part: object, fields: readonly string[]): string {
	const known = texts.get(part) ?? new Map<string, string>();
	texts.set(part, known);
	const name = fields.join();
	const text =
		known.get(name) ??
		JSON.stringify(part, (key, value: unknown) =>
			fields.includes(key) ? undefined : value,
		);
	known.set(name, text);
	return text;
}
