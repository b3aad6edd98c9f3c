import type { Design } from "../design/design.js";
import type { ReadCounts } from "../kernels/crossbar-mvm/contract.js";
import { driverSetsRead, slicesRun } from "../map/layer-plan.js";
import type { LayerMapping } from "../map/mapping.js";

/** What happened in one operation unit over all of its arrays. */
export interface UnitEvents {
	/** Vectors that a plane was driven for, [input planes]. */
	readonly reads: Float64Array;
	/** Arrays that were read, [input planes]. */
	readonly arrayReads: Float64Array;
	/** Sets of row drivers that were switched, [input planes]. */
	readonly driverReads: Float64Array;
	/** Rows of those with a digit that is not 0, [input planes]. */
	readonly drivenRows: Float64Array;
	/** Outputs of which some partial product ran, [input planes]. */
	readonly outputs: Float64Array;
	/** Sums of weights added to outputs of inverted planes. */
	weightSums: number;
	/** Partial products of single outputs: columns, or pairs, that were sampled, [input planes × weight planes]. */
	readonly products: Float64Array;
	/** Without those of a unit column. */
	conversions: number;
	/** Σ |digit|^driveExponent · level over all driven cells. */
	drivenLevels: number;
}

/** What counted reads mean where all outputs of a layer run the same partial products. */
export function eventsOfReads(
	counts: ReadCounts,
	mapping: LayerMapping,
	design: Design,
): UnitEvents {
	const { executed, weightPlanes, columnTiles, shape } = mapping;
	const interleaved = design.crossbar.columnLayout === "interleaved";
	const slices = weightPlanes.length;
	const byPlane = (value: (reads: number, plane: number) => number) =>
		counts.reads.map(value);
	const sets = byPlane((_, i) => driverSetsRead(mapping, i, design));
	return {
		reads: counts.reads,
		arrayReads: byPlane(
			(reads, i) =>
				reads * columnTiles * (interleaved ? 1 : slicesRun(mapping, i)),
		),
		driverReads: byPlane((reads, i) => reads * sets[i]!),
		drivenRows: byPlane((_, i) => counts.drivenRows[i]! * sets[i]!),
		outputs: byPlane((reads) => reads * shape.outputs),
		weightSums:
			shape.outputs * counts.inverted.reduce((sum, count) => sum + count, 0),
		products: Float64Array.from(executed, (runs, product) => {
			const plane = Math.floor(product / slices);
			return runs && counts.samples[plane]! / slicesRun(mapping, plane);
		}),
		conversions: counts.conversions,
		drivenLevels: counts.drivenLevels,
	};
}

/** Nothing has happened. */
export function zeroUnitEvents({
	inputPlanes,
	weightPlanes,
}: LayerMapping): UnitEvents {
	const ofPlanes = () => new Float64Array(inputPlanes.length);
	return {
		reads: ofPlanes(),
		arrayReads: ofPlanes(),
		driverReads: ofPlanes(),
		drivenRows: ofPlanes(),
		outputs: ofPlanes(),
		weightSums: 0,
		products: new Float64Array(inputPlanes.length * weightPlanes.length),
		conversions: 0,
		drivenLevels: 0,
	};
}

/** What happened in two parts of a batch. */
export function addUnitEvents(a: UnitEvents, b: UnitEvents): UnitEvents {
	const add = (of: (events: UnitEvents) => Float64Array) =>
		of(a).map((count, at) => count + of(b)[at]!);
	return {
		reads: add(({ reads }) => reads),
		arrayReads: add(({ arrayReads }) => arrayReads),
		driverReads: add(({ driverReads }) => driverReads),
		drivenRows: add(({ drivenRows }) => drivenRows),
		outputs: add(({ outputs }) => outputs),
		weightSums: a.weightSums + b.weightSums,
		products: add(({ products }) => products),
		conversions: a.conversions + b.conversions,
		drivenLevels: a.drivenLevels + b.drivenLevels,
	};
}
