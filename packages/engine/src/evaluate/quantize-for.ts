import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { isIdealRead } from "../device/is-ideal.js";
import type { LayerMapping } from "../map/mapping.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import {
	matrixLayersOf,
	type QuantizedNetwork,
} from "../quantize/quantized-network.js";
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
	const planned = new Map(layers.map((layer) => [layer.shape.layer, layer]));
	const quantized = quantizeNetwork(network, ranges, {
		...design.operands,
		bitsOf: (layer) => planned.get(layer)!,
		signOfZero: isIdealRead(design) ? undefined : "positive",
	});
	for (const { name, input } of matrixLayersOf(quantized)) {
		const { shape, inputBits } = planned.get(name)!;
		if (input.signed && !shape.signedInputs)
			throw new InputError(
				`${design.name}: ${name}: found ${inputBits}-bit inputs of either sign, expected 2 or more to shift, or operands.inputSign: where-needed`,
			);
	}
	return quantized;
}
