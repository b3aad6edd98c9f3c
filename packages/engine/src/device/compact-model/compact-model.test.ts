import { describe, expect, test } from "vitest";
import { integrate } from "./rosenbrock.js";
import {
	ASU_RRAM,
	cellResistance,
	cellVoltage,
	gapOf,
	gapVelocity,
} from "./rram-model.js";
import { pulseTrain, runWaveform, triangleWave } from "./run-waveform.js";
import {
	CELL_SPREAD_DEFAULTS,
	spreadCell,
	WRITE_VERIFY_DEFAULTS,
	writeVerify,
} from "./write-verify.js";

describe("the stiff solver", () => {
	const tolerance = {
		absoluteTolerance: [1e-11, 1e-11],
		relativeTolerance: 1e-8,
	};

	test("meets known solutions", () => {
		const y = Float64Array.of(1, 0);
		integrate(
			{
				...tolerance,
				derivative: (_, [a, b], out) => {
					out[0] = b!;
					out[1] = -a!;
				},
			},
			y,
			[0, 10],
		);
		expect(y[0]).toBeCloseTo(Math.cos(10), 4);
		expect(y[1]).toBeCloseTo(-Math.sin(10), 4);
	});

	test("follows what is slow through what is a million times faster", () => {
		const fast = 1e6;
		let steps = 0;
		const y = Float64Array.of(2);
		integrate(
			{
				absoluteTolerance: [1e-9],
				relativeTolerance: 1e-6,
				derivative: (t, [a], out) => {
					out[0] = -fast * (a! - Math.cos(t)) - Math.sin(t);
				},
			},
			y,
			[0, 10],
			() => steps++,
		);
		expect(y[0]).toBeCloseTo(Math.cos(10), 5);
		expect(steps).toBeLessThan(10_000);
	});

	test("is as exact as the tolerance asks", () => {
		const errorAt = (relativeTolerance: number) => {
			const y = Float64Array.of(1);
			integrate(
				{
					absoluteTolerance: [0],
					relativeTolerance,
					derivative: (t, [a], out) => {
						out[0] = a! * Math.cos(t);
					},
				},
				y,
				[0, 20],
			);
			return Math.abs(y[0]! - Math.exp(Math.sin(20)));
		};
		expect(errorAt(1e-7)).toBeLessThan(errorAt(1e-4) / 20);
	});
});

describe("the compact model with the parameters of ASU", () => {
	const { leastGap, greatestGap, ambient } = ASU_RRAM;

	test("has 10.0 kΩ and 3.4 MΩ at 0.1 V", () => {
		expect(cellResistance(ASU_RRAM, leastGap, 0.1) / 1e3).toBeCloseTo(10.0, 1);
		expect(cellResistance(ASU_RRAM, greatestGap, 0.1) / 1e6).toBeCloseTo(
			3.4,
			1,
		);
	});

	test("shares the voltage with a series resistance", () => {
		const behind = { ...ASU_RRAM, seriesResistance: 5e3 };
		const own = cellVoltage(behind, leastGap, 1.5);
		const current = own / cellResistance(ASU_RRAM, leastGap, own);
		expect(own + 5e3 * current).toBeCloseTo(1.5, 12);
	});

	test("finds the gap of a conductance", () => {
		const gap = gapOf(ASU_RRAM, 20e-6, 0.1);
		expect(1 / cellResistance(ASU_RRAM, gap, 0.1) / 20e-6).toBeCloseTo(1, 12);
	});

	test("sets at positive and resets at negative voltages, faster when hot", () => {
		const gap = 0.8e-9;
		const at = (voltage: number, temperature: number) =>
			gapVelocity(ASU_RRAM, gap, temperature, voltage);
		expect(at(1, 298)).toBeLessThan(0);
		expect(at(-1, 298)).toBeGreaterThan(0);
		expect(at(-1, 400)).toBeGreaterThan(100 * at(-1, 298));
	});

	test("warms by the power that it takes, and cools in its thermal time", () => {
		const { end } = runWaveform(
			ASU_RRAM,
			{ gap: leastGap, temperature: ambient },
			[
				{ time: 0, voltage: 0.3 },
				{ time: 1e-8, voltage: 0.3 },
			],
		);
		const power = 0.3 ** 2 / cellResistance(ASU_RRAM, leastGap, 0.3);
		const expected = (power * ASU_RRAM.thermalTime) / ASU_RRAM.heatCapacity;
		expect(end.temperature - ambient).toBeCloseTo(expected, 1);
		const cooled = runWaveform(ASU_RRAM, end, [
			{ time: 0, voltage: 0 },
			{ time: ASU_RRAM.thermalTime, voltage: 0 },
		]).end;
		expect(
			(cooled.temperature - ambient) / (end.temperature - ambient),
		).toBeCloseTo(Math.exp(-1), 2);
	});

	test("goes round a hysteresis between its two resistances", () => {
		const { trace, end } = runWaveform(
			{ ...ASU_RRAM, seriesResistance: 1e3 },
			{ gap: greatestGap, temperature: ambient },
			triangleWave(2, -2.5, 1e3),
		);
		/** The point of a branch that is next to a voltage. */
		const nearest = (voltage: number, rising: boolean) =>
			trace
				.filter(
					(point, n) =>
						n > 0 && point.voltage > trace[n - 1]!.voltage === rising,
				)
				.reduce((best, point) =>
					Math.abs(point.voltage - voltage) < Math.abs(best.voltage - voltage)
						? point
						: best,
				);
		// After the set the same voltage drives far more current.
		expect(nearest(0.5, false).current).toBeGreaterThan(
			20 * nearest(0.5, true).current,
		);
		expect(end.gap).toBeGreaterThan(0.9 * greatestGap);
	});

	test("takes the energy that the trace adds up to", () => {
		const { energy, trace } = runWaveform(
			ASU_RRAM,
			{ gap: 0.6e-9, temperature: ambient },
			pulseTrain([1, -1], 1e-7, 1e-8, 1e-9),
		);
		let sum = 0;
		for (let n = 1; n < trace.length; n++) {
			const [a, b] = [trace[n - 1]!, trace[n]!];
			sum +=
				((b.time - a.time) *
					(Math.abs(a.voltage * a.current) + Math.abs(b.voltage * b.current))) /
				2;
		}
		expect(energy / sum).toBeCloseTo(1, 1);
	});
});

describe("write-verify", () => {
	const cold = ASU_RRAM.ambient;

	test.each([2e-6, 10e-6, 25e-6, 60e-6])(
		"reaches %d S within 1 % from either end",
		(target) => {
			for (const gap of [ASU_RRAM.leastGap, ASU_RRAM.greatestGap]) {
				const run = writeVerify(ASU_RRAM, { gap, temperature: cold }, target);
				expect(run.isWithin).toBe(true);
				expect(Math.abs(run.error)).toBeLessThanOrEqual(0.01);
				expect(run.pulses.length).toBeGreaterThan(0);
				expect(run.energy).toBeGreaterThan(0);
			}
		},
	);

	test("grows its pulses until the target is passed, then turns", () => {
		const { pulses } = writeVerify(
			ASU_RRAM,
			{ gap: ASU_RRAM.greatestGap, temperature: cold },
			20e-6,
		);
		pulses.forEach(({ voltage }, n) => {
			const before = pulses[n - 1];
			if (!before) return;
			const passed = before.conductance > 20e-6;
			expect(voltage < 0).toBe(passed);
			if (voltage * before.voltage > 0)
				expect(Math.abs(voltage)).toBeGreaterThan(Math.abs(before.voltage));
		});
	});

	test("reaches 1 % in cells that differ, the same ones for the same seed", () => {
		const errors = Array.from({ length: 6 }, (_, cell) => {
			const own = spreadCell(ASU_RRAM, CELL_SPREAD_DEFAULTS, 5, cell);
			expect(spreadCell(ASU_RRAM, CELL_SPREAD_DEFAULTS, 5, cell)).toEqual(own);
			return writeVerify(
				own,
				{ gap: own.greatestGap, temperature: cold },
				20e-6,
				WRITE_VERIFY_DEFAULTS,
			).error;
		});
		expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(0.01);
		expect(new Set(errors).size).toBe(6);
	});
});
