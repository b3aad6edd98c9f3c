import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { arraysPerPe, type LayerPlan } from "./layer-plan.js";

/** Which ADCs convert the columns of a row segment, by their numbers among those of one copy of the layer. */
export interface AdcNumbers {
	/** Both cells of a pair have the same, [slices × outputs]. */
	readonly ofColumn: Uint32Array;
	/** Of the unit column of the array that holds the top slice of an output, [outputs]. */
	readonly ofUnitColumn: Uint32Array;
}

/**
 * The ADCs of a PE share its arrays evenly and in order: each takes the outputs of some arrays, or some of the outputs
 * of one. A copy starts with a PE of its own.
 */
export function adcNumbers(
	plan: LayerPlan,
	design: Design,
	group: number,
	segment: number,
): AdcNumbers {
	const { outputsPerArray, segments, weightPlanes, shape } = plan;
	const { cells } = weightEncoders[design.encoding.weights];
	const { adcsPerPe } = design.hierarchy;
	const perPe = arraysPerPe(design, cells);
	const blocks = Math.ceil(shape.groups / plan.groupsPerArray);
	const arraysPerSegment = plan.arraysPerCopy / (segments.length * blocks);
	const block = Math.floor(group / plan.groupsPerArray);
	const first = (block * segments.length + segment) * arraysPerSegment;
	const isSliced = design.crossbar.columnLayout === "slice-per-array";
	const arraysPerTile = isSliced ? weightPlanes.length : 1;
	const adcOf = (slice: number, output: number): number => {
		const tile = Math.floor(output / outputsPerArray);
		const array = first + tile * arraysPerTile + (isSliced ? slice : 0);
		const share = ((output % outputsPerArray) + 0.5) / outputsPerArray;
		const inPe = ((array % perPe) + share) / perPe;
		return Math.floor(array / perPe) * adcsPerPe + Math.floor(inPe * adcsPerPe);
	};
	const top = weightPlanes.length - 1;
	const last = (output: number): number => {
		const tile = Math.floor(output / outputsPerArray);
		return adcOf(top, (tile + 1) * outputsPerArray - 1);
	};
	return {
		ofColumn: Uint32Array.from(
			{ length: weightPlanes.length * shape.outputs },
			(_, column) =>
				adcOf(Math.floor(column / shape.outputs), column % shape.outputs),
		),
		ofUnitColumn: Uint32Array.from({ length: shape.outputs }, (_, k) =>
			last(k),
		),
	};
}
