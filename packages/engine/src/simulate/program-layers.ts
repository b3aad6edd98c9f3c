import type { Design } from "../design/design.js";
import type { LayerMapping, Mapping } from "../map/mapping.js";
import {
	matrixLayersOf,
	type QuantizedNetwork,
} from "../quantize/quantized-network.js";
import { type ProgrammedLayer, programLayer } from "./program-layer.js";

/**
 * Programs the matrix layers of a network into their arrays, all of them or those that are wanted. A crossbar's
 * deviations depend on its number among those of all layers, whichever are wanted.
 */
export function programLayers(
	network: QuantizedNetwork,
	mapping: Mapping,
	design: Design,
	seed: number,
	isWanted: (layer: LayerMapping) => boolean = () => true,
): ReadonlyMap<string, ProgrammedLayer> {
	const layers = new Map<string, ProgrammedLayer>();
	let firstCrossbar = 0;
	matrixLayersOf(network).forEach((layer, l) => {
		const mapped = mapping.layers[l]!;
		const chip = { seed, firstCrossbar };
		if (isWanted(mapped))
			layers.set(layer.name, programLayer(layer, mapped, design, chip));
		firstCrossbar += layer.groups * mapped.segments.length;
	});
	return layers;
}
