import type { ColumnSumBounds } from "../../encode/column-sum-bounds.js";
import type { DigitPlane } from "../../encode/digit-plane.js";

/** What a converter of a layer is chosen by. */
export interface ConvertedSums {
	/** Of the column sums of every partial product. */
	readonly bounds: ColumnSumBounds;
	readonly inputPlanes: readonly DigitPlane[];
	readonly weightPlanes: readonly DigitPlane[];
}
