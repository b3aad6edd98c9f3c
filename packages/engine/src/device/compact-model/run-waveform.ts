import type {
	Amperes,
	Joules,
	Kelvins,
	Metres,
	Seconds,
	Volts,
} from "../../base/units.js";
import { integrate, type OdeSystem } from "./rosenbrock.js";
import {
	cellCurrent,
	cellVoltage,
	gapVelocity,
	type RramParameters,
} from "./rram-model.js";

/** What a cell remembers. */
export interface CellState {
	readonly gap: Metres;
	readonly temperature: Kelvins;
}

/** A corner of a voltage that runs straight from one to the next. */
export interface WaveformCorner {
	readonly time: Seconds;
	readonly voltage: Volts;
}

/** A cell at one instant. */
export interface TracePoint extends CellState {
	readonly time: Seconds;
	/** Applied. */
	readonly voltage: Volts;
	readonly current: Amperes;
}

export interface WaveformRun {
	readonly end: CellState;
	/** Out of the source. */
	readonly energy: Joules;
	readonly trace: readonly TracePoint[];
}

/** 1e-5 nm and 0.01 K, and the energy by 1e-4. */
const ABSOLUTE = [1e-14, 1e-2, 1e-21];
const RELATIVE = 1e-4;

/**
 * Applies a voltage to a cell: gap, temperature and energy by a stiff solver from corner to corner, since heat comes and
 * goes in a fraction of a nanosecond whatever the pulse.
 *
 * @param corners at ascending times; two at the same time are a jump
 */
export function runWaveform(
	parameters: RramParameters,
	start: CellState,
	corners: readonly WaveformCorner[],
): WaveformRun {
	const y = Float64Array.of(start.gap, start.temperature, 0);
	const trace: TracePoint[] = [];
	const record = (time: number, voltage: number) =>
		trace.push({
			time,
			voltage,
			current: currentAt(parameters, y[0]!, voltage),
			gap: y[0]!,
			temperature: y[1]!,
		});
	record(corners[0]!.time, corners[0]!.voltage);
	for (let c = 1; c < corners.length; c++) {
		const [from, to] = [corners[c - 1]!, corners[c]!];
		if (to.time === from.time) {
			record(to.time, to.voltage);
			continue;
		}
		const slope = (to.voltage - from.voltage) / (to.time - from.time);
		const voltageAt = (t: number) => from.voltage + slope * (t - from.time);
		integrate(cellSystem(parameters, voltageAt), y, [from.time, to.time], (t) =>
			record(t, voltageAt(t)),
		);
	}
	return {
		end: { gap: y[0]!, temperature: y[1]! },
		energy: y[2]!,
		trace,
	};
}

function currentAt(
	parameters: RramParameters,
	gap: Metres,
	applied: Volts,
): Amperes {
	return cellCurrent(parameters, gap, cellVoltage(parameters, gap, applied));
}

/** y: gap, temperature, energy. A gap that is pushed against its end stays there until it is pulled off. */
function cellSystem(
	parameters: RramParameters,
	voltageAt: (t: number) => number,
): OdeSystem {
	const { leastGap, greatestGap, heatCapacity, thermalTime, ambient } =
		parameters;
	let isHeld = false;
	const within = (gap: number) =>
		Math.min(Math.max(gap, leastGap), greatestGap);
	const ownVoltage = (t: number, gap: number) =>
		cellVoltage(parameters, gap, voltageAt(t));
	return {
		absoluteTolerance: ABSOLUTE,
		relativeTolerance: RELATIVE,
		derivative(t, y, out) {
			// A step may reach beyond an end; there the current is that of the end.
			const gap = within(y[0]!);
			const voltage = ownVoltage(t, gap);
			const current = cellCurrent(parameters, gap, voltage);
			out[0] = isHeld ? 0 : gapVelocity(parameters, gap, y[1]!, voltage);
			out[1] =
				Math.abs(voltage * current) / heatCapacity -
				(y[1]! - ambient) / thermalTime;
			out[2] = Math.abs(voltageAt(t) * current);
		},
		constrain(t, y) {
			const gap = within(y[0]!);
			y[0] = gap;
			const voltage = ownVoltage(t, gap);
			const velocity = gapVelocity(parameters, gap, y[1]!, voltage);
			isHeld =
				(gap === leastGap && velocity < 0) ||
				(gap === greatestGap && velocity > 0);
		},
	};
}

/** A triangle up to one voltage and down to another, at so many volts per second. */
export function triangleWave(
	up: Volts,
	down: Volts,
	rate: number,
): readonly WaveformCorner[] {
	const toTop = Math.abs(up) / rate;
	const toBottom = toTop + Math.abs(up - down) / rate;
	return [
		{ time: 0, voltage: 0 },
		{ time: toTop, voltage: up },
		{ time: toBottom, voltage: down },
		{ time: toBottom + Math.abs(down) / rate, voltage: 0 },
	];
}

/** Pulses one after the other with rests between them, with straight edges. */
export function pulseTrain(
	voltages: readonly Volts[],
	width: Seconds,
	rest: Seconds,
	edge: Seconds,
): readonly WaveformCorner[] {
	const period = width + 2 * edge + rest;
	return voltages.flatMap((voltage, n) => [
		{ time: n * period, voltage: 0 },
		{ time: n * period + edge, voltage },
		{ time: n * period + edge + width, voltage },
		{ time: n * period + 2 * edge + width, voltage: 0 },
		...(n === voltages.length - 1
			? [{ time: (n + 1) * period, voltage: 0 }]
			: []),
	]);
}
