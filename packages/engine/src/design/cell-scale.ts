import type { Siemens } from "../base/units.js";
import type { Wires } from "./design.js";
import type { Device } from "./device.js";

/** Levels as conductances of a design. */
export interface LevelScale {
	/** The top level, 2^cellBits − 1. */
	readonly range: number;
	/** Conductance of level 0, in levels. */
	readonly off: number;
	/** S of one level; undefined where the design says nothing of conductances. */
	readonly perLevel: Siemens | undefined;
}

export function levelScale({ cell }: Device, cellBits: number): LevelScale {
	const range = 2 ** cellBits - 1;
	if (cell.kind === "levels") return { range, off: 0, perLevel: undefined };
	const high = cell.high === undefined ? 0 : 1 / cell.high;
	const perLevel = (1 / cell.low - high) / range;
	return { range, off: high / perLevel, perLevel };
}

/** µS of one level, where the top level has `topConductance` µS unless the design gives resistances. */
export function microsiemensPerLevel(
	{ range, perLevel }: LevelScale,
	topConductance: number,
): number {
	return perLevel === undefined ? topConductance / range : perLevel * 1e6;
}

/** Grid that the conductance of level 0 is taken off on, so that what is added to outputs stays exact. */
const OFF_GRID = 2 ** 12;

/**
 * Levels that are taken off a column for each `X_i` of 1, because level 0 conducts: 0 where it does not, or where the
 * current is left.
 *
 * @param cells pairs take it off themselves
 */
export function offLevelsSubtracted(
	device: Device,
	cellBits: number,
	cells: "single" | "pair",
): number {
	if (device.cell.kind === "levels" || cells === "pair") return 0;
	if (device.cell.offCurrent === "left") return 0;
	const { off } = levelScale(device, cellBits);
	return Math.round(off * OFF_GRID) / OFF_GRID;
}

/**
 * What `ΣX_i` adds to the partial product of a column, in levels: its offset, and what level 0 conducts. A column of ones
 * conducts that besides its ones.
 *
 * @param off from `offLevelsSubtracted`
 * @param read how `ΣX_i` is had
 */
export function inputSumFactor(
	column: { readonly sign: number; readonly offset: number },
	off: number,
	read: "counted" | "unit-column",
): number {
	const worth = column.offset - column.sign * off;
	if (read === "counted" || off === 0) return worth;
	return Math.round((worth / (1 + off)) * OFF_GRID) / OFF_GRID;
}

/** Whether wires have any resistance. */
export function hasWires(wires: Wires | undefined): wires is Wires {
	return (
		wires !== undefined &&
		wires.rowSegment +
			wires.columnSegment +
			wires.rowSource +
			wires.columnSense >
			0
	);
}
