import type { LevelCells } from "../device/program-levels.js";
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

/** The cells of an array from those of its operation units, one under the other. */
export function joinRows(units: readonly LevelCells[]): LevelCells {
	const join = (parts: readonly Int32Array[]): Int32Array => {
		const whole = new Int32Array(
			parts.reduce((n, { length }) => n + length, 0),
		);
		let at = 0;
		for (const part of parts) {
			whole.set(part, at);
			at += part.length;
		}
		return whole;
	};
	const negative = units.flatMap((unit) => unit.negative ?? []);
	return {
		rows: units.reduce((sum, { rows }) => sum + rows, 0),
		positive: join(units.map(({ positive }) => positive)),
		negative: negative.length === 0 ? undefined : join(negative),
	};
}
