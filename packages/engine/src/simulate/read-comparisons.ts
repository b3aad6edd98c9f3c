import {
	type CrossbarLayer,
	zeroCounts,
} from "../kernels/crossbar-mvm/contract.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import { invertsPlanes } from "../map/weight-sums.js";
import { comparisonCrossbars } from "./comparison-crossbars.js";
import type { GroupRead } from "./group-read.js";
import type { ProgrammedLayer } from "./program-layer.js";
import { unitInputs } from "./unit-inputs.js";

/** What converters of so many bits do for a batch. */
export interface Comparisons {
	readonly bits: number;
	/** Comparisons summed over the columns of each output, [vectors × outputs]. */
	readonly ofOutputs: Float64Array;
	/** Of the unit columns of one output tile, [vectors]; empty without any. */
	readonly ofUnitColumns: Float64Array;
}

/** Those of unit columns are had with those of the first output, in units that its own never come to. */
const UNIT_COLUMN_WORTH = 2 ** 20;

/**
 * Reads the crossbars of a group once more, as comparisons of a converter that stops early.
 *
 * @param units the operation unit that is read, or all of them
 * @param products that it converts, [input planes × weight planes]
 */
export function readComparisons(
	read: GroupRead,
	units: number | "all",
	range: AdcRange,
	products: Uint8Array,
): Comparisons {
	const { programmed, design, call } = read;
	const { outputs } = programmed.mapping.shape;
	const { vectors } = call;
	const ofOutputs = new Float64Array(vectors * outputs);
	for (const part of partsOfOneSign(read, units, products)) {
		const comparisons = readPart(read, part.units, range, part.products);
		for (let at = 0; at < ofOutputs.length; at++)
			ofOutputs[at]! += Math.abs(comparisons[at]!);
	}
	const ofUnitColumns = new Float64Array(hasUnitColumn(design) ? vectors : 0);
	for (let v = 0; v < ofUnitColumns.length; v++) {
		ofUnitColumns[v] = Math.floor(ofOutputs[v * outputs]! / UNIT_COLUMN_WORTH);
		ofOutputs[v * outputs]! -= UNIT_COLUMN_WORTH * ofUnitColumns[v]!;
	}
	return { bits: range.bits, ofOutputs, ofUnitColumns };
}

interface Part {
	readonly units: number | "all";
	readonly products: Uint8Array;
}

/** Planes of single operation units may be inverted, and then count negative. */
function partsOfOneSign(
	{ programmed: { mapping }, design }: GroupRead,
	units: number | "all",
	products: Uint8Array,
): readonly Part[] {
	if (!invertsPlanes(design)) return [{ units, products }];
	const { inputPlanes, weightPlanes, operationUnits } = mapping;
	const single = units === "all" ? operationUnits.map((_, u) => u) : [units];
	const planes = inputPlanes.map((_, i) =>
		products.map((runs, at) =>
			Math.floor(at / weightPlanes.length) === i ? runs : 0,
		),
	);
	return single.flatMap((unit) =>
		planes
			.filter((ofPlane) => ofPlane.includes(1))
			.map((ofPlane) => ({ units: unit, products: ofPlane })),
	);
}

/** [vectors × outputs] */
function readPart(
	read: GroupRead,
	units: number | "all",
	range: AdcRange,
	products: Uint8Array,
): Float64Array {
	const { programmed, readyToRead, call } = read;
	const { operationUnits, shape } = programmed.mapping;
	const { inputs, vectors, firstVector } = call;
	const comparisons = new Float64Array(vectors * shape.outputs);
	const crossbars = crossbarsFor(read, units, range, products);
	readyToRead(crossbars).read(
		units === "all"
			? inputs
			: unitInputs(inputs, vectors, operationUnits[units]!),
		vectors,
		firstVector,
		comparisons,
		crossbars.segments.map(() => zeroCounts(crossbars.plan.inputPlanes)),
	);
	return comparisons;
}

/** Unit columns that are read with the outputs of a tile in a plane: every array that is read has one. */
export function unitColumnsPerArray(
	{ programmed: { mapping }, design }: GroupRead,
	plane: number,
	products: Uint8Array,
): number {
	if (!hasUnitColumn(design)) return 0;
	const slices = mapping.weightPlanes.length;
	const run = products
		.subarray(plane * slices, (plane + 1) * slices)
		.reduce((sum, runs) => sum + runs, 0);
	return design.crossbar.columnLayout === "interleaved"
		? Math.min(run, 1)
		: run;
}

/** Crossbars that give comparisons, kept with the layer: kernels prepare them once. */
const known = new WeakMap<ProgrammedLayer, Map<string, CrossbarLayer>>();

function crossbarsFor(
	read: GroupRead,
	units: number | "all",
	range: AdcRange,
	products: Uint8Array,
): CrossbarLayer {
	const { programmed, design, call } = read;
	const ofLayer = known.get(programmed) ?? new Map<string, CrossbarLayer>();
	known.set(programmed, ofLayer);
	const { bits, step, earlyStop } = range;
	const key = [
		[call.group, units, products.join("")],
		[bits, step],
		earlyStop,
	].join(";");
	const made = ofLayer.get(key);
	if (made) return made;
	const [whole] = programmed.groups[call.group]!;
	const { outputs } = programmed.mapping.shape;
	const worth = new Float64Array(whole.plan.inputPlanes * outputs);
	for (let plane = 0; plane < whole.plan.inputPlanes; plane++) {
		worth[plane * outputs] =
			UNIT_COLUMN_WORTH * unitColumnsPerArray(read, plane, products);
	}
	const segments = units === "all" ? whole.segments : [whole.segments[units]!];
	const crossbars = comparisonCrossbars(
		{ ...whole, segments },
		range,
		products,
		hasUnitColumn(design) ? worth : undefined,
	);
	ofLayer.set(key, crossbars);
	return crossbars;
}
