import type { Design } from "../design/design.js";
import { isIdealRead } from "../device/is-ideal.js";
import type { LayerMapping } from "../map/mapping.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import type { Calibrated } from "./calibrated-for.js";

/**
 * A calibrated network in the operands that a design gives its layers. On cells that deviate sums come to 0 that never
 * do otherwise: there a sign that is stored in 1 bit is a comparator's, 1 where nothing is below 0.
 *
 * @throws InputError for what cannot be computed in integers
 */
export function quantizeFor(
	{ network, ranges }: Calibrated,
	layers: readonly Pick<LayerMapping, "shape" | "weightBits" | "inputBits">[],
	design: Design,
): QuantizedNetwork {
	const bits = new Map(layers.map((layer) => [layer.shape.layer, layer]));
	return quantizeNetwork(network, ranges, {
		...design.operands,
		bitsOf: (layer) => bits.get(layer)!,
		signOfZero: isIdealRead(design) ? undefined : "positive",
	});
}
