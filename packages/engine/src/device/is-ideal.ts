import { adcDefectsOf, hasIdealThresholds } from "../design/adc-defects.js";
import { hasWires, levelScale } from "../design/cell-scale.js";
import type { Design } from "../design/design.js";

/** Whether nothing but the ADC policy and the partial products that run stands between a layer and its integers. */
export function isIdealRead(
	design: Pick<Design, "device" | "crossbar" | "adcDefects">,
): boolean {
	return (
		isIdeal(design) &&
		hasIdealThresholds(design) &&
		adcDefectsOf(design).thermalNoise === 0
	);
}

/** Whether cells hold exactly their levels, are read without noise and see the whole voltage. */
export function isIdeal({
	device,
	crossbar,
}: Pick<Design, "device" | "crossbar">): boolean {
	const { programming, faults, drift, readNoise } = device;
	return (
		programming.kind === "none" &&
		faults.stuckAtHighResistance === 0 &&
		faults.stuckAtLowResistance === 0 &&
		drift.kind === "none" &&
		readNoise.kind === "none" &&
		levelScale(device, crossbar.cellBits).off === 0 &&
		!hasWires(crossbar.wires)
	);
}
