import { roundHalfToEven } from "../base/round.js";
import { levelScale } from "../design/cell-scale.js";
import type { Device } from "../design/device.js";
import type { ReadNoise } from "../kernels/crossbar-mvm/contract.js";
import type { CrossbarPlace, HeldCells } from "./program-levels.js";
import { readDeviation } from "./read-deviation.js";

/** Levels that a crossbar holds, times 2^fractionBits. */
export interface DeviatingCells {
	readonly positive: Int32Array;
	readonly negative?: Int32Array | undefined;
	/** Of the column of ones, [rows]. */
	readonly unitCells: Int32Array;
	readonly fractionBits: number;
	readonly noise: ReadNoise | undefined;
}

/**
 * Rounds cells to the grid, and gives the noise with which they are read.
 *
 * @param cellsPerDigit of which a cell is the mean: each has read noise of its own
 * @param ofConverter standard deviation of the noisiest converter, in levels: room is left for it
 */
export function programCells(
	held: HeldCells,
	device: Device,
	place: CrossbarPlace,
	fractionBits: number,
	ofConverter = 0,
	cellsPerDigit = 1,
): DeviatingCells {
	const toGrid = (levels: Float64Array) =>
		Int32Array.from(levels, (level) =>
			roundHalfToEven(level * 2 ** fractionBits),
		);
	const cells = {
		positive: toGrid(held.positive),
		negative: held.negative && toGrid(held.negative),
		unitCells: toGrid(held.unitCells),
		fractionBits,
	};
	const noise = readNoiseOf(
		{ ...cells, rows: held.rows, cellsPerDigit },
		device,
		place,
		ofConverter,
	);
	return { ...cells, noise };
}

/** Greatest sum of the variances that one converter sees, in steps. */
const GREATEST_VARIANCE = 65535;

/** Variances of the cells in steps so small that 16 bits just hold the sum of the noisiest column. */
function readNoiseOf(
	cells: Omit<DeviatingCells, "noise"> & {
		readonly rows: number;
		readonly cellsPerDigit: number;
	},
	device: Device,
	{ seed, crossbar, cellBits }: CrossbarPlace,
	ofConverter: number,
): ReadNoise | undefined {
	if (device.readNoise.kind === "none" && ofConverter === 0) return undefined;
	const { fractionBits, rows, cellsPerDigit } = cells;
	const { range } = levelScale(device, cellBits);
	const ofOne = (cell: number) => {
		const deviation = readDeviation(device, cell * 2 ** -fractionBits, range);
		return deviation * deviation;
	};
	const variance = (cell: number) => ofOne(cell) / cellsPerDigit;
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
	const ofOnes = cells.unitCells.reduce((sum, cell) => sum + ofOne(cell), 0);
	greatest = Math.max(greatest, ofOnes) + ofConverter * ofConverter;
	// Rounding adds at most half a step for each cell, and for the converter.
	const step = greatest / (GREATEST_VARIANCE - rows - 1);
	if (step === 0) return undefined;
	const inSteps = (of: Int32Array, varianceOf = variance) =>
		Uint16Array.from(of, (cell) => Math.round(varianceOf(cell) / step));
	return {
		positive: inSteps(cells.positive),
		negative: cells.negative && inSteps(cells.negative),
		unitCells: inSteps(cells.unitCells, ofOne),
		deviation: Math.sqrt(step) * 2 ** fractionBits,
		seed,
		crossbar,
	};
}
