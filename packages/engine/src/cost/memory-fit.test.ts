import { describe, expect, test } from "vitest";
import { presetDesign } from "../presets/preset-designs.js";
import {
	edramPoints,
	fitPowerLaw,
	resizeBuffer,
	sramPoints,
} from "./memory-fit.js";

/** The error that `docs/model.md` states: greatest deviation from a published point. */
describe("memories by a power law through published points", () => {
	test.each([
		{
			kind: "SRAM",
			of: "area",
			points: sramPoints,
			error: 0.52,
			exponent: 0.68,
		},
		{
			kind: "SRAM",
			of: "energy",
			points: sramPoints,
			error: 0.09,
			exponent: 0.6,
		},
		{
			kind: "SRAM",
			of: "leakage",
			points: sramPoints,
			error: 0.08,
			exponent: 0.97,
		},
		{
			kind: "eDRAM",
			of: "area",
			points: edramPoints,
			error: 0.02,
			exponent: 0.52,
		},
		{
			kind: "eDRAM",
			of: "energy",
			points: edramPoints,
			error: 0.1,
			exponent: 0.43,
		},
	] as const)(
		"$of of $kind lies within $error of every point",
		({ of, points, error, exponent }) => {
			const fit = fitPowerLaw(points, of);
			expect(fit.worstError).toBeLessThan(error);
			expect(fit.worstError).toBeGreaterThan(error / 2);
			expect(Math.abs(fit.exponent - exponent)).toBeLessThan(0.05);
			for (const point of points) {
				const published = point[of];
				if (published === undefined) continue;
				const ratio = (fit.factor * point.bytes ** fit.exponent) / published;
				expect(Math.abs(Math.log(ratio))).toBeLessThanOrEqual(
					Math.log1p(fit.worstError) + 1e-12,
				);
			}
		},
	);

	test("a buffer of the stated size stays as its source has it; twice the size costs less than twice", () => {
		const isaac = presetDesign("isaac");
		const { edram } = isaac.components;
		const same = resizeBuffer(isaac, edram.capacityBits).components.edram;
		expect(same.energyPerAction).toBe(edram.energyPerAction);
		expect(same.area).toBe(edram.area);
		const double = resizeBuffer(isaac, 2 * edram.capacityBits).components.edram;
		expect(double.area / edram.area).toBeGreaterThan(1.2);
		expect(double.area / edram.area).toBeLessThan(2);
		expect(double.source).toContain("resized from 524288 to 1048576 bits");
	});
});
