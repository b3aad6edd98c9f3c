import { weightEncoders } from "../encode/weight-encoders.js";
import {
	type ReadCounts,
	zeroCounts,
} from "../kernels/crossbar-mvm/contract.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import { comparisonsOf, stopsEarly } from "../map/adc-policy/early-stop.js";
import { conversionsPerColumn, slicesRun } from "../map/layer-plan.js";
import { createComparisonTally } from "./comparison-tally.js";
import { countExactRead } from "./count-exact-read.js";
import { drivenPlanes } from "./driven-planes.js";
import type { GroupEvents, GroupRead } from "./group-read.js";
import { unitColumnsPerArray } from "./read-comparisons.js";
import { eventsOfReads } from "./unit-events.js";

/** All vectors run the same partial products. */
export function readAlike(read: GroupRead): GroupEvents {
	const events = eventsOf(read, readAll(read));
	if (!stopsEarly(read.programmed.mapping.adcOfProduct)) return events;
	if (read.design.crossbar.adcSequence === "compacted") {
		const { comparisonsOfBits, demand } = tallyReads(read, () => ALL_PLANES);
		return { ...events, comparisonsOfBits, demand };
	}
	const tally = createComparisonTally(read);
	tally.addAll();
	return { ...events, comparisonsOfBits: tally.comparisonsOfBits };
}

const ALL_PLANES = 2 ** 32 - 1;

/**
 * The same, but a plane that drives no row of a unit is not read there: its sums are 0 and so are their codes, so
 * that nothing but the counts changes.
 */
export function readDrivenPlanes(read: GroupRead): GroupEvents {
	const { programmed, call } = read;
	const counts = readAll(read);
	const driven = drivenPlanes(programmed, call);
	counts.forEach((ofUnit, unit) => {
		uncountEmptyPlanes(read, driven[unit]!, ofUnit);
	});
	const { mapping } = programmed;
	const tallied = (comparisons: "count" | "leave") =>
		tallyReads(read, (unit, vector) => driven[unit]![vector]!, comparisons);
	const { comparisonsOfBits, demand } =
		stopsEarly(mapping.adcOfProduct) && areEmptySumsZero(read)
			? {
					...tallied("leave"),
					comparisonsOfBits: comparisonsOfDriven(read, driven),
				}
			: tallied("count");
	return { ...eventsOf(read, counts), comparisonsOfBits, demand };
}

/** Whether a plane that drives no row has the code 0 in every column, and how busy single arrays are is not asked. */
function areEmptySumsZero({ programmed, design, call }: GroupRead): boolean {
	const passes = programmed.groups[call.group]!;
	return (
		design.crossbar.adcSequence !== "compacted" &&
		passes.every(({ segments }) =>
			segments.every(
				({ converters, noise }) => !converters && !noise?.ofConverter,
			),
		)
	);
}

/** Comparisons of all planes, less those that empty ones would have taken. */
function comparisonsOfDriven(
	read: GroupRead,
	driven: readonly Uint32Array[],
): Record<number, number> {
	const { programmed, design } = read;
	const { mapping } = programmed;
	const { adc, adcOfProduct, executed, shape, weightPlanes } = mapping;
	const { cells } = weightEncoders[design.encoding.weights];
	const conversions = shape.outputs * conversionsPerColumn(design, cells);
	const tally = createComparisonTally(read);
	tally.addAll();
	const comparisons = { ...tally.comparisonsOfBits };
	const takeOff = (count: number, range: AdcRange): void => {
		if (count > 0) comparisons[range.bits]! -= count * comparisonsOf(range)(0);
	};
	mapping.inputPlanes.forEach((_, plane) => {
		const empty = driven.reduce(
			(sum, ofUnit) =>
				ofUnit.reduce(
					(total, planes) => total + 1 - ((planes >>> plane) & 1),
					sum,
				),
			0,
		);
		weightPlanes.forEach((__, slice) => {
			const product = plane * weightPlanes.length + slice;
			if (executed[product] === 0) return;
			takeOff(empty * conversions, adcOfProduct[product]!);
		});
		const unitColumns =
			mapping.columnTiles * unitColumnsPerArray(read, plane, executed);
		takeOff(empty * unitColumns, adc);
	});
	const some = Object.entries(comparisons).filter(([, count]) => count > 0);
	return Object.fromEntries(some);
}

/** Reads of every unit, over all passes. */
function readAll({
	programmed,
	readyToRead,
	integerProduct,
	call,
}: GroupRead): readonly ReadCounts[] {
	const { inputs, vectors, firstVector, out, group } = call;
	const passes = programmed.groups[group]!;
	const [{ segments, plan }] = passes;
	const counts = segments.map(() => zeroCounts(plan.inputPlanes));
	if (integerProduct !== undefined && programmed.exact) {
		integerProduct(call);
		countExactRead(programmed, call, counts);
		return counts;
	}
	readyToRead(passes).read(inputs, vectors, firstVector, out, counts);
	return counts;
}

function eventsOf(
	{ programmed: { mapping }, design }: GroupRead,
	counts: readonly ReadCounts[],
): GroupEvents {
	const units = counts.map((ofUnit) => eventsOfReads(ofUnit, mapping, design));
	return { units };
}

/** @param planesOf input planes that are read, as bits, where they run at all */
function tallyReads(
	read: GroupRead,
	planesOf: (unit: number, vector: number) => number,
	comparisons: "count" | "leave" = "count",
): ReturnType<typeof createComparisonTally> {
	const { mapping } = read.programmed;
	const { executed, inputPlanes, operationUnits } = mapping;
	const { vectors } = read.call;
	const tally = createComparisonTally(read, comparisons);
	const isRead = new Uint8Array(vectors);
	operationUnits.forEach((_, unit) => {
		inputPlanes.forEach((_, plane) => {
			if (slicesRun(mapping, plane) === 0) return;
			for (let v = 0; v < vectors; v++)
				isRead[v] = (planesOf(unit, v) >>> plane) & 1;
			tally.addVectors(plane, unit, isRead, executed);
		});
	});
	return tally;
}

/** Takes off the reads of planes that drive no row of a unit. */
function uncountEmptyPlanes(
	{ programmed: { mapping }, design, call: { vectors } }: GroupRead,
	driven: Uint32Array,
	counts: ReadCounts,
): void {
	const { outputs } = mapping.shape;
	const { cells } = weightEncoders[design.encoding.weights];
	const perColumn = conversionsPerColumn(design, cells);
	mapping.inputPlanes.forEach((_, i) => {
		const slices = slicesRun(mapping, i);
		if (slices === 0) return;
		let empty = 0;
		for (let v = 0; v < vectors; v++) empty += 1 - ((driven[v]! >>> i) & 1);
		counts.reads[i]! -= empty;
		counts.samples[i]! -= empty * slices * outputs;
		counts.conversions -= empty * slices * outputs * perColumn;
	});
}
