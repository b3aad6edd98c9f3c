import type { Design } from "../design/design.js";
import { partialProductsOf } from "../design/layer-overrides.js";
import type { DigitPlane } from "../encode/digit-plane.js";
import { driveBits } from "../encode/drive-bits.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import {
	conversionsPerColumn,
	driverSetsRead,
	type LayerPlan,
	slicesRun,
} from "../map/layer-plan.js";
import { decisionsPerUnit } from "../map/partial-product-policy/resolve-partial-products.js";
import {
	countsInputs,
	hasUnitColumn,
	offsetProducts,
	readsPerPlane,
} from "../map/plan-layer.js";
import { invertsPlanes } from "../map/weight-sums.js";
import type { ArrayActivity } from "./activity.js";
import { driverSize, driversPerArray } from "./row-drivers.js";
import { mostTestEvents } from "./test-events.js";

/** Events that the data decide on. */
export type DataDriven = keyof typeof NOT_DRIVEN;

/** Where none of them happens. */
export const NOT_DRIVEN = {
	drivenRows: 0,
	drivenLevels: 0,
	weightSums: 0,
	weightSumBits: 0,
};

export type ArrayEvents = Omit<ArrayActivity, DataDriven>;

/** All events at the arrays; field by field, since spreading both takes many times as long. */
export function withDriven(
	events: ArrayEvents,
	driven: Pick<ArrayActivity, DataDriven>,
): ArrayActivity {
	return {
		arrayReads: events.arrayReads,
		driversSet: events.driversSet,
		columnSamples: events.columnSamples,
		conversions: events.conversions,
		conversionsOfBits: events.conversionsOfBits,
		partialProducts: events.partialProducts,
		shiftAdds: events.shiftAdds,
		inputCounts: events.inputCounts,
		offsetProducts: events.offsetProducts,
		outputTests: events.outputTests,
		earlySums: events.earlySums,
		earlyRoundings: events.earlyRoundings,
		decisions: events.decisions,
		inputRegisterBits: events.inputRegisterBits,
		drivenRows: driven.drivenRows,
		drivenLevels: driven.drivenLevels,
		weightSums: driven.weightSums,
		weightSumBits: driven.weightSumBits,
	};
}

/**
 * The events at the arrays that follow from the mapping alone, per image: all but what the data drives. Where the inputs
 * decide what is read they are the most that there can be.
 */
export function arrayEvents(plan: LayerPlan, design: Design): ArrayEvents {
	const { shape, operationUnits, inputPlanes, weightPlanes, columnTiles } =
		plan;
	const units = operationUnits.length;
	const encoder = weightEncoders[design.encoding.weights];
	const slicePerArray = design.crossbar.columnLayout === "slice-per-array";
	const vectors = shape.positions * shape.groups;
	let unitReads = 0;
	let arrayReads = 0;
	let driversSet = 0;
	let samples = 0;
	let driverBits = 0;
	const conversionsOfBits: Record<number, number> = {};
	const conversionsOfSlice =
		vectors *
		units *
		shape.outputs *
		conversionsPerColumn(design, encoder.cells);
	for (let i = 0; i < inputPlanes.length; i++) {
		const slices = slicesRun(plan, i);
		if (slices === 0) continue;
		const arraysPerTile = slicePerArray ? slices : 1;
		unitReads += vectors * units;
		arrayReads += vectors * units * columnTiles * arraysPerTile;
		const rowsSet = vectors * shape.rows * driverSetsRead(plan, i, design);
		driversSet +=
			rowsSet *
			readsPerPlane(inputPlanes[i]!, design) *
			driverSize(inputPlanes[i]!, design);
		driverBits += rowsSet * driveBits(inputPlanes[i]!);
		samples += vectors * units * shape.outputs * slices;
	}
	for (const [bits, products] of productsOfBits(plan))
		conversionsOfBits[bits] = products * conversionsOfSlice;
	const ownDrivers = driversPerArray(design);
	const tests = mostTestEvents(plan, design);
	const offsetTimes = offsetProducts(design);
	const multipliedReads = offsetTimes === "once" ? vectors * units : unitReads;
	const unitColumns = hasUnitColumn(design) ? arrayReads : 0;
	if (unitColumns > 0) conversionsOfBits[plan.adc.bits]! += unitColumns;
	return {
		arrayReads,
		driversSet: driversSet * ownDrivers,
		columnSamples: samples * (encoder.cells === "pair" ? 2 : 1) + unitColumns,
		conversions:
			samples * conversionsPerColumn(design, encoder.cells) + unitColumns,
		conversionsOfBits,
		partialProducts: samples,
		shiftAdds:
			samples *
				(conversionsPerColumn(design, encoder.cells) +
					addsToMultiply(weightPlanes)) +
			unitReads * shape.outputs * addsToMultiply(inputPlanes) +
			(offsetTimes === "once" ? unitReads : 0),
		inputCounts: inputCounts(plan, design, vectors) + tests.inputCounts,
		outputTests: tests.outputTests,
		earlySums: tests.earlySums,
		earlyRoundings: tests.earlyRoundings,
		offsetProducts:
			offsetTimes === "none" ? 0 : multipliedReads * shape.outputs,
		decisions:
			vectors *
				units *
				columnTiles *
				decisionsPerUnit(
					partialProductsOf(design, shape.layer),
					inputPlanes.length,
					weightPlanes.length,
					invertsPlanes(design),
				) +
			tests.decisions,
		inputRegisterBits: driverBits,
	};
}

/** How many partial products run through converters of so many bits. */
function productsOfBits({
	executed,
	adcOfProduct,
}: LayerPlan): ReadonlyMap<number, number> {
	const counts = new Map<number, number>();
	const add = (bits: number, products: number) =>
		products > 0 && counts.set(bits, (counts.get(bits) ?? 0) + products);
	// Alike ones follow each other: most layers have but one converter.
	let current = adcOfProduct[0]!;
	let products = 0;
	for (let product = 0; product < executed.length; product++) {
		const adc = adcOfProduct[product]!;
		if (adc !== current) {
			add(current.bits, products);
			current = adc;
			products = 0;
		}
		products += executed[product]!;
	}
	add(current.bits, products);
	return counts;
}

/**
 * Additions, besides that of the digit's own sum, by which shift-and-add passes from one digit to the next: none
 * where the radix is a power of two. Else the running sum is multiplied (Horner's rule), by a shift and one
 * addition for the radices that there are: ×5 = ×4 + ×1, ×7 = ×8 − ×1.
 */
export function addsToMultiply(planes: readonly DigitPlane[]): number {
	return planes.every(({ significance }) =>
		Number.isInteger(Math.log2(Math.abs(significance))),
	)
		? 0
		: 1;
}

/** Digits of inputs that are added up in logic, of all row segments. Zero-point terms are never skipped. */
function inputCounts(plan: LayerPlan, design: Design, vectors: number): number {
	const { rows } = plan.shape;
	const planes = plan.inputPlanes.length;
	if (plan.hasWeightZeroPoints) return vectors * planes * rows;
	if (!countsInputs(design)) return 0;
	const planesRun = plan.inputPlanes.filter(
		(_, i) => slicesRun(plan, i) > 0,
	).length;
	return vectors * planesRun * rows;
}
