import { InputError } from "../../base/input-error.js";
import type { AdcPolicy } from "../../design/adc-policy.js";
import type { ColumnSumBounds } from "../../encode/column-sum-bounds.js";
import type { AdcRange } from "./adc-range.js";
import type { ConvertedSums } from "./converted-sums.js";
import { stopAllEarly } from "./early-stop-products.js";
import { fixedRange } from "./fixed.js";
import { losslessRange } from "./lossless.js";
import { perProductRanges } from "./per-product.js";
import { significanceRanges } from "./significance.js";
import { tableRange } from "./table.js";

type Resolve<K extends AdcPolicy["kind"]> = (
	policy: Extract<AdcPolicy, { kind: K }>,
	sums: ConvertedSums,
) => AdcRange | readonly AdcRange[];

const adcPolicies: { readonly [K in AdcPolicy["kind"]]: Resolve<K> } = {
	lossless: (_, { bounds }) => losslessRange(bounds),
	fixed: fixedRange,
	table: tableRange,
	"per-product": perProductRanges,
	significance: significanceRanges,
	calibrated: (policy) => {
		throw new InputError(
			`adc: found ${policy.kind}, of which the bits are not known without images: expected a run with calibration images, or a policy that states bits`,
		);
	},
	"early-stop": ({ converter, ranges }, sums) => {
		if (ranges === "calibrated")
			throw new InputError(
				"adc.ranges: found calibrated, which are not known without images: expected a run with calibration images, or bits of ranges",
			);
		return stopAllEarly(resolveAdc(converter, sums), ranges, sums);
	},
};

/**
 * The converter of each partial product of a layer, [input planes × weight planes]; one of 0 bits converts nothing.
 *
 * @throws InputError where the policy does not fit the layer, or waits for calibration
 */
export function resolveAdc(
	policy: AdcPolicy,
	sums: ConvertedSums,
): readonly AdcRange[] {
	const ranges = (adcPolicies[policy.kind] as Resolve<AdcPolicy["kind"]>)(
		policy,
		sums,
	);
	const products = sums.inputPlanes.length * sums.weightPlanes.length;
	return "bits" in ranges ? new Array<AdcRange>(products).fill(ranges) : ranges;
}

/** Whether no sum within the bounds is rounded or clipped. */
export function isLossless(
	{ step, min, max, transitions }: AdcRange,
	bounds: ColumnSumBounds,
): boolean {
	return !transitions && step === 1 && min <= bounds.min && bounds.max <= max;
}
