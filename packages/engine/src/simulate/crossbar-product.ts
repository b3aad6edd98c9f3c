import type { ArrayActivity } from "../activity/activity.js";
import {
	driveBits,
	driversPerArray,
	needsControl,
} from "../activity/array-events.js";
import { clamp, roundHalfToEven } from "../base/round.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import {
	type CrossbarMvm,
	type ReadCounts,
	zeroCounts,
} from "../kernels/crossbar-mvm/contract.js";
import { slicesRun } from "../map/layer-plan.js";
import { hasUnitColumn, readsPerPlane } from "../map/plan-layer.js";
import {
	integerProduct,
	type MatrixProduct,
	type MatrixProductCall,
} from "../quantize/integer-product.js";
import type { ProgrammedLayer, ProgrammedPart } from "./program-layer.js";

type Counter = { -readonly [K in keyof ArrayActivity]: number };

/** Events of some images, summed over them, by layer. */
export type EventTotals = Readonly<Record<string, ArrayActivity>>;

/** Events of a run, summed over its images, by layer. */
export type EventCounts = Map<string, Counter>;

/**
 * A matrix product that goes through the programmed crossbars and counts what happens there. Layers whose
 * read is provably exact run the integer product and count the same events from the digits.
 *
 * @param useShortcut false runs every layer through the crossbars, to hold the shortcut against
 */
export function crossbarProduct(
	layers: ReadonlyMap<string, ProgrammedLayer>,
	design: Design,
	mvm: CrossbarMvm,
	events: EventCounts,
	useShortcut = true,
): MatrixProduct {
	return (call) => {
		const programmed = layers.get(call.layer.name)!;
		const counter = eventsOf(events, call.layer.name);
		const parts = programmed.groups[call.group]!;
		const exact = useShortcut && programmed.exact;
		if (exact) integerProduct(call);
		else call.out.fill(0);
		for (const part of parts) {
			const digits = segmentDigits(programmed, part, call);
			const counts = zeroCounts(programmed.readPlan.inputPlanes);
			if (exact) {
				countExactRead(programmed, part, digits, call.vectors, counts);
			} else {
				mvm(
					part.cells,
					programmed.readPlan,
					digits,
					call.vectors,
					call.out,
					counts,
				);
				correct(programmed, part, digits, call, design);
			}
			addEvents(counter, counts, programmed, part, design);
			counter.decisions += decisionsOf(programmed, call.vectors, design);
		}
	};
}

function eventsOf(events: EventCounts, layer: string): Counter {
	const known = events.get(layer);
	if (known) return known;
	const fresh = {
		arrayReads: 0,
		dacConversions: 0,
		drivenRows: 0,
		drivenLevels: 0,
		columnSamples: 0,
		conversions: 0,
		shiftAdds: 0,
		inputCounts: 0,
		decisions: 0,
		inputRegisterBits: 0,
	};
	events.set(layer, fresh);
	return fresh;
}

/** Digits of one row segment, [input planes × vectors × rows]. */
function segmentDigits(
	{ digitTable, readPlan }: ProgrammedLayer,
	{ rowSegment }: ProgrammedPart,
	{ inputs, vectors, layer }: MatrixProductCall,
): Int8Array {
	const { rows, start } = rowSegment;
	const { digits, least, codes } = digitTable;
	const planes = new Int8Array(readPlan.inputPlanes * vectors * rows);
	for (let v = 0; v < vectors; v++) {
		for (let r = 0; r < rows; r++) {
			const code = inputs[v * layer.rows + start + r]! - least;
			for (let i = 0; i < readPlan.inputPlanes; i++) {
				planes[(i * vectors + v) * rows + r] = digits[i * codes + code]!;
			}
		}
	}
	return planes;
}

/** Adds sign and offset terms: `Σ X_i` times what it is worth, counted exactly or read through the ADC. */
function correct(
	{ readPlan, mapping }: ProgrammedLayer,
	{ inputSumWorth, rowSegment }: ProgrammedPart,
	digits: Int8Array,
	{ vectors, out, layer }: MatrixProductCall,
	design: Design,
): void {
	if (inputSumWorth === undefined) return;
	const { step, min, max } = mapping.adc;
	for (let i = 0; i < readPlan.inputPlanes; i++) {
		for (let v = 0; v < vectors; v++) {
			let sum = 0;
			const start = (i * vectors + v) * rowSegment.rows;
			for (let r = 0; r < rowSegment.rows; r++) sum += digits[start + r]!;
			const read = hasUnitColumn(design)
				? clamp(roundHalfToEven(sum / step), min, max) * step
				: sum;
			for (let k = 0; k < layer.outputs; k++) {
				out[v * layer.outputs + k]! +=
					read * inputSumWorth[i * layer.outputs + k]!;
			}
		}
	}
}

/** The events of a read that was not carried out column by column. */
function countExactRead(
	{ readPlan, mapping }: ProgrammedLayer,
	{ cells: { rows, levelsPerRow } }: ProgrammedPart,
	digits: Int8Array,
	vectors: number,
	counts: ReadCounts,
): void {
	const converts = readPlan.subtraction === "digital" ? 2 : 1;
	for (let i = 0; i < readPlan.inputPlanes; i++) {
		const slices = slicesRun(mapping, i);
		if (slices === 0) continue;
		counts.reads[i]! += vectors;
		counts.samples[i]! += vectors * slices * mapping.shape.outputs;
		counts.conversions += vectors * slices * mapping.shape.outputs * converts;
		const driveOfRow = new Float64Array(rows);
		for (let v = 0; v < vectors; v++) {
			for (let r = 0; r < rows; r++) {
				const digit = digits[(i * vectors + v) * rows + r]!;
				if (digit === 0) continue;
				counts.drivenRows[i]!++;
				driveOfRow[r]! += Math.abs(digit) ** readPlan.driveExponent;
			}
		}
		for (let r = 0; r < rows; r++)
			counts.drivenLevels += driveOfRow[r]! * levelsPerRow[i * rows + r]!;
	}
}

/** What the counted reads mean for the components at the arrays, input plane by input plane. */
function addEvents(
	counter: Counter,
	counts: ReadCounts,
	{ mapping }: ProgrammedLayer,
	{ rowSegment }: ProgrammedPart,
	design: Design,
): void {
	const { inputPlanes, columnTiles } = mapping;
	const encoder = weightEncoders[design.encoding.weights];
	const interleaved = design.crossbar.columnLayout === "interleaved";
	inputPlanes.forEach((plane, i) => {
		const arrays = columnTiles * (interleaved ? 1 : slicesRun(mapping, i));
		const arrayReads = counts.reads[i]! * arrays;
		const unitColumns = hasUnitColumn(design) ? arrayReads : 0;
		const rowsSet = arrayReads * rowSegment.rows;
		counter.arrayReads += arrayReads;
		counter.dacConversions +=
			rowsSet * driversPerArray(design) * readsPerPlane(plane, design);
		counter.inputRegisterBits += rowsSet * driveBits(plane);
		counter.drivenRows += counts.drivenRows[i]! * arrays;
		counter.columnSamples +=
			counts.samples[i]! * (encoder.cells === "pair" ? 2 : 1) + unitColumns;
		counter.conversions += unitColumns;
		if (encoder.needsInputSum && !hasUnitColumn(design))
			counter.inputCounts += counts.reads[i]! * rowSegment.rows;
	});
	counter.drivenLevels += counts.drivenLevels;
	counter.conversions += counts.conversions;
	counter.shiftAdds += counts.conversions;
}

/** Every partial product of every array is decided on, whether any of them runs or not. */
function decisionsOf(
	{ mapping }: ProgrammedLayer,
	vectors: number,
	design: Design,
): number {
	const { inputPlanes, weightPlanes, columnTiles, shape } = mapping;
	return needsControl(design, shape.layer)
		? vectors * columnTiles * inputPlanes.length * weightPlanes.length
		: 0;
}
