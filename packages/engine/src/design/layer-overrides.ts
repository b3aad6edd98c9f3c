import type { Design, LayerOverrides } from "./design.js";

/** What a design says of one layer; nothing for a layer that it does not name. */
export function layerOverrides(design: Design, layer: string): LayerOverrides {
	return Object.hasOwn(design.layers, layer) ? design.layers[layer]! : {};
}
