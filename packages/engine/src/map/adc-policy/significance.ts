import { InputError } from "../../base/input-error.js";
import type { AdcPolicy } from "../../design/adc-policy.js";
import { losslessBits } from "../../encode/column-sum-bounds.js";
import { type AdcRange, adcRange } from "./adc-range.js";
import type { ConvertedSums } from "./converted-sums.js";

/**
 * Of the bits that lose nothing, those that lie within the window of the output: bit b of a column sum of
 * partial product (i, j) is worth 2^b · significance. What lies below is rounded, what lies above is clipped. With
 * ISAAC's sums and a window of 16 bits that is the table of Newton (Nag et al., IEEE Micro 2018).
 */
export function significanceRanges(
	{ window }: Extract<AdcPolicy, { kind: "significance" }>,
	{ bounds, inputPlanes, weightPlanes }: ConvertedSums,
): readonly AdcRange[] {
	if (window.unit === "output-step")
		throw new InputError(
			"adc.window: found a window from the layer's output step, which is not known without images: expected a run with calibration images, or unit: significance",
		);
	const { least, top = Number.POSITIVE_INFINITY } = window;
	const all = losslessBits(bounds);
	return inputPlanes.flatMap((input) =>
		weightPlanes.map((weight) => {
			const significance = Math.log2(
				Math.abs(input.significance * weight.significance),
			);
			const dropped = Math.max(0, Math.floor(least - significance));
			const end = Math.min(all, Math.ceil(top - significance));
			return adcRange(Math.max(0, end - dropped), 2 ** dropped, bounds.min < 0);
		}),
	);
}
