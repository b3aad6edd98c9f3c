import type { Design } from "../design/design.js";
import { inputEncoders } from "../encode/input-encoders.js";
import {
	type LayerPlan,
	rowsPerRead,
	slicesRun,
	unitsPerArray,
} from "./layer-plan.js";

// What rows that are all driven would give, greatest digit · Σ_j significance_j · ΣW_j over the slices that run with a
// plane: stored for each output of an operation unit, and added where the plane is driven upside down.

/** Whether planes are driven upside down where most rows would be driven. */
export function invertsPlanes({ encoding }: Pick<Design, "encoding">): boolean {
	return inputEncoders[encoding.inputs].inverts;
}

/** Bits of one such sum: a weight, as many of them as are driven at once, and the greatest digit. */
export function weightSumBits(
	{ weightBits, inputPlanes }: Pick<LayerPlan, "weightBits" | "inputPlanes">,
	design: Design,
): number {
	const greatest = Math.max(...inputPlanes.map(({ max }) => max));
	return (
		weightBits +
		Math.ceil(Math.log2(rowsPerRead(design))) +
		Math.ceil(Math.log2(greatest + 1)) -
		1
	);
}

/** Bits that the sums of an array of the layer take: planes of which the same slices run, and as far, share theirs. */
export function weightSumBitsPerArray(plan: LayerPlan, design: Design): number {
	if (!invertsPlanes(design)) return 0;
	const slices = plan.weightPlanes.length;
	const kinds = new Set(
		plan.inputPlanes.flatMap(({ max }, i) =>
			slicesRun(plan, i) === 0
				? []
				: [
						`${max}:${plan.executed.subarray(i * slices, (i + 1) * slices).join("")}`,
					],
		),
	);
	return (
		kinds.size *
		plan.outputsPerArray *
		unitsPerArray(design) *
		weightSumBits(plan, design)
	);
}
