import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { presetDesign } from "../presets/preset-designs.js";
import { areaScale, energyScale, scaleDesign } from "./technology-scaling.js";

/** Area from a node (row) to a node (column), as published, to two digits. */
const nodes = [130, 90, 65, 45, 32, 20, 16, 14, 10, 7];
const published = [
	[1, 0.44, 0.23, 0.16, 0.072, 0.033, 0.03, 0.027, 0.016, 0.0092],
	[2.3, 1, 0.53, 0.35, 0.16, 0.075, 0.067, 0.061, 0.036, 0.021],
	[4.3, 1.9, 1, 0.66, 0.31, 0.14, 0.13, 0.12, 0.068, 0.039],
	[6.4, 2.8, 1.5, 1, 0.46, 0.21, 0.19, 0.17, 0.1, 0.059],
	[14, 6.1, 3.3, 2.2, 1, 0.46, 0.41, 0.38, 0.22, 0.13],
	[30, 13, 7.1, 4.7, 2.2, 1, 0.89, 0.82, 0.48, 0.28],
	[34, 15, 7.9, 5.3, 2.4, 1.1, 1, 0.91, 0.54, 0.31],
	[37, 16, 8.7, 5.8, 2.7, 1.2, 1.1, 1, 0.59, 0.34],
	[63, 28, 15, 9.8, 4.5, 2.1, 1.9, 1.7, 1, 0.58],
	[110, 48, 25, 17, 7.8, 3.6, 3.2, 2.9, 1.7, 1],
];

describe("scaling between technology nodes", () => {
	test("of area meets the whole published matrix within its rounding to two digits", () => {
		nodes.forEach((from, i) => {
			nodes.forEach((to, j) => {
				const ours = areaScale(from * 1e-9, to * 1e-9);
				const deviation = Math.abs(ours / published[i]![j]! - 1);
				expect([from, to, deviation < 0.06]).toEqual([from, to, true]);
			});
		});
	});

	test("of energy is the ratio of the polynomials", () => {
		const at32 = 0.9559 * 0.64 - 0.7823 * 0.8 + 0.471;
		const at7 = 0.1776 * 0.64 - 0.09097 * 0.8 + 0.02447;
		expect(energyScale(32e-9, 7e-9)).toBeCloseTo(at7 / at32, 12);
		expect(energyScale(65e-9, 65e-9)).toBe(1);
	});

	test("lies between neighbours of the table, and goes back the way it came", () => {
		const to40 = areaScale(32e-9, 40e-9);
		expect(to40).toBeGreaterThan(1);
		expect(to40).toBeLessThan(2.2);
		expect(areaScale(40e-9, 32e-9) * to40).toBeCloseTo(1, 12);
		expect(energyScale(40e-9, 22e-9) * energyScale(22e-9, 40e-9)).toBeCloseTo(
			1,
			12,
		);
	});

	test("refuses nodes beyond the table", () => {
		expect(() => areaScale(32e-9, 5e-9)).toThrow(InputError);
		expect(() => areaScale(180e-9, 32e-9)).toThrow(
			"technology node: found 180 nm, expected 7 to 130 nm",
		);
	});
});

describe("a design at another node", () => {
	const isaac = presetDesign("isaac");
	const scaled = scaleDesign(isaac, 14e-9);

	test("has smaller logic and the same cells, converters and link, and says so", () => {
		const { edram, cell, adc, chipLink } = scaled.components;
		expect(edram.area / isaac.components.edram.area).toBeCloseTo(2.9 / 7.8, 9);
		expect(edram.source).toContain("32 to 14 nm");
		expect(edram.source).toContain("Stillmaker");
		expect([cell, adc, chipLink]).toEqual([
			isaac.components.cell,
			isaac.components.adc,
			isaac.components.chipLink,
		]);
		expect(scaled.technologyNode).toBe(14e-9);
	});

	test("comes back to itself", () => {
		const back = scaleDesign(scaled, 32e-9);
		expect(back.components.router.energyPerAction).toBeCloseTo(
			isaac.components.router.energyPerAction,
			20,
		);
	});
});
