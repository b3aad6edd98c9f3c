import type { Design, LayerOverrides } from "./design.js";
import type { PartialProductPolicy } from "./partial-product-policy.js";

/** What a design says of one layer; nothing for a layer that it does not name. */
export function layerOverrides(
	design: Pick<Design, "layers">,
	layer: string,
): LayerOverrides {
	return Object.hasOwn(design.layers, layer) ? design.layers[layer]! : {};
}

/** Which partial products of a layer run. */
export function partialProductsOf(
	design: Design,
	layer: string,
): PartialProductPolicy {
	return (
		layerOverrides(design, layer).partialProducts ?? design.partialProducts
	);
}
