import type { ArrayActivity } from "../activity/activity.js";
import { addsToMultiply } from "../activity/array-events.js";
import { driverSize, driversPerArray } from "../activity/row-drivers.js";
import type { TestEvents } from "../activity/test-events.js";
import type { Design } from "../design/design.js";
import { partialProductsOf } from "../design/layer-overrides.js";
import { driveBits } from "../encode/drive-bits.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { columnAddressBits } from "../map/column-addresses.js";
import { conversionsPerColumn, slicesRun } from "../map/layer-plan.js";
import { decisionsPerUnit } from "../map/partial-product-policy/resolve-partial-products.js";
import {
	countsInputs,
	hasUnitColumn,
	offsetProducts,
	readsPerPlane,
} from "../map/plan-layer.js";
import { invertsPlanes, weightSumBits } from "../map/weight-sums.js";
import type { ProgrammedLayer } from "./program-layer.js";
import type { UnitEvents } from "./unit-events.js";

type Counter = { -readonly [K in keyof ArrayActivity]: ArrayActivity[K] } & {
	conversionsOfBits: Record<number, number>;
	comparisonsOfBits?: Record<number, number>;
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
		driversSet: 0,
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
		outputTests: 0,
		earlySums: 0,
		earlyRoundings: 0,
		decisions: 0,
		inputRegisterBits: 0,
	};
	events.set(layer, fresh);
	return fresh;
}

/** Adds what happened in an operation unit to the events of the components at the arrays, input plane by input plane. */
export function addEvents(
	counter: Counter,
	events: UnitEvents,
	{ mapping }: ProgrammedLayer,
	unit: number,
	design: Design,
): void {
	const { inputPlanes, weightPlanes } = mapping;
	const { rows } = mapping.operationUnits[unit]!;
	const encoder = weightEncoders[design.encoding.weights];
	const perColumn = conversionsPerColumn(design, encoder.cells);
	const offsetTimes = offsetProducts(design);
	inputPlanes.forEach((plane, i) => {
		const unitColumns = hasUnitColumn(design) ? events.arrayReads[i]! : 0;
		const rowsSet = events.driverReads[i]! * rows;
		const outputs = events.outputs[i]!;
		counter.arrayReads += events.arrayReads[i]!;
		counter.driversSet +=
			rowsSet *
			driversPerArray(design) *
			readsPerPlane(plane, design) *
			driverSize(plane, design);
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
		if (offsetTimes === "each-plane" || (offsetTimes === "once" && i === 0))
			counter.offsetProducts += outputs;
		if (offsetTimes === "once") counter.shiftAdds += events.reads[i]!;
		counter.shiftAdds += outputs * addsToMultiply(inputPlanes);
		counter.weightSumBits += outputs * columnAddressBits(mapping, design);
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

/** Adds what tests of outputs take. */
export function addTestEvents(counter: Counter, tests: TestEvents): void {
	for (const event of Object.keys(tests) as (keyof TestEvents)[])
		counter[event] += tests[event];
}

/** Adds comparisons of converters that may stop early, by their bits. */
export function addComparisons(
	counter: Counter,
	comparisonsOfBits: Readonly<Record<number, number>>,
): void {
	counter.comparisonsOfBits ??= {};
	for (const [key, count] of Object.entries(comparisonsOfBits)) {
		const bits = Number(key);
		counter.comparisonsOfBits[bits] =
			(counter.comparisonsOfBits[bits] ?? 0) + count;
	}
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

/** Every partial product of every array is decided on, whether any of them runs or not: of one operation unit. */
export function decisionsOf(
	{ mapping }: ProgrammedLayer,
	vectors: number,
	design: Design,
): number {
	const { inputPlanes, weightPlanes, columnTiles, shape } = mapping;
	const ofArray = decisionsPerUnit(
		partialProductsOf(design, shape.layer),
		inputPlanes.length,
		weightPlanes.length,
		invertsPlanes(design),
	);
	return vectors * columnTiles * ofArray;
}
