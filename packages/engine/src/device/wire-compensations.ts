import type { WireCompensationKind } from "../design/design.js";
import type { HeldCells } from "./program-levels.js";

/** What makes up for the resistance of wires. */
export interface WireCompensation {
	/** Rows of the cells from the far end of the columns to their sense amplifiers. */
	rowOrder(replicas: readonly HeldCells[]): Int32Array;
	/** What is read of cells that are seen so. */
	scaleColumns(seen: HeldCells, held: HeldCells): HeldCells;
}

const inOrder: WireCompensation["rowOrder"] = ([first]) =>
	Int32Array.from({ length: first!.rows }, (_, row) => row);
const asSeen: WireCompensation["scaleColumns"] = (seen) => seen;

export const wireCompensations: {
	readonly [K in WireCompensationKind]: WireCompensation;
} = {
	none: { rowOrder: inOrder, scaleColumns: asSeen },
	"column-gain": { rowOrder: inOrder, scaleColumns: scaledToSums },
	"row-order": { rowOrder: heaviestLast, scaleColumns: asSeen },
	"row-order-and-gain": { rowOrder: heaviestLast, scaleColumns: scaledToSums },
};

/** By the conductance of all cells of a row, the most last; rows of the same in their own order. */
function heaviestLast(replicas: readonly HeldCells[]): Int32Array {
	const order = inOrder(replicas);
	const sums = Float64Array.from(order, (row) =>
		replicas.reduce(
			(sum, { rows, positive, negative }) =>
				sum + sumOfRow(positive, row, rows) + sumOfRow(negative, row, rows),
			0,
		),
	);
	return order.sort((a, b) => sums[a]! - sums[b]! || a - b);
}

function sumOfRow(
	cells: Float64Array | undefined,
	row: number,
	rows: number,
): number {
	if (!cells) return 0;
	const width = cells.length / rows;
	return cells
		.subarray(row * width, (row + 1) * width)
		.reduce((sum, level) => sum + level, 0);
}

/** Columns scaled so that all rows together give what they would without wires. */
function scaledToSums(seen: HeldCells, held: HeldCells): HeldCells {
	const scaled = (kind: "positive" | "negative" | "unitCells") => {
		const cells = seen[kind]!;
		const columns = cells.length / seen.rows;
		const gains = Float64Array.from({ length: columns }, (_, column) => {
			const left = sumOfColumn(cells, column, columns);
			return left === 0 ? 1 : sumOfColumn(held[kind]!, column, columns) / left;
		});
		return cells.map((level, at) => level * gains[at % columns]!);
	};
	return {
		rows: seen.rows,
		positive: scaled("positive"),
		negative: seen.negative && scaled("negative"),
		unitCells: scaled("unitCells"),
	};
}

function sumOfColumn(
	cells: Float64Array,
	column: number,
	columns: number,
): number {
	let sum = 0;
	for (let at = column; at < cells.length; at += columns) sum += cells[at]!;
	return sum;
}
