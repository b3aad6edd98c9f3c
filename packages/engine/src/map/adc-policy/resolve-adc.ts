import type { AdcPolicy } from "../../design/design.js";
import type { ColumnSumBounds } from "../../encode/column-sum-bounds.js";
import type { AdcRange } from "./adc-range.js";
import { fixedRange } from "./fixed.js";
import { losslessRange } from "./lossless.js";

type Resolve<K extends AdcPolicy["kind"]> = (
	policy: Extract<AdcPolicy, { kind: K }>,
	bounds: ColumnSumBounds,
) => AdcRange;

const adcPolicies: { readonly [K in AdcPolicy["kind"]]: Resolve<K> } = {
	lossless: (_, bounds) => losslessRange(bounds),
	fixed: fixedRange,
};

/** The converter of a layer whose column sums lie within `bounds`. */
export function resolveAdc(
	policy: AdcPolicy,
	bounds: ColumnSumBounds,
): AdcRange {
	return (adcPolicies[policy.kind] as Resolve<AdcPolicy["kind"]>)(
		policy,
		bounds,
	);
}

/** Whether no sum within the bounds is rounded or clipped. */
export function isLossless(
	{ step, min, max }: AdcRange,
	bounds: ColumnSumBounds,
): boolean {
	return step === 1 && min <= bounds.min && bounds.max <= max;
}
