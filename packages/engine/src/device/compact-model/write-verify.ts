import { randomFor } from "../../base/random.js";
import type { Joules, Seconds, Siemens, Volts } from "../../base/units.js";
import { cellResistance, type RramParameters } from "./rram-model.js";
import { type CellState, pulseTrain, runWaveform } from "./run-waveform.js";

/** How a cell is written until a read shows what was meant. */
export interface WriteVerifyOptions {
	/** Relative. */
	readonly tolerance: number;
	/** First pulses of either polarity, before they grow. */
	readonly setVoltage: Volts;
	readonly resetVoltage: Volts;
	/** By which each further pulse of the same polarity grows. */
	readonly voltageStep: Volts;
	readonly pulseWidth: Seconds;
	readonly edge: Seconds;
	readonly readVoltage: Volts;
	readonly readTime: Seconds;
	readonly mostPulses: number;
}

/** Starts where a pulse hardly moves the gap, so that the steps near the target are small. */
export const WRITE_VERIFY_DEFAULTS: WriteVerifyOptions = {
	tolerance: 0.01,
	setVoltage: 0.8,
	resetVoltage: -0.8,
	voltageStep: 0.02,
	pulseWidth: 1e-7,
	edge: 1e-9,
	readVoltage: 0.1,
	readTime: 1e-7,
	mostPulses: 2000,
};

/** One write pulse and what the read after it showed. */
export interface WritePulse {
	readonly voltage: Volts;
	readonly conductance: Siemens;
}

export interface WriteVerifyRun {
	readonly end: CellState;
	readonly conductance: Siemens;
	/** Relative. */
	readonly error: number;
	readonly isWithin: boolean;
	readonly pulses: readonly WritePulse[];
	/** Of pulses and reads. */
	readonly energy: Joules;
	readonly time: Seconds;
}

/**
 * The adaptive algorithm of F. Alibart, L. Gao, B. D. Hoskins and D. B. Strukov, Nanotechnology 23 (2012) 075201: write
 * pulses of growing amplitude with reads between them; when the target is passed, the polarity turns and the amplitude
 * starts again; done when a read lies within the tolerance.
 */
export function writeVerify(
	parameters: RramParameters,
	start: CellState,
	target: Siemens,
	options: WriteVerifyOptions = WRITE_VERIFY_DEFAULTS,
): WriteVerifyRun {
	const { tolerance, readVoltage, readTime, pulseWidth, edge } = options;
	const read = ({ gap }: CellState) =>
		1 / cellResistance(parameters, gap, readVoltage);
	const pulses: WritePulse[] = [];
	let state = start;
	let conductance = read(state);
	let energy = readVoltage ** 2 * conductance * readTime;
	let direction = 0;
	let growth = 0;
	while (
		Math.abs(conductance / target - 1) > tolerance &&
		pulses.length < options.mostPulses
	) {
		const wanted = conductance < target ? 1 : -1;
		growth = wanted === direction ? growth + 1 : 0;
		direction = wanted;
		const first = wanted > 0 ? options.setVoltage : options.resetVoltage;
		const voltage = first + wanted * growth * options.voltageStep;
		const run = runWaveform(
			parameters,
			state,
			pulseTrain([voltage], pulseWidth, 0, edge),
		);
		// A read follows when the cell is cold again.
		state = { gap: run.end.gap, temperature: parameters.ambient };
		conductance = read(state);
		energy += run.energy + readVoltage ** 2 * conductance * readTime;
		pulses.push({ voltage, conductance });
	}
	const error = conductance / target - 1;
	return {
		end: state,
		conductance,
		error,
		isWithin: Math.abs(error) <= tolerance,
		pulses,
		energy,
		time: readTime + pulses.length * (pulseWidth + 2 * edge + readTime),
	};
}

/** How cells of one kind differ, as relative or absolute standard deviations. */
export interface CellSpread {
	/** Of the current at the same gap, lognormal. */
	readonly current: number;
	/** Of the activation energies, eV, the same for both. */
	readonly activationEnergy: number;
}

/** Assumed, for cells of which no spread is measured: 10 % in current, and 10 meV, a third of a decade in speed. */
export const CELL_SPREAD_DEFAULTS: CellSpread = {
	current: 0.1,
	activationEnergy: 0.01,
};

/** The parameters of one cell of many, by its number. */
export function spreadCell(
	parameters: RramParameters,
	spread: CellSpread,
	seed: number,
	cell: number,
): RramParameters {
	const random = randomFor(seed, "compact model");
	const energy = spread.activationEnergy * random.normal(cell, 0);
	return {
		...parameters,
		currentScale:
			parameters.currentScale *
			Math.exp(spread.current * random.normal(cell, 1)),
		generationEnergy: parameters.generationEnergy + energy,
		recombinationEnergy: parameters.recombinationEnergy + energy,
	};
}
