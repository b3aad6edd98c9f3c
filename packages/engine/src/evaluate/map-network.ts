import { InputError } from "../base/input-error.js";
import { chipAreas, hardwareFor } from "../cost/chip.js";
import type { Hardware } from "../cost/component-models.js";
import { timesOfOneCopy } from "../cost/timing.js";
import type { Design } from "../design/design.js";
import type { LayerPlan } from "../map/layer-plan.js";
import type { Mapping } from "../map/mapping.js";
import { placeLayers } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import type { LayerShape } from "../network/layer-shape.js";

/** A network laid out on a design, and the hardware that it takes. */
export interface MappedNetwork {
	readonly mapping: Mapping;
	readonly hardware: Hardware;
}

/**
 * Cuts, replicates and places a network; the number of tiles follows from the area where the design says so.
 *
 * @param planOf plans of the layers where they are known already
 * @throws InputError where the design names a layer that the network does not have, or the network does not fit
 */
export function mapNetwork(
	layers: readonly LayerShape[],
	design: Design,
	planOf: (layer: LayerShape, index: number) => LayerPlan = (layer) =>
		planLayer(layer, design),
): MappedNetwork {
	checkLayerNames(layers, design);
	const plans = layers.map(planOf);
	const hardware = hardwareFor(plans, design);
	const { tiles } = chipAreas(design, hardware);
	const times = timesOfOneCopy(plans, design, hardware);
	return { mapping: placeLayers(plans, design, tiles, times), hardware };
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
