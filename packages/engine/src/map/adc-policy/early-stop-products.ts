import { InputError } from "../../base/input-error.js";
import type { EarlyRanges } from "../../design/adc-policy.js";
import type { AdcRange } from "./adc-range.js";
import type { ConvertedSums } from "./converted-sums.js";
import { stopEarly } from "./early-stop.js";

/**
 * The converters of a layer's products with ranges that they try first. Products that have the same converter and the
 * same ranges keep one and the same object.
 *
 * @param whole [input planes × weight planes]
 * @throws InputError where ranges of each product are not of the size of the layer's
 */
export function stopAllEarly(
	whole: readonly AdcRange[],
	ranges: EarlyRanges,
	{ inputPlanes, weightPlanes }: ConvertedSums,
): readonly AdcRange[] {
	const ofProduct = rangesOfProducts(
		ranges,
		inputPlanes.length,
		weightPlanes.length,
	);
	const known = new Map<AdcRange, Map<string, AdcRange>>();
	return whole.map((range, product) => {
		const own = ofProduct(product);
		const early = known.get(range) ?? new Map<string, AdcRange>();
		const key = own.join();
		const found = early.get(key) ?? stopEarly(range, own);
		known.set(range, early.set(key, found));
		return found;
	});
}

function rangesOfProducts(
	ranges: EarlyRanges,
	inputPlanes: number,
	weightPlanes: number,
): (product: number) => readonly number[] {
	if (areOfLayer(ranges)) return () => ranges;
	const widths = [...new Set(ranges.map((row) => row.length))];
	if (
		ranges.length !== inputPlanes ||
		widths.some((width) => width !== weightPlanes)
	)
		throw new InputError(
			`adc.ranges: found ${ranges.length} × ${widths.join(" or ")}, expected ${inputPlanes} input planes × ${weightPlanes} weight planes`,
		);
	return (product) =>
		ranges[Math.floor(product / weightPlanes)]![product % weightPlanes]!;
}

function areOfLayer(ranges: EarlyRanges): ranges is readonly number[] {
	return ranges.every((range) => typeof range === "number");
}
