import type { Joules, Seconds } from "../base/units.js";
import type { Design } from "../design/design.js";
import { mitigationsOf } from "../design/mitigations.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { cellsOfCopy } from "../map/layer-plan.js";
import type { LayerMapping, Mapping } from "../map/mapping.js";

/** What writing all weights of a network once costs, verifying reads included. */
export interface ProgrammingCost {
	/** Of all copies. */
	readonly cells: number;
	readonly pulses: number;
	readonly energy: Joules;
	/** Arrays are written side by side. */
	readonly time: Seconds;
}

/** Undefined where the design does not say what writing and verifying a cell takes. */
export function programmingCost(
	{ layers }: Pick<Mapping, "layers">,
	design: Design,
): ProgrammingCost | undefined {
	const { programming } = design.components.cell;
	if (!programming) return undefined;
	const cells = layers.reduce(
		(sum, layer) => sum + layer.copies * cellsOfCopy(layer, design),
		0,
	);
	const fullest = Math.max(
		...layers.map((layer) => cellsOfFullestArray(layer, design)),
	);
	return {
		cells,
		pulses: cells * programming.pulsesPerCell,
		energy: cells * programming.energyPerCell,
		time:
			Math.ceil(fullest / programming.cellsAtOnce) * programming.timePerCell,
	};
}

/** The tallest segment of as many outputs as an array takes; twin arrays are written side by side too. */
function cellsOfFullestArray(
	{
		shape,
		segments,
		outputsPerArray,
		groupsPerArray,
		weightPlanes,
	}: LayerMapping,
	design: Design,
): number {
	const { columnLayout, pairs } = design.crossbar;
	const { cells } = weightEncoders[design.encoding.weights];
	const isAdjacent = cells === "pair" && pairs.layout === "adjacent-columns";
	const slices = columnLayout === "interleaved" ? weightPlanes.length : 1;
	return (
		groupsPerArray *
		segments[0]!.rows *
		Math.min(shape.outputs, outputsPerArray) *
		slices *
		(isAdjacent ? 2 : 1) *
		mitigationsOf(design).cellsPerDigit
	);
}
