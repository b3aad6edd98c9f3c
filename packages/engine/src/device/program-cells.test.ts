import { describe, expect, test } from "vitest";
import { type Device, IDEAL_DEVICE } from "../design/device.js";
import { programCells } from "./program-cells.js";
import { type CrossbarPlace, programLevels } from "./program-levels.js";

const ROWS = 100;
const COLUMNS = 200;
const place: CrossbarPlace = {
	seed: 1,
	crossbar: 0,
	cellBits: 2,
};
const GRID = 12;
/** Column c holds level c mod 4. */
const levels = Int32Array.from(
	{ length: ROWS * COLUMNS },
	(_, at) => (at % COLUMNS) % 4,
);
const cells = { rows: ROWS, positive: levels, negative: undefined };

function program(device: Device, at: Partial<CrossbarPlace> = {}) {
	const there = { ...place, ...at };
	return programCells(programLevels(cells, device, there), device, there, GRID);
}

/** Mean and standard deviation of the cells that were to hold a level, in levels. */
function momentsOf(
	level: number,
	device: Partial<Device>,
	at: Partial<CrossbarPlace> = {},
): { mean: number; deviation: number } {
	const { positive } = program({ ...IDEAL_DEVICE, ...device }, at);
	const held = Float64Array.from(
		positive.filter((_, i) => levels[i] === level),
	);
	const scaled = held.map((cell) => cell / 2 ** 12);
	const mean = scaled.reduce((sum, x) => sum + x, 0) / scaled.length;
	const variance =
		scaled.reduce((sum, x) => sum + (x - mean) ** 2, 0) / scaled.length;
	return { mean, deviation: Math.sqrt(variance) };
}

describe("programmed cells", () => {
	test.each([1, 2, 3])(
		"of level %d deviate by shares of the range and of their conductance",
		(level) => {
			const { mean, deviation } = momentsOf(level, {
				programming: { kind: "normal", ofRange: 0.02, ofConductance: 0.05 },
			});
			const expected = Math.sqrt((0.02 * 3) ** 2 + (0.05 * level) ** 2);
			// 5,000 cells.
			expect(Math.abs(mean - level)).toBeLessThan((4 * expected) / 70);
			expect(Math.abs(deviation / expected - 1)).toBeLessThan(4 / 100);
		},
	);

	test("are never below no conductance", () => {
		const { positive } = program({
			...IDEAL_DEVICE,
			programming: { kind: "normal", ofRange: 0.5, ofConductance: 0 },
		});
		expect(Math.min(...positive)).toBe(0);
	});

	test("after write-verify lie evenly within the tolerance", () => {
		const device: Partial<Device> = {
			programming: { kind: "write-verify", tolerance: 0.01 },
		};
		const { mean, deviation } = momentsOf(3, device);
		expect(mean).toBeCloseTo(3, 3);
		expect(deviation / (0.03 / Math.sqrt(3))).toBeCloseTo(1, 1);
		const { positive } = program({ ...IDEAL_DEVICE, ...device });
		positive.forEach((cell, at) => {
			const ideal = levels[at]! * 2 ** 12;
			expect(Math.abs(cell - ideal)).toBeLessThanOrEqual(0.01 * ideal + 0.5);
		});
	});

	test("are others on another chip and in another crossbar, the same in the same place", () => {
		const device: Device = {
			...IDEAL_DEVICE,
			programming: { kind: "normal", ofRange: 0.02, ofConductance: 0 },
		};
		const at = (other: Partial<CrossbarPlace>) =>
			program(device, other).positive;
		expect(at({})).toEqual(at({}));
		expect(at({ seed: 2 })).not.toEqual(at({}));
		expect(at({ crossbar: 1 })).not.toEqual(at({}));
	});
});

describe("read noise of cells", () => {
	const device: Device = {
		...IDEAL_DEVICE,
		readNoise: { kind: "normal", ofRange: 0.01, ofConductance: 0.03 },
	};

	test("has the variance of their levels, in steps that 16 bits hold for a column", () => {
		const { noise } = program(device);
		const step = (noise!.deviation / 2 ** 12) ** 2;
		let greatest = 0;
		for (let column = 0; column < COLUMNS; column++) {
			const level = column % 4;
			const expected = 0.03 ** 2 + (0.03 * level) ** 2;
			const variance = noise!.positive[column]! * step;
			expect(variance / expected).toBeCloseTo(1, 1);
			let sum = 0;
			for (let r = 0; r < ROWS; r++)
				sum += noise!.positive[r * COLUMNS + column]!;
			greatest = Math.max(greatest, sum);
		}
		expect(greatest).toBeLessThanOrEqual(65535);
		expect(greatest).toBeGreaterThan(65000);
	});

	test("is none where no cell has any", () => {
		const silent: Device = {
			...device,
			readNoise: { kind: "normal", ofRange: 0, ofConductance: 0 },
		};
		expect(program(silent).noise).toBeUndefined();
	});
});
