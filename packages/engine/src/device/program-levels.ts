import { type PlaceRandom, randomFor } from "../base/random.js";
import { type LevelScale, levelScale } from "../design/cell-scale.js";
import type { Device } from "../design/design.js";
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
}

/** Programs a crossbar: each cell deviates, sticks and drifts as its place on the chip says. */
export function programLevels(
	{ rows, positive, negative }: LevelCells,
	device: Device,
	place: CrossbarPlace,
): HeldCells {
	const program = cellProgrammer(device, place);
	const ones = new Int32Array(rows).fill(1);
	return {
		rows,
		positive: Float64Array.from(positive, (level, at) => program(level, at, 0)),
		negative:
			negative &&
			Float64Array.from(negative, (level, at) => program(level, at, 1)),
		unitCells: Float64Array.from(ones, (level, at) => program(level, at, 2)),
	};
}

type CellProgrammer = (level: number, cell: number, kind: number) => number;

function cellProgrammer(
	device: Device,
	{ seed, crossbar, cellBits }: CrossbarPlace,
): CellProgrammer {
	const scale = levelScale(device, cellBits);
	const writing = randomFor(seed, "programming");
	const sticking = randomFor(seed, "stuck cells");
	const drifting = randomFor(seed, "drift");
	const { programming, faults, drift } = device;
	const model = programmingModels[programming.kind] as ProgrammingModel<
		typeof programming.kind
	>;
	const canStick =
		faults.stuckAtHighResistance + faults.stuckAtLowResistance > 0;
	const drawsOf = (random: PlaceRandom, cell: number, kind: number) => ({
		uniform: () => random.uniform(crossbar, cell, kind),
		normal: () => random.normal(crossbar, cell, kind),
	});
	return (level, cell, kind) => {
		if (canStick) {
			const stuck = stuckLevel(
				device,
				scale,
				sticking.uniform(crossbar, cell, kind),
			);
			if (stuck !== undefined) return stuck;
		}
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

/** What a cell is stuck at, if it is. */
function stuckLevel(
	{ faults }: Device,
	{ range, off }: LevelScale,
	drawn: number,
): number | undefined {
	if (drawn < faults.stuckAtHighResistance) return off;
	if (drawn < faults.stuckAtHighResistance + faults.stuckAtLowResistance)
		return range + off;
	return undefined;
}
