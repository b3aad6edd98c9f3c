import { remembered } from "../base/remembered.js";
import type { AdcRange } from "./adc-policy/adc-range.js";
import { type LayerPlan, slicesRun } from "./layer-plan.js";

// Converters that are set otherwise from one partial product to the next take their settings from a table in the PE: one
// for all its arrays, which are read side by side.

// Widths are ours; no source states any.

/** How many bits a converter converts. */
const WIDTH_BITS = 4;
/** Its step, among those that its reference can be set to. */
const STEP_BITS = 8;

type Converters = Pick<LayerPlan, "adcOfProduct" | "executed">;

/** Bits of the setting for one partial product; 0 where all that run are converted alike. */
export function converterSettingBits({
	adcOfProduct,
	executed,
}: Converters): number {
	const first = adcOfProduct[0];
	if (adcOfProduct.every((adc) => adc === first)) return 0;
	return known(adcOfProduct, executed.join(""), () =>
		settingBits(adcOfProduct.filter((_, product) => executed[product] === 1)),
	);
}

const known = remembered<readonly AdcRange[], number>();

function settingBits(run: readonly AdcRange[]): number {
	const kinds = new Set(
		run.map(({ bits, step, earlyStop }) =>
			JSON.stringify([bits, step, earlyStop]),
		),
	);
	if (kinds.size < 2) return 0;
	// Which smaller ranges are tried first: yes or no for each that there can be.
	const ranges = run.some(({ earlyStop }) => earlyStop)
		? Math.max(...run.map(({ bits }) => bits))
		: 0;
	return WIDTH_BITS + STEP_BITS + ranges;
}

/** Bits of the table of a PE. */
export function converterTableBits(plan: Converters): number {
	const bits = converterSettingBits(plan);
	return bits === 0
		? 0
		: bits * plan.executed.reduce((sum, runs) => sum + runs, 0);
}

/** Bits that the converters of a PE are set by while one plane is read, mean over the planes that run. */
export function settingBitsOfPlane(
	plan: Converters & Pick<LayerPlan, "inputPlanes" | "weightPlanes">,
): number {
	const table = converterTableBits(plan);
	if (table === 0) return 0;
	const planes = plan.inputPlanes.filter((_, i) => slicesRun(plan, i) > 0);
	return table / planes.length;
}
