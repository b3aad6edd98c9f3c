import {
	countPlanEvents,
	type PlanEvents,
} from "../activity/estimate-activity.js";
import { InputError } from "../base/input-error.js";
import { chipAreas, hardwareFor } from "../cost/chip.js";
import type { Hardware } from "../cost/component-models.js";
import { timesOfOneCopy } from "../cost/timing.js";
import type { Design } from "../design/design.js";
import type { LayerPlan } from "../map/layer-plan.js";
import type { Mapping } from "../map/mapping.js";
import { placeLayers } from "../map/place-layers.js";
import { planLayers } from "../map/plan-layers.js";
import type { LayerShape } from "../network/layer-shape.js";

/** A network laid out on a design, and the hardware that it takes. */
export interface MappedNetwork {
	readonly mapping: Mapping;
	readonly hardware: Hardware;
	/** At the arrays of its layers. */
	readonly events: PlanEvents;
}

/**
 * Cuts, replicates and places a network; the number of tiles follows from the area where the design says so.
 *
 * @param known plans of the layers where they are made already
 * @throws InputError where there is nothing to put on crossbars, the design names a layer that the network does not
 * have, or the network does not fit
 */
export function mapNetwork(
	layers: readonly LayerShape[],
	design: Design,
	known?: PlannedNetwork,
): MappedNetwork {
	if (layers.length === 0)
		throw new InputError(
			"the network has no convolution or dense layer with weights, expected at least one to put on crossbars",
		);
	checkLayerNames(layers, design);
	const { plans, events } = known ?? planNetwork(layers, design);
	const hardware = hardwareFor(plans, design);
	const { tiles } = chipAreas(design, hardware);
	const times = timesOfOneCopy(plans, design, hardware, events);
	return {
		mapping: placeLayers(plans, design, tiles, times),
		hardware,
		events,
	};
}

/** Plans of layers, and the events at their arrays as they are asked for. */
export interface PlannedNetwork {
	readonly plans: readonly LayerPlan[];
	readonly events: PlanEvents;
}

/** @throws InputError as `planLayer` */
export function planNetwork(
	layers: readonly LayerShape[],
	design: Design,
): PlannedNetwork {
	return {
		plans: planLayers(layers, design),
		events: countPlanEvents(design),
	};
}

function checkLayerNames(layers: readonly LayerShape[], design: Design): void {
	const known = layers.map(({ layer }) => layer);
	const { replication } = design;
	const named = {
		layers: design.layers,
		"replication.copies":
			replication.kind === "given" ? replication.copies : {},
	};
	for (const [field, of] of Object.entries(named)) {
		const unknown = Object.keys(of).find((layer) => !known.includes(layer));
		if (unknown !== undefined)
			throw new InputError(
				`${design.name}: ${field}: found layer ${unknown}, the network has ${known.join(", ")}`,
			);
	}
}
