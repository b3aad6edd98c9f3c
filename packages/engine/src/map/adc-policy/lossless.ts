import {
	type ColumnSumBounds,
	losslessBits,
} from "../../encode/column-sum-bounds.js";
import { type AdcRange, adcRange } from "./adc-range.js";

/** Step 1 over all that the encoding can sum to. */
export function losslessRange(bounds: ColumnSumBounds): AdcRange {
	return adcRange(losslessBits(bounds), 1, bounds.min < 0);
}
