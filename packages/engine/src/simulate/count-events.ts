import type { ArrayActivity } from "../activity/activity.js";
import {
	addsToMultiply,
	driveBits,
	driversPerArray,
} from "../activity/array-events.js";
import type { Design } from "../design/design.js";
import { partialProductsOf } from "../design/layer-overrides.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { ReadCounts } from "../kernels/crossbar-mvm/contract.js";
import { conversionsPerColumn, slicesRun } from "../map/layer-plan.js";
import { decisionsPerUnit } from "../map/partial-product-policy/resolve-partial-products.js";
import {
	countsInputs,
	hasUnitColumn,
	readsPerPlane,
} from "../map/plan-layer.js";
import { invertsPlanes, weightSumBits } from "../map/weight-sums.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";
import { countInvertedRead } from "./count-inverted-read.js";
import type { ProgrammedLayer } from "./program-layer.js";
import type { SegmentEvents } from "./segment-events.js";

type Counter = { -readonly [K in keyof ArrayActivity]: ArrayActivity[K] } & {
	conversionsOfBits: Record<number, number>;
};

/** Events of some images, summed over them, by layer. */
export type EventTotals = Readonly<Record<string, ArrayActivity>>;

/** Events of a run, summed over its images, by layer. */
export type EventCounts = Map<string, Counter>;

/** The counter of a layer, from zero on. */
export function eventsOf(events: EventCounts, layer: string): Counter {
	const known = events.get(layer);
	if (known) return known;
	const fresh = {
		arrayReads: 0,
		dacConversions: 0,
		drivenRows: 0,
		drivenLevels: 0,
		columnSamples: 0,
		conversions: 0,
		conversionsOfBits: {},
		partialProducts: 0,
		shiftAdds: 0,
		inputCounts: 0,
		offsetProducts: 0,
		weightSums: 0,
		weightSumBits: 0,
		decisions: 0,
		inputRegisterBits: 0,
	};
	events.set(layer, fresh);
	return fresh;
}

/**
 * The events of a read that was not carried out column by column. All partial products run, so every plane
 * drives the same arrays and the same levels: one look at each input is enough.
 */
export function countExactRead(
	{ mapping, groups, driveTable }: ProgrammedLayer,
	unit: number,
	call: MatrixProductCall,
	counts: ReadCounts,
): void {
	const { inputs, vectors, layer, group } = call;
	const [{ plan, digits, segments }] = groups[group]!;
	const { levelsPerRow } = segments[unit]!;
	const { start, rows } = mapping.operationUnits[unit]!;
	const { least } = digits;
	const slices = mapping.weightPlanes.length;
	const samples = vectors * slices * mapping.shape.outputs;
	counts.reads.fill(vectors);
	counts.samples.fill(samples);
	counts.conversions +=
		plan.inputPlanes * samples * (plan.subtraction === "digital" ? 2 : 1);
	if (plan.invertedFrom) {
		countInvertedRead(
			groups[group]![0],
			mapping.operationUnits[unit]!,
			unit,
			call,
			counts,
		);
		return;
	}
	const { both, mostVectors } = driveTable;
	const sums = new Uint32Array(rows);
	for (let done = 0; done < vectors; done += mostVectors) {
		const last = Math.min(done + mostVectors, vectors);
		sums.fill(0);
		for (let v = done; v < last; v++) {
			const first = v * layer.rows + start;
			for (let r = 0; r < rows; r++)
				sums[r]! += both[inputs[first + r]! - least]!;
		}
		for (let r = 0; r < rows; r++) {
			// The sum over the planes may stand in any one of them.
			counts.drivenRows[0]! += sums[r]! & 0xffff;
			counts.drivenLevels += (sums[r]! >>> 16) * levelsPerRow[r]!;
		}
	}
}

/**
 * Takes off the reads of planes that drive no row of the operation unit: their sums are 0 and so are their codes, so that
 * nothing but the counts changes when they are not read.
 */
export function uncountZeroPlanes(
	{ mapping, groups, driveTable }: ProgrammedLayer,
	unit: number,
	{ inputs, vectors, layer, group }: MatrixProductCall,
	counts: ReadCounts,
): void {
	const [{ plan, digits }] = groups[group]!;
	const { start, rows } = mapping.operationUnits[unit]!;
	const { outputs } = mapping.shape;
	for (let v = 0; v < vectors; v++) {
		const first = v * layer.rows + start;
		let active = 0;
		let full = -1;
		for (let r = 0; r < rows; r++) {
			const code = inputs[first + r]! - digits.least;
			active |= driveTable.planes[code]!;
			full &= driveTable.full[code]!;
		}
		// A plane that all rows would drive drives none upside down.
		if (plan.invertedFrom) active &= ~full;
		for (let i = 0; i < plan.inputPlanes; i++) {
			const slices = slicesRun(mapping, i);
			if (slices === 0 || ((active >> i) & 1) === 1) continue;
			counts.reads[i]!--;
			counts.samples[i]! -= slices * outputs;
			counts.conversions -=
				slices * outputs * (plan.subtraction === "digital" ? 2 : 1);
		}
	}
}

/** Adds what happened in a row segment to the events of the components at the arrays, input plane by input plane. */
export function addEvents(
	counter: Counter,
	events: SegmentEvents,
	{ mapping }: ProgrammedLayer,
	unit: number,
	design: Design,
): void {
	const { inputPlanes, weightPlanes } = mapping;
	const { rows } = mapping.operationUnits[unit]!;
	const encoder = weightEncoders[design.encoding.weights];
	const perColumn = conversionsPerColumn(design, encoder.cells);
	inputPlanes.forEach((plane, i) => {
		const unitColumns = hasUnitColumn(design) ? events.arrayReads[i]! : 0;
		const rowsSet = events.driverReads[i]! * rows;
		const outputs = events.outputs[i]!;
		counter.arrayReads += events.arrayReads[i]!;
		counter.dacConversions +=
			rowsSet * driversPerArray(design) * readsPerPlane(plane, design);
		counter.inputRegisterBits += rowsSet * driveBits(plane);
		counter.drivenRows += events.drivenRows[i]!;
		counter.columnSamples += unitColumns;
		counter.conversions += unitColumns;
		countConversions(counter, mapping.adc.bits, unitColumns);
		for (let j = 0; j < weightPlanes.length; j++) {
			const product = i * weightPlanes.length + j;
			const products = events.products[product]!;
			const { bits } = mapping.adcOfProduct[product]!;
			counter.partialProducts += products;
			counter.columnSamples += products * (encoder.cells === "pair" ? 2 : 1);
			counter.shiftAdds += products * addsToMultiply(weightPlanes);
			countConversions(counter, bits, products * perColumn);
		}
		if (
			countsInputs(design) &&
			!invertsPlanes(design) &&
			!mapping.hasWeightZeroPoints
		)
			counter.inputCounts += events.reads[i]! * rows;
		if (encoder.multipliesInputSum) counter.offsetProducts += outputs;
		counter.shiftAdds += outputs * addsToMultiply(inputPlanes);
	});
	counter.weightSums += events.weightSums;
	counter.weightSumBits += events.weightSums * weightSumBits(mapping, design);
	counter.drivenLevels += events.drivenLevels;
	counter.conversions += events.conversions;
	counter.shiftAdds += events.conversions;
}

function countConversions(
	{ conversionsOfBits }: Counter,
	bits: number,
	count: number,
): void {
	if (count === 0) return;
	conversionsOfBits[bits] = (conversionsOfBits[bits] ?? 0) + count;
}

/**
 * Inputs of one operation unit that are added up whether a plane is read or not: for the zero points of the weights in
 * every plane, and to decide which planes are inverted.
 */
export function inputsCountedAnyway(
	{ mapping }: ProgrammedLayer,
	unit: number,
	vectors: number,
	design: Design,
): number {
	const { inputPlanes, hasWeightZeroPoints } = mapping;
	if (!hasWeightZeroPoints && !invertsPlanes(design)) return 0;
	const planes = inputPlanes.filter(
		(_, i) => hasWeightZeroPoints || slicesRun(mapping, i) > 0,
	).length;
	return vectors * planes * mapping.operationUnits[unit]!.rows;
}

/** Every partial product of every array is decided on, whether any of them runs or not. */
export function decisionsOf(
	{ mapping }: ProgrammedLayer,
	vectors: number,
	design: Design,
): number {
	const { inputPlanes, weightPlanes, columnTiles, shape } = mapping;
	return (
		vectors *
		columnTiles *
		decisionsPerUnit(
			partialProductsOf(design, shape.layer),
			inputPlanes.length,
			weightPlanes.length,
			invertsPlanes(design),
		)
	);
}
