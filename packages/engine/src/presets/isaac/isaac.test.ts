import { describe, expect, test } from "vitest";
import { areaByComponent, chipAreas, hardwareFor } from "../../cost/chip.js";
import type { ComponentName } from "../../cost/component-models.js";
import { peakFigures, peakPower } from "../../cost/peak.js";
import { planLayer } from "../../map/plan-layer.js";
import { presetDesign } from "../preset-designs.js";
import { isaacPublished, isaacTable } from "./published.js";

const design = presetDesign("isaac");
const hardware = hardwareFor(
	[
		planLayer(
			{
				layer: "any",
				rows: 128,
				outputs: 16,
				groups: 1,
				positions: 1,
				signedInputs: true,
				inputValues: 128,
				leadPositions: 1,
				activations: 0,
				poolOutputs: 0,
			},
			design,
		),
	],
	design,
);
const power = peakPower(design, hardware);
const areas = chipAreas(design, hardware);
const figures = peakFigures(design, hardware);

const published = (name: string): number =>
	isaacPublished.find((figure) => figure.name === name)!.value;

/** `published → ours (deviation)` */
function compare(given: number, ours: number, unit: string): string {
	const deviation = (Math.round(1e4 * (ours / given - 1)) / 100 || 0).toFixed(
		2,
	);
	return `${given.toPrecision(4)} → ${ours.toPrecision(4)} ${unit} (${deviation} %)`;
}

describe("Table I of ISAAC, row by row", () => {
	test.each(isaacTable)("power and area of $component", (row) => {
		const name = row.component as ComponentName;
		const area = areaByComponent(row.level, design, hardware).get(name)!;
		expect(Math.abs(power.byComponent.get(name)! / row.power - 1)).toBeLessThan(
			0.01,
		);
		expect(Math.abs(area / row.area - 1)).toBeLessThan(0.01);
	});

	test("published and ours, side by side", () => {
		const rows = isaacTable.map(({ component, level, ...row }) => {
			const name = component as ComponentName;
			const area = areaByComponent(level, design, hardware).get(name)!;
			return [
				component,
				compare(row.power * 1e3, power.byComponent.get(name)! * 1e3, "mW"),
				compare(row.area * 1e6, area * 1e6, "mm2"),
			].join(": ");
		});
		expect(rows).toMatchInlineSnapshot(`
			[
			  "adc: 16.00 → 16.00 mW (0.00 %): 0.009600 → 0.009600 mm2 (0.00 %)",
			  "dac: 4.000 → 3.969 mW (-0.78 %): 0.0001700 → 0.0001700 mm2 (0.00 %)",
			  "sampleHold: 0.01000 → 0.01000 mW (0.00 %): 0.00004000 → 0.00004000 mm2 (0.00 %)",
			  "cell: 2.400 → 2.392 mW (-0.33 %): 0.0002000 → 0.0002000 mm2 (0.00 %)",
			  "shiftAdd: 0.2000 → 0.1984 mW (-0.78 %): 0.0002400 → 0.0002400 mm2 (0.00 %)",
			  "inputRegister: 1.240 → 1.230 mW (-0.78 %): 0.002100 → 0.002100 mm2 (0.00 %)",
			  "outputRegister: 0.2300 → 0.2282 mW (-0.78 %): 0.0007700 → 0.0007700 mm2 (0.00 %)",
			  "edram: 20.70 → 20.70 mW (0.00 %): 0.08300 → 0.08300 mm2 (0.00 %)",
			  "bus: 7.000 → 7.000 mW (0.00 %): 0.09000 → 0.09000 mm2 (0.00 %)",
			  "router: 10.50 → 10.50 mW (0.00 %): 0.03780 → 0.03775 mm2 (-0.13 %)",
			  "activation: 0.5200 → 0.5200 mW (0.00 %): 0.0006000 → 0.0006000 mm2 (0.00 %)",
			  "tileShiftAdd: 0.05000 → 0.05000 mW (0.00 %): 0.00006000 → 0.00006000 mm2 (0.00 %)",
			  "maxPool: 0.4000 → 0.4000 mW (0.00 %): 0.0002400 → 0.0002400 mm2 (0.00 %)",
			  "tileOutputRegister: 1.680 → 1.680 mW (0.00 %): 0.003200 → 0.003200 mm2 (0.00 %)",
			  "chipLink: 1.040e+4 → 1.040e+4 mW (0.00 %): 22.88 → 22.88 mm2 (0.00 %)",
			]
		`);
	});

	test("leaves out no component that burns or takes anything", () => {
		const listed = isaacTable.map(({ component }) => component);
		for (const level of ["pe", "tile", "chip"] as const) {
			for (const [name, area] of areaByComponent(level, design, hardware)) {
				if (listed.includes(name)) continue;
				expect([area, power.byComponent.get(name)]).toEqual([0, 0]);
			}
		}
	});
});

describe("sums and figures of merit of ISAAC", () => {
	const adc = power.byComponent.get("adc")!;
	const adcArea = areaByComponent("pe", design, hardware).get("adc")!;
	const ours: Record<string, number> = {
		"power of a tile": power.tile,
		"area of a tile": areas.tile,
		"power of the chip": power.chip,
		"area of the chip": areas.chip,
		"peak throughput": figures.gops,
		"peak computational density": figures.gopsPerMm2,
		"peak power efficiency": figures.gopsPerWatt,
		"ADC share of tile power": (12 * adc) / power.tile,
		"ADC share of tile area": (12 * adcArea) / areas.tile,
		"ADC share of chip power": (168 * 12 * adc) / power.chip,
	};

	test("are all compared", () => {
		expect(Object.keys(ours)).toEqual(isaacPublished.map(({ name }) => name));
	});

	test.each(isaacPublished)("$name is $value $unit", ({ name, value }) => {
		expect(Math.abs(ours[name]! / value - 1)).toBeLessThan(0.01);
	});

	test("published and ours, side by side", () => {
		expect(
			isaacPublished.map(
				({ name, value, unit }) =>
					`${name}: ${compare(value, ours[name]!, unit)}`,
			),
		).toMatchInlineSnapshot(`
			[
			  "power of a tile: 0.3300 → 0.3292 W (-0.25 %)",
			  "area of a tile: 3.720e-7 → 3.723e-7 m2 (0.08 %)",
			  "power of the chip: 65.80 → 65.70 W (-0.15 %)",
			  "area of the chip: 0.00008540 → 0.00008542 m2 (0.03 %)",
			  "peak throughput: 4.130e+4 → 4.097e+4 GOPS (-0.80 %)",
			  "peak computational density: 478.9 → 479.6 GOPS/mm2 (0.13 %)",
			  "peak power efficiency: 627.5 → 623.5 GOPS/W (-0.63 %)",
			  "ADC share of tile power: 0.5800 → 0.5833  (0.56 %)",
			  "ADC share of tile area: 0.3100 → 0.3094  (-0.18 %)",
			  "ADC share of chip power: 0.4900 → 0.4909  (0.19 %)",
			]
		`);
	});

	test("are the published ones", () => {
		expect(published("power of a tile")).toBe(0.33);
		expect(published("area of a tile")).toBe(0.372e-6);
		expect(published("power of the chip")).toBe(65.8);
		expect(published("area of the chip")).toBe(85.4e-6);
		expect(published("peak throughput")).toBe(41300);
		expect(published("peak computational density")).toBe(478.95);
		expect(published("peak power efficiency")).toBe(627.5);
	});
});

/** Eight arrays read without pause: arithmetic on the constants of the design, with no code of ours between. */
describe("activity × energy per action of a full PE", () => {
	// 128 data columns and the unit column at 8 bits · 0.09765625 ns: longer than the array's 100 ns.
	const readCycle = 129 * 8 * 0.09765625e-9;
	const { components } = design;

	test("a read takes 100.78 ns", () => {
		expect(readCycle).toBeCloseTo(100.78125e-9, 15);
		expect(figures.gops).toBeCloseTo(
			(2 * 168 * 12 * 8 * 128 * 16) / (16 * readCycle) / 1e9,
			3,
		);
	});

	test("ADC: 8 · 129 conversions of 1.5625 pJ are 16 mW", () => {
		const watts = (8 * 129 * 1.5625e-12) / readCycle;
		expect(watts).toBeCloseTo(16e-3, 12);
		expect(power.byComponent.get("adc")).toBeCloseTo(watts, 12);
	});

	test("DAC: 8 · 128 rows of 0.390625 pJ are 4 mW", () => {
		expect(components.dac.energyPerAction).toBe(0.390625e-12);
		const watts = (8 * 128 * 0.390625e-12) / readCycle;
		expect(Math.abs(watts / 4e-3 - 1)).toBeLessThan(0.01);
		expect(power.byComponent.get("dac")).toBeCloseTo(watts, 12);
	});

	test("cells: half of 128 rows on 128 columns of mean level 1.5, and the unit column, are 2.4 mW", () => {
		const levels = 64 * (128 * 1.5 + 1);
		const watts = (8 * levels * components.cell.energyPerAction) / readCycle;
		expect(Math.abs(watts / 2.4e-3 - 1)).toBeLessThan(0.01);
		expect(Math.abs(power.byComponent.get("cell")! / watts - 1)).toBeLessThan(
			1e-3,
		);
	});
});
