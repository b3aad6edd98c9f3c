import { describe, expect, test } from "vitest";
import { levelScale } from "../design/cell-scale.js";
import {
	type Device,
	IDEAL_DEVICE,
	type ProgrammingFitKind,
} from "../design/device.js";
import { ASU_RRAM } from "./compact-model/rram-model.js";
import { runWaveform } from "./compact-model/run-waveform.js";
import { programLevels } from "./program-levels.js";
import { fitDeviation, programmingFits } from "./programming-fits.js";

const ROWS = 128;
const COLUMNS = 160;
const CELLS = ROWS * COLUMNS;
const resistances = {
	kind: "resistances",
	low: 25e3,
	high: 250e3,
	readVoltage: 0.2,
	offCurrent: "subtracted",
} as const;

/** What 20,480 cells hold that were all to have one level of four. */
function held(level: number, device: Partial<Device>, seed = 11): Float64Array {
	const levels = new Int32Array(CELLS).fill(level);
	return programLevels(
		{ rows: ROWS, positive: levels },
		{ ...IDEAL_DEVICE, ...device },
		{ seed, crossbar: 3, cellBits: 2 },
	).positive;
}

/** Kolmogorov–Smirnov: greatest distance between the distribution of a sample and one that is stated. */
function distance(
	sample: Float64Array,
	distribution: (x: number) => number,
): number {
	const sorted = sample.toSorted();
	const n = sorted.length;
	return sorted.reduce((most, x, i) => {
		const p = distribution(x);
		return Math.max(most, Math.abs(p - i / n), Math.abs((i + 1) / n - p));
	}, 0);
}

/** Reached with a probability of 1e-4 if the sample is of the distribution: √(ln(2 / 1e-4) / 2n). */
const CRITICAL = Math.sqrt(Math.log(2e4) / (2 * CELLS));

/** Distribution function of the standard normal; the error of the series is below 2e-7 (Abramowitz and Stegun 7.1.26). */
function normal(z: number): number {
	const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
	const tail =
		((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) *
			t +
			0.254829592) *
		t *
		Math.exp((-z * z) / 2);
	return z > 0 ? 1 - tail / 2 : tail / 2;
}

describe("conductances are distributed as their model says", () => {
	test("normal, by the range and by themselves", () => {
		const sample = held(2, {
			programming: { kind: "normal", ofRange: 0.02, ofConductance: 0.05 },
		});
		const sigma = Math.hypot(0.06, 0.1);
		expect(distance(sample, (x) => normal((x - 2) / sigma))).toBeLessThan(
			CRITICAL,
		);
		// It would notice a tenth more deviation.
		expect(
			distance(sample, (x) => normal((x - 2) / (1.1 * sigma))),
		).toBeGreaterThan(CRITICAL);
	});

	test("lognormal", () => {
		const sample = held(3, { programming: { kind: "lognormal", sigma: 0.1 } });
		expect(distance(sample, (x) => normal(Math.log(x / 3) / 0.1))).toBeLessThan(
			CRITICAL,
		);
	});

	test("even within the tolerance of write-verify", () => {
		const sample = held(3, {
			programming: { kind: "write-verify", tolerance: 0.01 },
		});
		const even = (x: number) => Math.min(Math.max((x - 2.97) / 0.06, 0), 1);
		expect(distance(sample, even)).toBeLessThan(CRITICAL);
	});

	test.each(Object.keys(programmingFits) as ProgrammingFitKind[])(
		"fit %s, in µS of the cell",
		(fit) => {
			const device = {
				cell: resistances,
				programming: { kind: "fit", fit },
			} as const;
			const scale = levelScale({ ...IDEAL_DEVICE, ...device }, 2);
			const unit = scale.perLevel! * 1e6;
			const conductance = (3 + scale.off) * unit;
			expect(conductance).toBeCloseTo(40, 9);
			const sigma = fitDeviation(programmingFits[fit], conductance) / unit;
			const sample = held(3, device);
			expect(
				distance(sample, (x) => normal((x - 3 - scale.off) / sigma)),
			).toBeLessThan(CRITICAL);
		},
	);

	test("polynomial and table of the same deviations", () => {
		const sigma = (0.5 + 0.1 * 30) / 10;
		const polynomial = held(3, {
			programming: {
				kind: "polynomial",
				coefficients: [0.5, 0.1],
				topConductance: 30,
			},
		});
		const table = held(3, {
			programming: {
				kind: "table",
				conductance: [0, 60],
				mean: [1, 61],
				deviation: [0.5, 6.5],
				topConductance: 30,
			},
		});
		expect(distance(polynomial, (x) => normal((x - 3) / sigma))).toBeLessThan(
			CRITICAL,
		);
		expect(distance(table, (x) => normal((x - 3.1) / sigma))).toBeLessThan(
			CRITICAL,
		);
	});

	test("after drift by a power of time, with exponents of their own", () => {
		const sample = held(3, {
			drift: {
				kind: "power-law",
				exponent: 0.05,
				exponentDeviation: 0.01,
				time: 86400,
				reference: 20,
			},
		});
		const ln = Math.log(86400 / 20);
		expect(
			distance(sample, (x) =>
				normal((0.05 * ln + Math.log(x / 3)) / (0.01 * ln)),
			),
		).toBeLessThan(CRITICAL);
	});

	test("after heat as the compact model integrates it, and no less than level 0", () => {
		const temperature = 398;
		const time = 3e8;
		const at = (hold: number) =>
			held(3, {
				cell: resistances,
				drift: { kind: "gap-growth", temperature, time: hold },
			})[0]!;
		const state = { gap: 0.4e-9, temperature };
		const { end } = runWaveform({ ...ASU_RRAM, ambient: temperature }, state, [
			{ time: 0, voltage: 0 },
			{ time, voltage: 0 },
		]);
		const { off } = levelScale({ ...IDEAL_DEVICE, cell: resistances }, 2);
		const kept = Math.exp((state.gap - end.gap) / ASU_RRAM.gapScale);
		expect(kept).toBeLessThan(0.9);
		expect(at(time) / (3 + off)).toBeCloseTo(kept, 4);
		expect(at(1e3 * time)).toBe(off);
		expect(at(1)).toBeCloseTo(3 + off, 6);
	});

	test("after logarithmic relaxation", () => {
		const sample = held(3, {
			drift: {
				kind: "logarithmic",
				mean: -0.089,
				spread: 0.042,
				spreadAtReference: 0.412,
				time: 3600,
				reference: 1,
				topConductance: 90,
			},
		});
		const ln = Math.log(3600);
		const mean = 3 - (0.089 * ln) / 30;
		const sigma = (0.042 * ln + 0.412) / 30;
		expect(distance(sample, (x) => normal((x - mean) / sigma))).toBeLessThan(
			CRITICAL,
		);
	});
});

describe("stuck cells", () => {
	const faults = {
		stuckAtHighResistance: 0.0175,
		stuckAtLowResistance: 0.0904,
	};

	test("are as many as stated, within binomial bounds", () => {
		const sample = held(1, { faults });
		for (const [level, rate] of [
			[0, faults.stuckAtHighResistance],
			[3, faults.stuckAtLowResistance],
		] as const) {
			const count = sample.filter((x) => x === level).length;
			const deviation = Math.sqrt(CELLS * rate * (1 - rate));
			expect(Math.abs(count - CELLS * rate)).toBeLessThan(4 * deviation);
		}
	});

	test("keep the conductances of the ends, whatever was written and however time passes", () => {
		const device = {
			cell: resistances,
			faults,
			programming: { kind: "lognormal", sigma: 0.1 },
			drift: {
				kind: "power-law",
				exponent: 0.1,
				exponentDeviation: 0,
				time: 100,
				reference: 1,
			},
		} as const;
		const { off } = levelScale({ ...IDEAL_DEVICE, ...device }, 2);
		const [one, other] = [held(1, device), held(2, device)];
		const stuck = one.filter((x) => x === off || x === 3 + off).length;
		expect(stuck).toBeGreaterThan(1900);
		one.forEach((x, cell) => {
			if (x === off || x === 3 + off) expect(other[cell]).toBe(x);
		});
	});
});

test("cells that conduct when off hold that much more than their level", () => {
	const sample = held(2, { cell: resistances });
	// 40 µS at level 3 and 4 µS at level 0: 12 µS a level.
	expect(sample[0]).toBeCloseTo(2 + 1 / 3, 12);
});
