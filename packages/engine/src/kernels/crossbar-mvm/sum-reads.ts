import { greatestNoise, sumBounds } from "./column-bounds.js";
import type { Converter, ProgrammedSegment, ReadPlan } from "./contract.js";
import type { DigitBits } from "./digit-bits.js";
import { codeByThresholds, converter } from "./reference.js";

/** What `ΣX_i` adds to the outputs. */
export interface SumReads {
	/** The cells of the column of ones where they deviate or have noise, in units of 2^−fractionBits levels, [rows]. */
	readonly cells: Int32Array | undefined;
	/** What is read for each sum from `least` on: itself or its code, times the step where that is a power of two. */
	readonly reads: Float64Array;
	readonly least: number;
	readonly sums: readonly InputSum[];
	/** The cells without noise, where all their sums fit 16 bits. */
	readonly column: ColumnTables | undefined;
}

/** Subset sums of the cells of a column, of each 4 rows: low bytes of 16 sums, then high bytes. */
export interface ColumnTables {
	readonly bytes: Uint8Array;
	readonly signed: boolean;
}

/** Planes whose `ΣX_i` is worth the same for each output, up to a factor. */
export interface InputSum {
	readonly planes: readonly InputSumPlane[];
	/** [outputs] */
	readonly worth: Float64Array;
}

export interface InputSumPlane {
	readonly plane: number;
	/** What a read of 1 adds to an output of worth 1. */
	readonly factor: number;
}

/** One for each converter that reads a column of ones; none where the outputs need no `ΣX_i`. */
export function sumReads(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
): readonly SumReads[] {
	const { fractionBits, inputSumWorth, converters } = segment;
	if (!inputSumWorth) return [];
	if (!converters || plan.inputSum !== "unit-column") {
		const sums = inputSums(inputSumWorth, segment, plan);
		const codeOf = converter(plan.adc, fractionBits);
		return [{ ...readsOf(segment, plan, digits, codeOf), sums }];
	}
	const { tables, ofUnitColumn } = converters;
	return [...new Set(ofUnitColumn)].map((own) => {
		const worth = inputSumWorth.map((value, at) =>
			ofUnitColumn[at % segment.outputs] === own ? value : 0,
		);
		const codeOf = (sum: number) => codeByThresholds(tables[own]!, sum);
		const sums = inputSums(worth, segment, plan);
		return { ...readsOf(segment, plan, digits, codeOf), sums };
	});
}

function readsOf(
	{ rows, fractionBits, noise, unitCells }: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	codeOf: (sum: number) => number,
): Omit<SumReads, "sums"> {
	const isRead = plan.inputSum === "unit-column";
	const unit = isExact(plan.adc) ? plan.adc.step : 1;
	const reads = (
		least: number,
		greatest: number,
		of: (sum: number) => number,
	) =>
		Float64Array.from({ length: greatest - least + 1 }, (_, at) =>
			of(at + least),
		);
	if (!isRead || !(unitCells || noise)) {
		const grid = 2 ** fractionBits;
		const least = digits.min * rows;
		return {
			cells: undefined,
			reads: reads(least, digits.max * rows, (sum) =>
				isRead ? unit * codeOf(sum * grid) : sum,
			),
			least,
			column: undefined,
		};
	}
	const cells = unitCells ?? new Int32Array(rows).fill(2 ** fractionBits);
	const { min, max } = sumBounds(1, cells, digits);
	const variance = noise?.unitCells.reduce((sum, cell) => sum + cell, 0) ?? 0;
	const most = noise ? greatestNoise(variance, noise, digits) : 0;
	return {
		cells,
		reads: reads(min - most, max + most, (sum) => unit * codeOf(sum)),
		least: min - most,
		column: noise ? undefined : columnTables(cells, min, max),
	};
}

function columnTables(
	cells: Int32Array,
	min: number,
	max: number,
): ColumnTables | undefined {
	const signed = min < 0;
	if (signed ? min < -32768 || max > 32767 : max > 65535) return undefined;
	const nibbles = 4 * Math.ceil(cells.length / 16);
	const bytes = new Uint8Array(nibbles * 32);
	for (let nibble = 0; nibble < nibbles; nibble++) {
		for (let set = 1; set < 16; set++) {
			let sum = 0;
			for (let row = 0; row < 4; row++)
				if ((set >> row) & 1) sum += cells[4 * nibble + row] ?? 0;
			bytes[32 * nibble + set] = sum & 0xff;
			bytes[32 * nibble + 16 + set] = (sum >> 8) & 0xff;
		}
	}
	return { bytes, signed };
}

/**
 * Where all slices of a plane run, its correction is that of any other such plane times a power of two.
 *
 * @param worths [inputPlanes × outputs]
 */
export function inputSums(
	worths: Float64Array,
	{ outputs }: Pick<ProgrammedSegment, "outputs">,
	{ inputPlanes }: Pick<ReadPlan, "inputPlanes">,
): InputSum[] {
	const sums: { planes: InputSumPlane[]; worth: Float64Array }[] = [];
	for (let plane = 0; plane < inputPlanes; plane++) {
		const worth = worths.subarray(plane * outputs, (plane + 1) * outputs);
		const at = worth.findIndex((value) => value !== 0);
		if (at < 0) continue;
		const alike = sums.find((sum) => {
			const factor = worth[at]! / sum.worth[at]!;
			return (
				Number.isInteger(factor) &&
				worth.every((value, k) => value === factor * sum.worth[k]!)
			);
		});
		const factor = alike ? worth[at]! / alike.worth[at]! : 1;
		const own = { plane, factor };
		if (alike) alike.planes.push(own);
		else sums.push({ planes: [own], worth: worth.slice() });
	}
	return sums;
}

/** The step is a power of two: what is added to the outputs is exact, in any order. */
export function isExact({ step }: Converter): boolean {
	return Number.isInteger(Math.log2(step));
}
