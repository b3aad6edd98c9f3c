import type { Design, Encoding, LayerOverrides } from "./design.js";
import type { PartialProductPolicy } from "./partial-product-policy.js";

/** What a design says of one layer; nothing for a layer that it does not name. */
export function layerOverrides(
	design: Pick<Design, "layers">,
	layer: string,
): LayerOverrides {
	return Object.hasOwn(design.layers, layer) ? design.layers[layer]! : {};
}

/** How a layer's operands are written: as those of all layers where it does not say otherwise. */
export function layerEncoding(
	design: Pick<Design, "layers" | "encoding">,
	layer: string,
): Encoding {
	const own = layerOverrides(design, layer).encoding;
	if (!own) return design.encoding;
	const { weights, inputs, digitBits } = design.encoding;
	return {
		...design.encoding,
		weights: own.weights ?? weights,
		inputs: own.inputs ?? inputs,
		digitBits: own.digitBits ?? digitBits,
	};
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
