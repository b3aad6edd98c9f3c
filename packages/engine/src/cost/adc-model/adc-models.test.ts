import { describe, expect, test } from "vitest";
import { adcModels } from "./adc-models.js";

const within = (ours: number, published: number, tolerance: number): void =>
	expect(Math.abs(ours / published - 1)).toBeLessThan(tolerance);

describe("ADC law of the ISAAC line of work, from the table of the CiMLoop library", () => {
	test.each([
		{ bits: 4, picojoules: 0.786, squareMicrometres: 361 },
		{ bits: 5, picojoules: 0.988, squareMicrometres: 477 },
		{ bits: 6, picojoules: 1.196, squareMicrometres: 627 },
		{ bits: 7, picojoules: 1.418, squareMicrometres: 845 },
		{ bits: 8, picojoules: 1.667, squareMicrometres: 1200 },
		{ bits: 9, picojoules: 1.969, squareMicrometres: 1828 },
		{ bits: 10, picojoules: 2.379, squareMicrometres: 3002 },
	])(
		"at $bits bits: $picojoules pJ, $squareMicrometres um2",
		({ bits, picojoules, squareMicrometres }) => {
			const { energyPerConversion, area } = adcModels["saberi-2011"];
			within(energyPerConversion(bits), picojoules * 1e-12, 0.01);
			within(area(bits), squareMicrometres * 1e-12, 0.01);
		},
	);

	test("goes through ISAAC's own row at 8 bits, 2 mW · 100 ns / 128, with the same ratios at other bits", () => {
		const isaac = adcModels["isaac-2016"];
		const law = adcModels["saberi-2011"];
		within(isaac.energyPerConversion(8), (2e-3 * 100e-9) / 128, 1e-12);
		within(isaac.area(8), 0.0012e-6, 1e-12);
		for (let bits = 1; bits <= 16; bits++) {
			within(
				isaac.energyPerConversion(bits) / isaac.energyPerConversion(8),
				law.energyPerConversion(bits) / law.energyPerConversion(8),
				1e-12,
			);
			within(
				isaac.area(bits) / isaac.area(8),
				law.area(bits) / law.area(8),
				1e-12,
			);
		}
	});
});

test.each(Object.entries(adcModels))(
	"%s is listed by its kind, with a source",
	(kind, model) => {
		expect(model.kind).toBe(kind);
		expect(model.source.length).toBeGreaterThan(10);
	},
);
