import { munkres } from "munkres";
import { levelScale } from "../design/cell-scale.js";
import type { ColumnOrderKind, Design } from "../design/design.js";
import { mitigationsOf } from "../design/mitigations.js";
import {
	CELL_KINDS,
	type CrossbarPlace,
	type LevelCells,
	stuckCells,
} from "./program-levels.js";
import type { SegmentLayout } from "./see-through-wires.js";

/** Columns of a row segment, the worth of their digits with them. */
export interface WeighedLayout extends SegmentLayout {
	/** Significance of each slice. */
	readonly significance: readonly number[];
	/** The idle columns of the last array are no other group's. */
	readonly hasSpares: boolean;
}

/** Place of each output among those of the arrays of a row segment; undefined: that of its number. */
export type ColumnOrder = (
	levels: LevelCells,
	layout: WeighedLayout,
	design: Design,
	place: CrossbarPlace,
) => Int32Array | undefined;

export const columnOrders: { readonly [K in ColumnOrderKind]: ColumnOrder } = {
	"as-numbered": () => undefined,
	"around-faults": aroundFaults,
};

/**
 * Number of the cell of a place, [rows × slices × outputs] for the places that outputs have by number; those of spare
 * columns come behind.
 */
export function cellAt(
	row: number,
	slice: number,
	place: number,
	rows: number,
	layout: SegmentLayout,
): number {
	const { outputs, slices } = layout;
	const line = row * slices + slice;
	if (place < outputs) return line * outputs + place;
	return rows * slices * outputs + line * sparesOf(layout) + place - outputs;
}

function sparesOf({ outputs, outputsPerArray }: SegmentLayout): number {
	return Math.ceil(outputs / outputsPerArray) * outputsPerArray - outputs;
}

/**
 * In each array, the places for which the errors that stuck cells make, squared and by the worth of their digits, sum to
 * the least: an assignment, by the Hungarian algorithm (Kuhn 1955).
 */
function aroundFaults(
	levels: LevelCells,
	layout: WeighedLayout,
	design: Design,
	place: CrossbarPlace,
): Int32Array | undefined {
	const { outputs, outputsPerArray, hasSpares } = layout;
	const stuckIn = findStuckDigits(levels, layout, design, place);
	if (!stuckIn) return undefined;
	const places = new Int32Array(outputs);
	for (let first = 0; first < outputs; first += outputsPerArray) {
		const here = Math.min(outputsPerArray, outputs - first);
		const columns = hasSpares ? outputsPerArray : here;
		const costs = Array.from({ length: here }, () => new Float64Array(columns));
		for (let column = 0; column < columns; column++)
			for (const digit of stuckIn(first + column))
				for (let k = 0; k < here; k++)
					costs[k]![column]! += squaredError(digit, first + k, levels, outputs);
		for (const [k, column] of munkres(costs))
			places[first + k] = first + column;
	}
	return places;
}

/** A digit of a place of which some cells are stuck. */
interface StuckDigit {
	/** Row · slices + slice. */
	readonly line: number;
	/** Share of its positive cells that are stuck, and the sum of what they hold by the same share, in levels above 0. */
	readonly positive: StuckShare;
	readonly negative: StuckShare;
	/** Square of its significance. */
	readonly weight: number;
}

interface StuckShare {
	readonly share: number;
	readonly level: number;
}

/** The stuck digits of each place; undefined where no cell sticks. */
function findStuckDigits(
	{ rows, negative }: LevelCells,
	layout: WeighedLayout,
	design: Design,
	place: CrossbarPlace,
): ((at: number) => readonly StuckDigit[]) | undefined {
	const { cellsPerDigit } = mitigationsOf(design);
	const stuckAt = Array.from({ length: cellsPerDigit }, (_, replica) =>
		stuckCells(design.device, { ...place, replica }),
	);
	const { off } = levelScale(design.device, place.cellBits);
	const shareOf = (cell: number, kind: number): StuckShare => {
		const stuck = stuckAt.flatMap((of) => of?.(cell, kind) ?? []);
		return {
			share: stuck.length / cellsPerDigit,
			level: stuck.reduce((sum, level) => sum + level - off, 0) / cellsPerDigit,
		};
	};
	if (stuckAt.every((of) => of === undefined)) return undefined;
	return (at) => {
		const digits: StuckDigit[] = [];
		for (let row = 0; row < rows; row++)
			layout.significance.forEach((significance, slice) => {
				const cell = cellAt(row, slice, at, rows, layout);
				const digit = {
					line: row * layout.slices + slice,
					positive: shareOf(cell, CELL_KINDS.positive),
					negative: negative
						? shareOf(cell, CELL_KINDS.negative)
						: { share: 0, level: 0 },
					weight: significance * significance,
				};
				if (digit.positive.share + digit.negative.share > 0) digits.push(digit);
			});
		return digits;
	};
}

/** What it does to an output. */
function squaredError(
	{ line, positive, negative, weight }: StuckDigit,
	output: number,
	levels: LevelCells,
	outputs: number,
): number {
	const at = line * outputs + output;
	const off = positive.level - positive.share * levels.positive[at]!;
	const offOfNegative =
		negative.level - negative.share * (levels.negative?.[at] ?? 0);
	return weight * (off - offOfNegative) ** 2;
}
