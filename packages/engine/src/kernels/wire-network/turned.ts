import type { WireNetwork } from "./contract.js";

/**
 * The same circuit driven from its sense amplifiers: mirrored at the diagonal that leads from the lower left to the
 * upper right, so that rows still are driven at their left and columns sensed at their lower end.
 */
export function turned(network: WireNetwork): WireNetwork {
	const { rows, columns, conductances, wires } = network;
	return {
		rows: columns,
		columns: rows,
		conductances: mirrored(conductances, rows, columns),
		wires: {
			rowSegment: wires.columnSegment,
			columnSegment: wires.rowSegment,
			rowSource: wires.columnSense,
			columnSense: wires.rowSource,
		},
	};
}

/** A matrix of the turned network, [columns × rows], as one of the network, [rows × columns]. */
export function turnedBack(
	matrix: Float64Array,
	{ rows, columns }: WireNetwork,
): Float64Array {
	return mirrored(matrix, columns, rows);
}

function mirrored(
	matrix: Float64Array,
	rows: number,
	columns: number,
): Float64Array {
	const result = new Float64Array(rows * columns);
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < columns; j++)
			result[(columns - 1 - j) * rows + (rows - 1 - i)] =
				matrix[i * columns + j]!;
	return result;
}
