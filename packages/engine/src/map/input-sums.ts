import { offLevelsSubtracted } from "../design/cell-scale.js";
import type { Design } from "../design/design.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoders } from "../encode/weight-encoders.js";

/** Whether the digits of every input plane that runs are added up in logic. */
export function countsInputs(design: Design): boolean {
	const { needsInputSum, cells } = weightEncoders[design.encoding.weights];
	const { device, crossbar } = design;
	const takesOff = offLevelsSubtracted(device, crossbar.cellBits, cells) > 0;
	const needsSum = (needsInputSum || takesOff) && !hasUnitColumn(design);
	return needsSum || inputEncoders[design.encoding.inputs].inverts;
}

/**
 * How often a column's offset is multiplied for a vector: with the digits of each plane, or once with whole inputs, whose
 * sum is shifted and added up plane by plane.
 */
export function offsetProducts({
	encoding,
}: Design): "none" | "each-plane" | "once" {
	if (!weightEncoders[encoding.weights].multipliesInputSum) return "none";
	return encoding.offsetProduct ?? "each-plane";
}

/** Whether every array has a column of ones that is read through its ADC. */
export function hasUnitColumn(design: Design): boolean {
	return (
		design.encoding.correction === "unit-column" &&
		weightEncoders[design.encoding.weights].needsInputSum
	);
}
