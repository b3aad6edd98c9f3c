import { adcDefectsOf } from "../design/adc-defects.js";
import { levelScale } from "../design/cell-scale.js";
import type { Design } from "../design/design.js";
import { type LayerPlan, rowsPerRead } from "../map/layer-plan.js";
import { isIdeal } from "./is-ideal.js";
import { programmingModels } from "./programming-models.js";
import { readDeviation } from "./read-deviation.js";

/** Coarser grids would show; columns that need one are read with sums of 32 bits where the fast kernel can, else by the readable one. */
const LEAST_BITS = 6;
/** Finer than any deviation that matters. */
const MOST_BITS = 12;
/** Standard deviations that no column comes to. */
const CERTAIN = 8;
/** Units of the grid that a code of the fast kernel may be worth. */
const GREATEST_STEP = 2 ** 14;

/**
 * Cells that deviate lie on a grid of 2^−f levels: the finest on which 16 bits hold every column sum, its deviations
 * and its noise. 0 where cells are ideal and nothing is noisy.
 */
export function fractionBits(plan: LayerPlan, design: Design): number {
	const { device, crossbar } = design;
	const { thermalNoise } = adcDefectsOf(design);
	if (isIdeal(design) && thermalNoise === 0) return 0;
	const scale = levelScale(device, crossbar.cellBits);
	const greatest = scale.range + scale.off;
	const digit = Math.max(
		...plan.inputPlanes.flatMap(({ min, max }) => [-min, max]),
	);
	const model = programmingModels[device.programming.kind];
	const programmed = model.deviation(
		device.programming as never,
		greatest,
		scale,
	);
	const read = readDeviation(device, greatest, scale.range);
	const ofCell = Math.sqrt(programmed * programmed + read * read);
	// Both cells of a pair may deviate.
	const ofColumn =
		CERTAIN * ofCell * digit * Math.sqrt(2 * rowsPerRead(design)) +
		scale.off * digit * rowsPerRead(design);
	const step = Math.max(plan.adc.step, ...plan.adcOfProduct.map((a) => a.step));
	const ofConverter = CERTAIN * thermalNoise * step;
	const { min, max } = plan.bounds;
	const reach = Math.max(-min, max) + ofColumn + ofConverter + step / 2;
	const span = min < 0 ? 2 * reach : reach;
	let bits = MOST_BITS;
	while (span * 2 ** bits > 65535 || step * 2 ** bits > GREATEST_STEP) bits--;
	return Math.max(bits, LEAST_BITS);
}
