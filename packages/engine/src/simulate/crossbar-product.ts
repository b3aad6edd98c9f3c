import { clamp, roundHalfToEven } from "../base/round.js";
import type { Design } from "../design/design.js";
import {
	type CrossbarMvm,
	zeroCounts,
} from "../kernels/crossbar-mvm/contract.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import type {
	MatrixProduct,
	MatrixProductCall,
} from "../quantize/integer-product.js";
import {
	addEvents,
	countExactRead,
	decisionsOf,
	type EventCounts,
	eventsOf,
} from "./count-events.js";
import type { ProgrammedLayer, ProgrammedPart } from "./program-layer.js";

/**
 * A matrix product that goes through the programmed crossbars and counts what happens there. Layers whose
 * read is provably exact run the integer product and count the same events from the digits.
 *
 * @param integerProduct for exact layers; without it every layer goes through the crossbars
 */
export function crossbarProduct(
	layers: ReadonlyMap<string, ProgrammedLayer>,
	design: Design,
	mvm: CrossbarMvm,
	events: EventCounts,
	integerProduct?: MatrixProduct,
): MatrixProduct {
	return (call) => {
		const programmed = layers.get(call.layer.name)!;
		const counter = eventsOf(events, call.layer.name);
		const parts = programmed.groups[call.group]!;
		const exact = integerProduct !== undefined && programmed.exact;
		if (exact) integerProduct(call);
		else call.out.fill(0);
		for (const part of parts) {
			const counts = zeroCounts(programmed.readPlan.inputPlanes);
			if (exact) {
				countExactRead(programmed, part, call, counts);
			} else {
				const digits = segmentDigits(programmed, part, call);
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
