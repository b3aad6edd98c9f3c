import type { Seconds } from "../base/units.js";
import type { Design } from "../design/design.js";
import type { DigitPlane } from "../encode/digit-plane.js";
import type { WeightEncoder } from "../encode/weight-encoder.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { LayerShape } from "../network/layer-shape.js";
import { mostComparisons } from "./adc-policy/early-stop.js";
import { hasUnitColumn } from "./input-sums.js";
import {
	arraysPerPe,
	conversionsPerColumn,
	type LayerPlan,
	slicesRun,
} from "./layer-plan.js";

/** What of a plan settles how long its arrays are read. */
export interface ReadPlan
	extends Pick<
		LayerPlan,
		| "inputPlanes"
		| "weightPlanes"
		| "executed"
		| "adcOfProduct"
		| "outputsPerArray"
	> {
	readonly shape: Pick<LayerShape, "outputs">;
}

/** Of one operation unit: read cycle = max(settling of the array, conversions on the busiest ADC × conversion time) */
export function readCycle(
	index: number,
	plan: ReadPlan,
	design: Design,
): Seconds {
	const encoder = weightEncoders[design.encoding.weights];
	const plane = plan.inputPlanes[index]!;
	const slices = slicesRun(plan, index);
	if (slices === 0) return 0;
	const arrayTime =
		design.crossbar.arrayReadTime * readsPerPlane(plane, design);
	const conversionTime =
		meanComparisons(plan, index) * design.components.adc.timePerBit;
	return Math.max(
		arrayTime,
		busiestAdcConversions(slices, plan, design, encoder) * conversionTime,
	);
}

/**
 * Read cycle of a plane where each conversion takes as long as its comparisons.
 *
 * @param comparisons of the columns of one output tile in its busiest row segment
 */
export function compactedCycle(
	index: number,
	comparisons: number,
	plan: ReadPlan,
	design: Design,
): Seconds {
	const encoder = weightEncoders[design.encoding.weights];
	const slices = slicesRun(plan, index);
	const plane = plan.inputPlanes[index]!;
	const conversions = tileConversions(slices, plan, design, encoder);
	return Math.max(
		design.crossbar.arrayReadTime * readsPerPlane(plane, design),
		busiestAdcConversions(slices, plan, design, encoder) *
			(comparisons / conversions) *
			design.components.adc.timePerBit,
	);
}

/** Conversions of a full output tile in one row segment: of its array, or of the arrays of its slices. */
function tileConversions(
	slices: number,
	{ outputsPerArray, shape }: ReadPlan,
	design: Design,
	encoder: WeightEncoder,
): number {
	const outputs = Math.min(outputsPerArray, shape.outputs);
	const ofData = slices * outputs * conversionsPerColumn(design, encoder.cells);
	if (!hasUnitColumn(design)) return ofData;
	return ofData + (design.crossbar.columnLayout === "interleaved" ? 1 : slices);
}

/** Comparisons that a conversion may take, over the slices that run with an input plane. */
function meanComparisons(
	{ executed, adcOfProduct, weightPlanes }: ReadPlan,
	plane: number,
): number {
	const first = plane * weightPlanes.length;
	let comparisons = 0;
	let products = 0;
	for (let at = first; at < first + weightPlanes.length; at++) {
		if (executed[at] !== 1) continue;
		comparisons += mostComparisons(adcOfProduct[at]!);
		products++;
	}
	return comparisons / products;
}

/** Array reads that drive one digit plane. */
export function readsPerPlane(
	{ min, max }: DigitPlane,
	design: Design,
): number {
	switch (design.crossbar.inputDrive) {
		case "amplitude":
			return 1;
		case "two-phase":
			return min < 0 ? 2 : 1;
		case "pulse-count":
			return Math.max(-min, max);
		default:
			return design.crossbar.inputDrive satisfies never;
	}
}

/** The ADCs of a PE share the conversions of its arrays evenly. */
function busiestAdcConversions(
	slices: number,
	plan: ReadPlan,
	design: Design,
	encoder: WeightEncoder,
): number {
	const arrays = arraysPerPe(design, encoder.cells);
	const outputs = Math.min(plan.outputsPerArray, plan.shape.outputs);
	const conversions = outputs * conversionsPerColumn(design, encoder.cells);
	const unitColumn = hasUnitColumn(design) ? 1 : 0;
	const ofPe =
		design.crossbar.columnLayout === "interleaved"
			? arrays * (conversions * slices + unitColumn)
			: arraysRead(arrays, slices, plan) * (conversions + unitColumn);
	return Math.ceil(ofPe / design.hierarchy.adcsPerPe);
}

/** Arrays of a PE that are read when slices lie in arrays of their own, one slice after the other. */
function arraysRead(
	arrays: number,
	slices: number,
	{ weightPlanes }: ReadPlan,
): number {
	return Math.min(arrays, slices * Math.ceil(arrays / weightPlanes.length));
}
