import { describe, expect, test } from "vitest";
import { presetDesign } from "../../presets/preset-designs.js";
import type { AdcOperation } from "./adc-model.js";
import { adcModelOf, adcModels } from "./adc-models.js";

const within = (ours: number, published: number, tolerance: number): void =>
	expect(Math.abs(ours / published - 1)).toBeLessThan(tolerance);

/** 32 nm, 1.2 GS/s, as the published tables are for. */
const fast: AdcOperation = {
	conversionsPerSecond: 1.2e9,
	technologyNode: 32e-9,
};

/** pJ and um2 of each width; the sources print so many digits. */
const published = {
	"saberi-2011": [
		[4, 0.786, 361],
		[5, 0.988, 477],
		[6, 1.196, 627],
		[7, 1.418, 845],
		[8, 1.667, 1200],
		[9, 1.969, 1828],
		[10, 2.379, 3002],
	],
	"accelergy-2024": [
		[4, 0.924, 5130],
		[5, 0.936, 5151],
		[6, 1.065, 5353],
		[7, 1.312, 5698],
		[8, 1.849, 6313],
		[9, 5.3, 8651],
		[10, 15.7, 11979],
	],
	"zigzag-imc": [
		[4, 0.324, 183],
		[5, 0.406, 336],
		[6, 0.489, 618],
		[7, 0.58, 1135],
		[8, 0.701, 2085],
		[9, 0.941, 3830],
		[10, 1.659, 7036],
	],
	"published-points": [
		[4, 0.226, 284],
		[6, 1.26, 580],
		[8, 1.5625, 1200],
		[9, 2.58, 1500],
		[10, 4.613, 1600],
	],
} as const;

test.each(
	Object.entries(published).flatMap(([kind, points]) =>
		points.map(([bits, picojoules, area]) => ({
			kind: kind as keyof typeof published,
			bits,
			picojoules,
			area,
		})),
	),
)("$kind at $bits bits: $picojoules pJ, $area um2", (point) => {
	const model = adcModels[point.kind];
	const energy = model.energyPerConversion(point.bits, fast);
	within(energy, point.picojoules * 1e-12, 0.003);
	within(model.area(point.bits, fast), point.area * 1e-12, 0.003);
});

test("ISAAC's model goes through its own row at 8 bits, 2 mW · 100 ns / 128, in the ratios of the law it uses", () => {
	const isaac = adcModels["isaac-2016"];
	const law = adcModels["saberi-2011"];
	within(isaac.energyPerConversion(8, fast), (2e-3 * 100e-9) / 128, 1e-12);
	within(isaac.area(8, fast), 0.0012e-6, 1e-12);
	for (let bits = 1; bits <= 16; bits++) {
		for (const of of ["energyPerConversion", "area"] as const) {
			within(
				isaac[of](bits, fast) / isaac[of](8, fast),
				law[of](bits, fast) / law[of](8, fast),
				1e-12,
			);
		}
	}
});

describe("the regression over published converters", () => {
	const { energyPerConversion, area } = adcModels["accelergy-2024"];

	test("books more for a finer converter that is faster or of an older node", () => {
		const slow = { ...fast, conversionsPerSecond: 1e6 };
		expect(energyPerConversion(10, slow)).toBeLessThan(
			energyPerConversion(10, fast),
		);
		expect(area(10, slow)).toBeLessThan(area(10, fast));
		const old = { ...fast, technologyNode: 65e-9 };
		within(
			energyPerConversion(8, old) / energyPerConversion(8, fast),
			(65 / 32) ** 1.880037,
			1e-9,
		);
		expect(area(8, old)).toBeGreaterThan(area(8, fast));
	});

	test("has no converters of fewer than 4 bits", () => {
		expect(energyPerConversion(2, fast)).toBe(energyPerConversion(4, fast));
		expect(area(2, fast)).toBe(area(4, fast));
	});
});

describe("points of a design's own", () => {
	const isaac = presetDesign("isaac");
	const modelThrough = (
		points: readonly (readonly [number, number, number])[],
	) =>
		adcModelOf({
			...isaac,
			components: {
				...isaac.components,
				adc: {
					...isaac.components.adc,
					model: {
						points: points.map(([bits, energy, area]) => ({
							bits,
							energy,
							area,
						})),
						source: "made up for this test",
					},
				},
			},
		});

	test("hold as they are, and between and beyond them in the ratio of their neighbours", () => {
		const { energyPerConversion, area, source } = modelThrough([
			[4, 1, 10],
			[6, 4, 10],
			[7, 12, 5],
		]);
		expect(source).toBe("made up for this test");
		const energies = [3, 4, 5, 6, 7, 9].map((b) =>
			energyPerConversion(b, fast),
		);
		[0.5, 1, 2, 4, 12, 108].forEach((expected, at) => {
			within(energies[at]!, expected, 1e-12);
		});
		within(area(5, fast), 10, 1e-12);
		within(area(8, fast), 2.5, 1e-12);
	});

	test("are one for all widths where there is but one", () => {
		const { energyPerConversion } = modelThrough([[8, 2, 1]]);
		expect([1, 8, 12].map((b) => energyPerConversion(b, fast))).toEqual([
			2, 2, 2,
		]);
	});
});

test.each(Object.entries(adcModels))(
	"%s is listed by its kind, with a source",
	(kind, model) => {
		expect(model.kind).toBe(kind);
		expect(model.source.length).toBeGreaterThan(10);
	},
);
