import { InputError } from "../../base/input-error.js";
import type { AdcPolicy } from "../../design/adc-policy.js";
import { type AdcRange, adcRange } from "./adc-range.js";
import type { ConvertedSums } from "./converted-sums.js";

/**
 * Bits and steps as the design says, one row for each input plane.
 *
 * @throws InputError where the tables are not of the size of the layer's partial products
 */
export function perProductRanges(
	{ bits, step, signed }: Extract<AdcPolicy, { kind: "per-product" }>,
	{ inputPlanes, weightPlanes }: ConvertedSums,
): readonly AdcRange[] {
	for (const [name, table] of Object.entries({ bits, step })) {
		const widths = [...new Set(table.map((row) => row.length))];
		if (
			table.length !== inputPlanes.length ||
			widths.some((width) => width !== weightPlanes.length)
		)
			throw new InputError(
				`adc.${name}: found ${table.length} × ${widths.join(" or ")}, expected ${inputPlanes.length} input planes × ${weightPlanes.length} weight planes`,
			);
	}
	return inputPlanes.flatMap((_, i) =>
		weightPlanes.map((__, j) => adcRange(bits[i]![j]!, step[i]![j]!, signed)),
	);
}
