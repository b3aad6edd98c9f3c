import { describe, expect, test } from "vitest";
import { meanInvertedDrive } from "./inverted-drive.js";

describe("mean drive of a plane that may be inverted", () => {
	test.each([
		{ chances: [0.5, 0.5], rows: 1, exponent: 1 },
		{ chances: [0.5, 0.5], rows: 6, exponent: 2 },
		{ chances: [0.2, 0.8], rows: 7, exponent: 1 },
		{ chances: [0.1, 0.2, 0.3, 0.4], rows: 4, exponent: 2 },
		{ chances: [0.7, 0.1, 0.1, 0.1], rows: 5, exponent: 1 },
	])(
		"of $rows rows with chances $chances, exponent $exponent: as over all vectors",
		({ chances, rows, exponent }) => {
			const { active, drive, inverted } = meanInvertedDrive(
				Float64Array.from(chances),
				rows,
				exponent,
			);
			const all = overAllVectors(chances, rows, exponent);
			expect(active).toBeCloseTo(all.active, 12);
			expect(drive).toBeCloseTo(all.drive, 12);
			expect(inverted).toBeCloseTo(all.inverted, 12);
		},
	);

	test("drives no more than half of the rows, however many bits are set", () => {
		for (const set of [0.5, 0.9, 1]) {
			const mean = meanInvertedDrive(Float64Array.of(1 - set, set), 128, 1);
			expect(mean.drive).toBeLessThanOrEqual(0.5);
			expect(mean.drive).toBeCloseTo(mean.active, 12);
		}
		const { drive } = meanInvertedDrive(Float64Array.of(0.1, 0.9), 128, 1);
		expect(drive).toBeCloseTo(0.1, 6);
	});
});

/** Vector by vector, each with its chance. */
function overAllVectors(
	chances: readonly number[],
	rows: number,
	exponent: number,
) {
	const greatest = chances.length - 1;
	const mean = { active: 0, drive: 0, inverted: 0 };
	for (let n = 0; n < chances.length ** rows; n++) {
		const digits = Array.from(
			{ length: rows },
			(_, r) => Math.floor(n / chances.length ** r) % chances.length,
		);
		const chance = digits.reduce((p, digit) => p * chances[digit]!, 1);
		const sum = digits.reduce((a, b) => a + b, 0);
		const turned = sum > (rows * greatest) / 2;
		const driven = turned ? digits.map((digit) => greatest - digit) : digits;
		mean.inverted += turned ? chance : 0;
		mean.active +=
			(chance * driven.filter((digit) => digit !== 0).length) / rows;
		mean.drive +=
			(chance * driven.reduce((a, digit) => a + digit ** exponent, 0)) / rows;
	}
	return mean;
}
