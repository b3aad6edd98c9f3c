import type { Design, LayerDigits } from "../design/design.js";
import { layerEncoding, layerOverrides } from "../design/layer-overrides.js";
import type { OptionRequest } from "./conversion-options.js";
import type { Digits } from "./hardware-choices.js";

/** A design whose layers are all written in one way, and what a layer states to be written so. */
export interface Written {
	readonly design: Design;
	readonly setting: { readonly encoding?: LayerDigits };
}

/** How a layer's operands may be written: in each of the ways that are open, else as the design has it. */
export function waysToWrite(
	design: Design,
	{ digits, knobs }: OptionRequest,
): (layer: string) => readonly Written[] {
	if (!knobs.includes("encoding"))
		return (layer) =>
			layerOverrides(design, layer).encoding
				? [written(design, layerEncoding(design, layer))]
				: [{ design, setting: {} }];
	const open = (digits ?? [design.encoding]).map((own) => written(design, own));
	return () => open;
}

function written(
	design: Design,
	{ weights, inputs, digitBits }: Digits,
): Written {
	const { encoding } = design;
	const setting: LayerDigits = {
		...(weights !== encoding.weights && { weights }),
		...(inputs !== encoding.inputs && { inputs }),
		...(digitBits !== encoding.digitBits && { digitBits }),
	};
	if (Object.keys(setting).length === 0) return { design, setting: {} };
	const own = { ...encoding, weights, inputs, digitBits };
	return {
		design: { ...design, encoding: own },
		setting: { encoding: setting },
	};
}
