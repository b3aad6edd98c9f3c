import { type PlaceRandom, randomFor } from "../base/random.js";
import { levelScale } from "../design/cell-scale.js";
import type { Device } from "../design/device.js";
import { drifted } from "./drift-models.js";
import {
	type ProgrammingModel,
	programmingModels,
} from "./programming-models.js";

/** Levels that a crossbar is to hold, whole numbers, [rows × columns]. */
export interface LevelCells {
	readonly rows: number;
	readonly positive: Int32Array;
	/** The negative cell of a pair. */
	readonly negative?: Int32Array | undefined;
}

/** Conductances that it does hold, in levels: that of level 0 is in them. */
export interface HeldCells {
	readonly rows: number;
	readonly positive: Float64Array;
	readonly negative?: Float64Array | undefined;
	/** Of the column of ones, [rows]. */
	readonly unitCells: Float64Array;
}

/** Where on which chip a crossbar is. */
export interface CrossbarPlace {
	readonly seed: number;
	/** Number among the row segments of all layers and groups. */
	readonly crossbar: number;
	readonly cellBits: number;
	/** Which of the cells of each digit, where there are several; the first if not stated. */
	readonly replica?: number | undefined;
}

/** What a cell is: of a column, the negative one of a pair, or of the column of ones. */
export const CELL_KINDS = { positive: 0, negative: 1, unitCells: 2 } as const;

/**
 * Programs a crossbar: each cell deviates, sticks and drifts as its place on the chip says.
 *
 * @param cellOf number of the cell in the crossbar that holds a level: its own place if not stated
 */
export function programLevels(
	{ rows, positive, negative }: LevelCells,
	device: Device,
	place: CrossbarPlace,
	cellOf: (at: number) => number = (at) => at,
): HeldCells {
	const program = cellProgrammer(device, place);
	const ones = new Int32Array(rows).fill(1);
	return {
		rows,
		positive: Float64Array.from(positive, (level, at) =>
			program(level, cellOf(at), CELL_KINDS.positive),
		),
		negative:
			negative &&
			Float64Array.from(negative, (level, at) =>
				program(level, cellOf(at), CELL_KINDS.negative),
			),
		unitCells: Float64Array.from(ones, (level, at) =>
			program(level, at, CELL_KINDS.unitCells),
		),
	};
}

type CellProgrammer = (level: number, cell: number, kind: number) => number;

function cellProgrammer(device: Device, place: CrossbarPlace): CellProgrammer {
	const { seed, crossbar, cellBits } = place;
	const scale = levelScale(device, cellBits);
	const writing = randomFor(seed, "programming");
	const drifting = randomFor(seed, "drift");
	const { programming, drift } = device;
	const model = programmingModels[programming.kind] as ProgrammingModel<
		typeof programming.kind
	>;
	const stuckAt = stuckCells(device, place);
	const drawsOf = (random: PlaceRandom, cell: number, kind: number) => {
		const own = kindOf(kind, place);
		return {
			uniform: () => random.uniform(crossbar, cell, own),
			normal: () => random.normal(crossbar, cell, own),
		};
	};
	return (level, cell, kind) => {
		const stuck = stuckAt?.(cell, kind);
		if (stuck !== undefined) return stuck;
		const held = Math.max(
			0,
			model.program(
				programming as never,
				level + scale.off,
				scale,
				drawsOf(writing, cell, kind),
			),
		);
		return drift.kind === "none"
			? held
			: drifted(drift, held, scale, drawsOf(drifting, cell, kind));
	};
}

/** Cells of one digit draw like cells of kinds of their own. */
function kindOf(kind: number, { replica = 0 }: CrossbarPlace): number {
	return kind + 3 * replica;
}

/** What each cell of a crossbar is stuck at, in levels, or undefined; nothing at all where no cell sticks. */
export function stuckCells(
	device: Device,
	place: CrossbarPlace,
): ((cell: number, kind: number) => number | undefined) | undefined {
	const { stuckAtHighResistance, stuckAtLowResistance } = device.faults;
	if (stuckAtHighResistance + stuckAtLowResistance === 0) return undefined;
	const { range, off } = levelScale(device, place.cellBits);
	const random = randomFor(place.seed, "stuck cells");
	return (cell, kind) => {
		const drawn = random.uniform(place.crossbar, cell, kindOf(kind, place));
		if (drawn < stuckAtHighResistance) return off;
		return drawn < stuckAtHighResistance + stuckAtLowResistance
			? range + off
			: undefined;
	};
}
