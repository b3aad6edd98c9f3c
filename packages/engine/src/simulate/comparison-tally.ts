import { weightEncoders } from "../encode/weight-encoders.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import { stopsEarly } from "../map/adc-policy/early-stop.js";
import { conversionsPerColumn, unitsOfTallest } from "../map/layer-plan.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import type { Demand, GroupRead } from "./group-read.js";
import type { ProgrammedLayer } from "./program-layer.js";
import {
	type Comparisons,
	readComparisons,
	unitColumnsPerArray,
} from "./read-comparisons.js";

/** Adds up what converters do for a batch. */
export interface ComparisonTally {
	/**
	 * An input plane was read for some outputs.
	 *
	 * @param units the operation unit that was read, or all of them; row segment by row segment
	 * @param converted which outputs, 0 or 1, [vectors × outputs]
	 * @param executed which partial products ran for them, [input planes × weight planes]
	 */
	add(
		plane: number,
		units: number | "all",
		converted: Uint8Array,
		executed: Uint8Array,
	): void;
	/**
	 * The same, of whole vectors: all their outputs or none.
	 *
	 * @param isRead 0 or 1, [vectors]
	 */
	addVectors(
		plane: number,
		units: number | "all",
		isRead: Uint8Array,
		executed: Uint8Array,
	): void;
	/** All planes were read for all outputs; how busy single arrays were is not asked. */
	addAll(): void;
	/** By the bits of the converters, where they may stop early. */
	readonly comparisonsOfBits: Record<number, number> | undefined;
	readonly demand: Demand;
}

/**
 * A tally of a group's batch.
 *
 * @param comparisons `leave` tells the demand alone, where conversions do not follow each other without a pause
 */
export function createComparisonTally(
	read: GroupRead,
	comparisons: "count" | "leave" = "count",
): ComparisonTally {
	const { programmed, design, call } = read;
	const { inputPlanes, weightPlanes, shape } = programmed.mapping;
	const { outputsPerArray, columnTiles } = programmed.mapping;
	const { outputs } = shape;
	const { vectors } = call;
	const demand: Demand = new Uint32Array(inputPlanes.length * vectors);
	const totals: Record<number, number> = {};
	const addTo = (bits: number, comparisons: number): void => {
		totals[bits] = (totals[bits] ?? 0) + comparisons;
	};
	const isCompacted = design.crossbar.adcSequence === "compacted";
	const counts =
		(comparisons === "count" && stopsEarly(programmed.mapping.adcOfProduct)) ||
		isCompacted;
	const countUnits = createUnitCounter(programmed.mapping, vectors);
	const noteUnits = (units: number | "all", place: number): void => {
		demand[place] = Math.max(demand[place]!, countUnits(units, place));
	};
	return {
		demand,
		comparisonsOfBits: stopsEarly(programmed.mapping.adcOfProduct)
			? totals
			: undefined,
		addAll() {
			const { executed } = programmed.mapping;
			for (const part of comparisonsOf(read, "all", executed)) {
				addTo(part.bits, sumOf(part.ofOutputs));
				addTo(part.bits, columnTiles * sumOf(part.ofUnitColumns));
			}
		},
		add(plane, units, converted, executed) {
			const ofPlane = executed.map((runs, product) =>
				Math.floor(product / weightPlanes.length) === plane ? runs : 0,
			);
			const parts = counts ? comparisonsOf(read, units, ofPlane) : [];
			for (let v = 0; v < vectors; v++) {
				const at = plane * vectors + v;
				let isRead = false;
				for (let first = 0; first < outputs; first += outputsPerArray) {
					const from = v * outputs + first;
					const end = v * outputs + Math.min(first + outputsPerArray, outputs);
					if (!isAnySet(converted, from, end)) continue;
					isRead = true;
					let ofArray = 0;
					for (const { bits, ofOutputs, ofUnitColumns } of parts) {
						let sum = ofUnitColumns[v] ?? 0;
						for (let at = from; at < end; at++)
							sum += converted[at]! * ofOutputs[at]!;
						addTo(bits, sum);
						ofArray += sum;
					}
					if (isCompacted) demand[at] = Math.max(demand[at]!, ofArray);
				}
				if (isRead && !isCompacted) noteUnits(units, at);
			}
		},
		addVectors(plane, units, isRead, executed) {
			if (!counts) {
				for (let v = 0; v < vectors; v++)
					if (isRead[v] === 1) noteUnits(units, plane * vectors + v);
				return;
			}
			const converted = new Uint8Array(vectors * outputs);
			for (let v = 0; v < vectors; v++)
				converted.fill(isRead[v]!, v * outputs, (v + 1) * outputs);
			this.add(plane, units, converted, executed);
		},
	};
}

/** How many units of a row segment were read for a place, [input planes × vectors], the one at hand included. */
function createUnitCounter(
	mapping: ProgrammedLayer["mapping"],
	vectors: number,
): (units: number | "all", place: number) => number {
	const { operationUnits, inputPlanes } = mapping;
	const reads = new Uint32Array(inputPlanes.length * vectors);
	let current = 0;
	return (units, place) => {
		if (units === "all") return unitsOfTallest(mapping);
		const { segment } = operationUnits[units]!;
		if (segment !== current) {
			reads.fill(0);
			current = segment;
		}
		reads[place]!++;
		return reads[place]!;
	};
}

function isAnySet(flags: Uint8Array, from: number, end: number): boolean {
	for (let at = from; at < end; at++) if (flags[at] === 1) return true;
	return false;
}

function sumOf(values: Float64Array): number {
	let sum = 0;
	for (let at = 0; at < values.length; at++) sum += values[at]!;
	return sum;
}

/** Comparisons for all products that run, converter by converter; unit columns are read by the widest. */
function comparisonsOf(
	read: GroupRead,
	units: number | "all",
	executed: Uint8Array,
): readonly Comparisons[] {
	const { adc, adcOfProduct } = read.programmed.mapping;
	const productsOf = new Map<AdcRange, Uint8Array>();
	executed.forEach((runs, product) => {
		if (runs === 0) return;
		const range = adcOfProduct[product]!;
		const products = productsOf.get(range) ?? new Uint8Array(executed.length);
		products[product] = 1;
		productsOf.set(range, products);
	});
	const count = (range: AdcRange, products: Uint8Array): Comparisons =>
		range.earlyStop
			? readComparisons(read, units, range, products)
			: allComparisons(read, units, range, products);
	const parts = [...productsOf].map(([range, products]) =>
		count(range, products),
	);
	const isOne = parts.length === 1 && productsOf.has(adc);
	if (!hasUnitColumn(read.design) || parts.length === 0 || isOne) return parts;
	const { bits, ofOutputs, ofUnitColumns } = count(adc, executed);
	return [
		...parts.map((part) => ({
			...part,
			ofUnitColumns: new Float64Array(ofUnitColumns.length),
		})),
		{ bits, ofOutputs: new Float64Array(ofOutputs.length), ofUnitColumns },
	];
}

/** A converter that does not stop early makes as many comparisons as it has bits. */
function allComparisons(
	read: GroupRead,
	units: number | "all",
	{ bits }: AdcRange,
	products: Uint8Array,
): Comparisons {
	const { programmed, design, call } = read;
	const { shape, inputPlanes, operationUnits } = programmed.mapping;
	const { cells } = weightEncoders[design.encoding.weights];
	const reads = units === "all" ? operationUnits.length : 1;
	const columns =
		products.reduce((sum, runs) => sum + runs, 0) *
		conversionsPerColumn(design, cells);
	const unitColumns = inputPlanes
		.map((_, plane) => unitColumnsPerArray(read, plane, products))
		.reduce((sum, ofPlane) => sum + ofPlane, 0);
	return {
		bits,
		ofOutputs: new Float64Array(call.vectors * shape.outputs).fill(
			reads * columns * bits,
		),
		ofUnitColumns: hasUnitColumn(design)
			? new Float64Array(call.vectors).fill(reads * unitColumns * bits)
			: new Float64Array(0),
	};
}
