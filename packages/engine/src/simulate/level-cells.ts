import type { LevelCells } from "../device/program-cells.js";
import type { EncodedSegment } from "../encode/weight-encoder.js";

/** Levels [planes × rows × outputs] to columns [rows × (planes · outputs)], digits of pairs to two cells. */
export function levelCells(
	{ rows, outputs, planes, levels }: EncodedSegment,
	cells: "single" | "pair",
): LevelCells {
	const columns = planes.length * outputs;
	const positive = new Int32Array(rows * columns);
	const negative =
		cells === "pair" ? new Int32Array(rows * columns) : undefined;
	for (let j = 0; j < planes.length; j++) {
		for (let r = 0; r < rows; r++) {
			for (let k = 0; k < outputs; k++) {
				const level = levels[(j * rows + r) * outputs + k]!;
				const cell = r * columns + j * outputs + k;
				positive[cell] = Math.max(level, 0);
				if (negative) negative[cell] = Math.max(-level, 0);
			}
		}
	}
	return { rows, positive, negative };
}
