import type { Design } from "../design/design.js";
import { mitigationsOf } from "../design/mitigations.js";
import type { LayerPlan } from "./layer-plan.js";

// Columns that are not in the order of their outputs are found by a table: the place in the array of each output.

/** Bits that say where an output is; 0 where its number does. */
export function columnAddressBits(
	{ outputsPerArray }: Pick<LayerPlan, "outputsPerArray">,
	design: Pick<Design, "crossbar">,
): number {
	return mitigationsOf(design).columnOrder === "as-numbered"
		? 0
		: Math.ceil(Math.log2(outputsPerArray));
}

/** Bits of the table of one array. */
export function columnTableBits(plan: LayerPlan, design: Design): number {
	return plan.outputsPerArray * columnAddressBits(plan, design);
}
