import type { AdcPolicy } from "./adc-policy.js";
import type { Design, LayerOverrides } from "./design.js";

/** The design with converters that make all comparisons. */
export function withoutEarlyStop(design: Design): Design {
	const layers = Object.entries(design.layers).map(
		([layer, own]): readonly [string, LayerOverrides] => [
			layer,
			own.adc === undefined ? own : { ...own, adc: wholeConverter(own.adc) },
		],
	);
	return {
		...design,
		adc: wholeConverter(design.adc),
		layers: Object.fromEntries(layers),
	};
}

/** The converter that makes all comparisons, with the same codes. */
export function wholeConverter(adc: AdcPolicy): AdcPolicy {
	return adc.kind === "early-stop" ? adc.converter : adc;
}
