import { type PlaceRandom, randomFor } from "../base/random.js";
import { roundHalfToEven } from "../base/round.js";
import type { Device } from "../design/design.js";
import type { ReadNoise } from "../kernels/crossbar-mvm/contract.js";
import { programmingModels } from "./programming-models.js";
import { readDeviation } from "./read-deviation.js";

/** Levels that a crossbar is to hold, whole numbers, [rows × columns]. */
export interface LevelCells {
	readonly rows: number;
	readonly positive: Int32Array;
	/** The negative cell of a pair. */
	readonly negative?: Int32Array | undefined;
}

/** Levels that it does hold, times 2^fractionBits. */
export interface DeviatingCells {
	readonly positive: Int32Array;
	readonly negative?: Int32Array | undefined;
	/** Of the column of ones, [rows]. */
	readonly unitCells: Int32Array;
	readonly fractionBits: number;
	readonly noise: ReadNoise | undefined;
}

/** Where on which chip a crossbar is, and how its cells are written down. */
export interface CrossbarPlace {
	readonly seed: number;
	/** Number among the row segments of all layers and groups. */
	readonly crossbar: number;
	readonly cellBits: number;
	readonly fractionBits: number;
}

/** Programs a crossbar: each cell deviates as its place on the chip says. */
export function programCells(
	{ rows, positive, negative }: LevelCells,
	device: Device,
	place: CrossbarPlace,
): DeviatingCells {
	const random = randomFor(place.seed, "programming");
	const program = (levels: Int32Array, kind: number) =>
		levels.map(deviating(device, place, random, kind));
	const ones = new Int32Array(rows).fill(1);
	const cells = {
		positive: program(positive, 0),
		negative: negative && program(negative, 1),
		unitCells: program(ones, 2),
		fractionBits: place.fractionBits,
	};
	return { ...cells, noise: readNoiseOf(cells, rows, device, place) };
}

/** A level to a conductance on the grid, which is never negative. */
function deviating(
	{ programming }: Device,
	{ crossbar, cellBits, fractionBits }: CrossbarPlace,
	random: PlaceRandom,
	kind: number,
): (level: number, cell: number) => number {
	const { standardDeviation, draw } = programmingModels[programming.kind];
	const range = 2 ** cellBits - 1;
	const grid = 2 ** fractionBits;
	return (level, cell) => {
		const deviation = standardDeviation(programming as never, level, range);
		if (deviation === 0) return level * grid;
		const drawn = draw({
			uniform: () => random.uniform(crossbar, cell, kind),
			normal: () => random.normal(crossbar, cell, kind),
		});
		return Math.max(0, roundHalfToEven((level + drawn * deviation) * grid));
	};
}

/** Greatest sum of the variances that one converter sees, in steps. */
const GREATEST_VARIANCE = 65535;

/** Variances of the cells in steps so small that 16 bits just hold the sum of the noisiest column. */
function readNoiseOf(
	cells: Pick<DeviatingCells, "positive" | "negative" | "unitCells">,
	rows: number,
	device: Device,
	{ seed, crossbar, cellBits, fractionBits }: CrossbarPlace,
): ReadNoise | undefined {
	if (device.readNoise.kind === "none") return undefined;
	const range = 2 ** cellBits - 1;
	const variance = (cell: number) => {
		const deviation = readDeviation(device, cell * 2 ** -fractionBits, range);
		return deviation * deviation;
	};
	const columns = cells.positive.length / rows;
	let greatest = 0;
	for (let column = 0; column < columns; column++) {
		let sum = 0;
		for (let at = column; at < cells.positive.length; at += columns)
			sum +=
				variance(cells.positive[at]!) +
				(cells.negative ? variance(cells.negative[at]!) : 0);
		greatest = Math.max(greatest, sum);
	}
	const ofOnes = cells.unitCells.reduce((sum, cell) => sum + variance(cell), 0);
	greatest = Math.max(greatest, ofOnes);
	// Rounding adds at most half a step for each cell.
	const step = greatest / (GREATEST_VARIANCE - rows);
	if (step === 0) return undefined;
	const inSteps = (of: Int32Array) =>
		Uint16Array.from(of, (cell) => Math.round(variance(cell) / step));
	return {
		positive: inSteps(cells.positive),
		negative: cells.negative && inSteps(cells.negative),
		unitCells: inSteps(cells.unitCells),
		deviation: Math.sqrt(step) * 2 ** fractionBits,
		seed,
		crossbar,
	};
}
