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
	/** How a read follows from its sum without a table, where it does. */
	readonly staircase: Staircase | undefined;
	/** The cells without noise, where all their sums fit 16 bits. */
	readonly column: ColumnTables | undefined;
}

/** A read is `worth` times the code: the sum times `perUnit`, rounded half to even, within `least` and `most`. */
export interface Staircase {
	/** A power of two. */
	readonly perUnit: number;
	readonly least: number;
	readonly most: number;
	readonly worth: number;
}

/** Subset sums of the cells of a column, of each 4 rows. */
export type ColumnTables =
	/** Low bytes of 16 sums, then high bytes. */
	| {
			readonly kind: "any";
			readonly bytes: Uint8Array;
			readonly signed: boolean;
	  }
	/** What 16 sums have more than those of as many cells of `base`, where that fits a byte for 8 rows. */
	| {
			readonly kind: "alike";
			readonly bytes: Int8Array;
			readonly base: number;
	  };

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
	{ rows, fractionBits, noise, unitCells, converters }: ProgrammedSegment,
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
			staircase: undefined,
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
		staircase:
			converters || plan.adc.transfer || !isExact(plan.adc)
				? undefined
				: {
						perUnit: 2 ** -fractionBits / plan.adc.step,
						least: plan.adc.min,
						most: plan.adc.max,
						worth: unit,
					},
		column: noise ? undefined : columnTables(cells, min, max),
	};
}

function columnTables(
	cells: Int32Array,
	min: number,
	max: number,
): ColumnTables | undefined {
	const alike = alikeTables(cells);
	if (alike) return alike;
	const signed = min < 0;
	if (signed ? min < -32768 || max > 32767 : max > 65535) return undefined;
	const sums = nibbleSums(cells);
	const bytes = new Uint8Array(2 * sums.length);
	sums.forEach((sum, at) => {
		const to = at + (at & ~15);
		bytes[to] = sum & 0xff;
		bytes[to + 16] = (sum >> 8) & 0xff;
	});
	return { kind: "any", bytes, signed };
}

function alikeTables(cells: Int32Array): ColumnTables | undefined {
	const base = Math.round(
		cells.reduce((sum, cell) => sum + cell, 0) / cells.length,
	);
	const differences = cells.map((cell) => cell - base);
	for (let row = 0; row < cells.length; row += 8) {
		const { min, max } = sumBounds(1, differences.subarray(row, row + 8), {
			min: 0,
			max: 1,
		});
		if (min < -128 || max > 127) return undefined;
	}
	return {
		kind: "alike",
		bytes: Int8Array.from(nibbleSums(differences)),
		base,
	};
}

/** The 16 subset sums of each 4 cells; of rows in 16s, those beyond the last of 0. */
function nibbleSums(cells: Int32Array): Int32Array {
	const nibbles = 4 * Math.ceil(cells.length / 16);
	const sums = new Int32Array(nibbles * 16);
	for (let nibble = 0; nibble < nibbles; nibble++) {
		for (let set = 1; set < 16; set++) {
			let sum = 0;
			for (let row = 0; row < 4; row++)
				if ((set >> row) & 1) sum += cells[4 * nibble + row] ?? 0;
			sums[16 * nibble + set] = sum;
		}
	}
	return sums;
}

/**
 * Of the planes that run. Where all slices of a plane do, its correction is that of any other such plane times a power of two.
 *
 * @param worths [inputPlanes × outputs]
 */
export function inputSums(
	worths: Float64Array,
	{ outputs, slices }: Pick<ProgrammedSegment, "outputs" | "slices">,
	{ inputPlanes, executed }: Pick<ReadPlan, "inputPlanes" | "executed">,
): InputSum[] {
	const sums: { planes: InputSumPlane[]; worth: Float64Array }[] = [];
	for (let plane = 0; plane < inputPlanes; plane++) {
		const runs = executed.subarray(plane * slices, (plane + 1) * slices);
		if (!runs.includes(1)) continue;
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
