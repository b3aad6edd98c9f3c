import { describe, expect, test } from "vitest";
import { estimateActivity } from "../activity/estimate-activity.js";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import { evaluateCost, shapesFor } from "../evaluate/evaluate-cost.js";
import { mapNetwork } from "../evaluate/map-network.js";
import { findZooNetwork } from "../network/zoo/zoo-networks.js";
import { presetDesign, presetLookup } from "../presets/preset-designs.js";
import { adcModelOf } from "./adc-model/adc-models.js";
import { peakPower } from "./peak.js";

// What a comparison is shown under is said in a design of three lines, of any preset.

const network = findZooNetwork("lenet5")!.build();

const resolve = (yaml: string): Design =>
	resolveDesign({ name: "my.yaml", text: yaml }, presetLookup);

const costOf = (design: Design) => evaluateCost(network, design).cost;

const energyOf = (design: Design, component: string): number =>
	costOf(design)
		.breakdown.filter((entry) => entry.component === component)
		.reduce((sum, { energy }) => sum + energy, 0);

describe.each(["isaac", "asp-dac-2018"])("of %s", (preset) => {
	const base = presetDesign(preset);
	const variant = (components: string): Design =>
		resolve(`extends: ${preset}\nname: variant\ncomponents: ${components}`);

	test.each([
		"isaac-2016",
		"saberi-2011",
		"accelergy-2024",
		"zigzag-imc",
		"published-points",
	])("the ADCs are those of model %s", (kind) => {
		const design = variant(`{ adc: { model: ${kind} } }`);
		const model = adcModelOf(design);
		const { bits } = preset === "isaac" ? { bits: 8 } : { bits: 7 };
		const at = {
			conversionsPerSecond: 1 / (bits * base.components.adc.timePerBit),
			technologyNode: 32e-9,
		};
		expect(model.kind).toBe(kind);
		expect(energyOf(design, "adc") / energyOf(base, "adc")).toBeCloseTo(
			model.energyPerConversion(bits, at) /
				adcModelOf(base).energyPerConversion(bits, at),
			9,
		);
	});

	test("the ADCs are those of a table", () => {
		const design = variant(
			"{ adc: { model: { points: [{ bits: 7, energy: 1 pJ, area: 900 um2 }], source: my own converter } } }",
		);
		expect(energyOf(design, "adc")).toBeCloseTo(
			(energyOf(base, "adc") * 1e-12) /
				adcModelOf(base).energyPerConversion(preset === "isaac" ? 8 : 7, {
					conversionsPerSecond: 1e9,
					technologyNode: 32e-9,
				}),
			18,
		);
	});

	test.each([30, 10])("an array is read in %i ns", (nanoseconds) => {
		const design = resolve(
			`extends: ${preset}\nname: variant\ncrossbar: { arrayReadTime: ${nanoseconds} ns }`,
		);
		expect(design.crossbar.arrayReadTime).toBe(nanoseconds / 1e9);
		expect(costOf(design).imagesPerSecond).toBeGreaterThanOrEqual(
			costOf(base).imagesPerSecond,
		);
	});

	test("the row drivers take a fifth of the energy", () => {
		const design = variant("{ dac: { energyFactor: 0.2 } }");
		expect(energyOf(design, "dac") / energyOf(base, "dac")).toBeCloseTo(
			0.2,
			12,
		);
		expect(costOf(design).area).toBe(costOf(base).area);
	});

	test("the chip link takes nothing", () => {
		const design = variant("{ chipLink: { booked: none } }");
		expect(energyOf(design, "chipLink")).toBe(0);
		const { energyPerImage, ...rest } = costOf(design);
		expect(energyPerImage).toBeCloseTo(
			costOf(base).energyPerImage - energyOf(base, "chipLink"),
			15,
		);
		expect(rest.imagesPerSecond).toBe(costOf(base).imagesPerSecond);
		expect(rest.area).toBe(costOf(base).area);
	});

	test("the chip link takes its power all the time", () => {
		const design = variant("{ chipLink: { booked: always-on } }");
		const { imagesPerSecond, power } = costOf(design);
		// 10.4 W of ISAAC's table.
		expect(energyOf(design, "chipLink") * imagesPerSecond).toBeCloseTo(10.4, 9);
		expect(power).toBeGreaterThan(10.4);
		const { hardware } = mapNetwork(shapesFor(network, design), design);
		expect(peakPower(design, hardware).byComponent.get("chipLink")).toBeCloseTo(
			10.4,
			9,
		);
	});
});

test.each([
	[
		"components: { adc: { model: isaac } }",
		/expected isaac-2016 or saberi-2011 or accelergy-2024 or zigzag-imc or published-points, or a map of points by ascending bits/,
	],
	["components: { dac: { energyFactor: 0 } }", /expected more than 0/],
	[
		"components: { chipLink: { booked: sometimes } }",
		/found "sometimes", expected per-bit or always-on or none/,
	],
])("%s is refused", (line, message) => {
	expect(() => resolve(`extends: isaac\nname: wrong\n${line}`)).toThrow(
		message,
	);
});

test("a link whose peak rate nobody knows cannot be always on", () => {
	const { peakRate, ...chipLink } = presetDesign("isaac").components.chipLink;
	const { components, ...rest } = presetDesign("isaac");
	const text = JSON.stringify({
		...rest,
		components: {
			...components,
			chipLink: { ...chipLink, booked: "always-on" },
		},
	});
	expect(() => resolve(text)).toThrow(
		/chipLink.*always-on takes the power there/,
	);
});

describe("what is in front of the converters", () => {
	const designOf = (preset: string, lines: string): Design =>
		resolve(`extends: ${preset}\nname: variant\n${lines}`);
	const amount = (
		design: Design,
		component: string,
		of: "energy" | "area",
	): number =>
		costOf(design)
			.breakdown.filter((entry) => entry.component === component)
			.reduce((sum, entry) => sum + entry[of], 0);

	test("pairs are subtracted, once for each conversion, and single columns are not", () => {
		const pairs = presetDesign("asp-dac-2018");
		const { subtractor } = pairs.components;
		const { mapping } = mapNetwork(shapesFor(network, pairs), pairs);
		const conversions = mapping.layers.reduce(
			(sum, { shape, operationUnits, executed }) =>
				sum +
				shape.positions *
					shape.groups *
					shape.outputs *
					operationUnits.length *
					executed.reduce((runs, run) => runs + run, 0),
			0,
		);
		expect(amount(pairs, "subtractor", "energy")).toBeCloseTo(
			conversions * subtractor.energyPerAction,
			12,
		);
		const { adcsPerPe, pesPerTile } = pairs.hierarchy;
		const tiles = costOf(pairs).tiles.available;
		expect(amount(pairs, "subtractor", "area")).toBeCloseTo(
			tiles * pesPerTile * adcsPerPe * subtractor.area,
			12,
		);
		for (const single of [
			presetDesign("isaac"),
			designOf(
				"asp-dac-2018",
				"crossbar: { pairs: { subtraction: digital, layout: twin-arrays, rowDrivers: shared } }",
			),
		]) {
			expect(amount(single, "subtractor", "energy")).toBe(0);
			expect(amount(single, "subtractor", "area")).toBe(0);
		}
	});

	test("columns are clamped, of pairs or not, where the design says what that takes", () => {
		for (const preset of ["isaac", "asp-dac-2018"]) {
			expect(amount(presetDesign(preset), "columnClamp", "energy")).toBe(0);
			const clamped = designOf(
				preset,
				"components: { columnClamp: { energyPerAction: 2.3 fJ, area: 5 um2, source: a buffer of TIMELY } }",
			);
			const { sampleHold } = clamped.components;
			for (const [of, share] of [
				["energy", 2.3e-15 / sampleHold.energyPerAction],
				["area", 5e-12 / sampleHold.area],
			] as const)
				expect(amount(clamped, "columnClamp", of)).toBeCloseTo(
					amount(clamped, "sampleHold", of) * share,
					12,
				);
		}
	});

	test("converters that are set by product take a table a PE, read once for its arrays", () => {
		const newton = presetDesign("newton");
		const { converterTable } = newton.components;
		const { mapping } = mapNetwork(shapesFor(network, newton), newton);
		const activity = estimateActivity(mapping, newton);
		let bits = 0;
		let read = 0;
		mapping.layers.forEach(({ inputPlanes, weightPlanes, executed }, l) => {
			// 8 slices of 16 planes, those that run each set by 12 bits; 8 arrays a PE.
			expect([inputPlanes.length, weightPlanes.length]).toEqual([16, 8]);
			const products = executed.filter((runs) => runs === 1).length;
			bits = Math.max(bits, 12 * products);
			const { arrayReads } = activity.layers[l]!.array;
			read += ((12 * products) / 16) * (arrayReads / 8);
		});
		expect(amount(newton, "converterTable", "energy")).toBeCloseTo(
			read * converterTable.energyPerAction,
			12,
		);
		const { pesPerTile } = newton.hierarchy;
		expect(amount(newton, "converterTable", "area")).toBeCloseTo(
			costOf(newton).tiles.available * pesPerTile * bits * converterTable.area,
			12,
		);
		const isaac = presetDesign("isaac");
		expect(amount(isaac, "converterTable", "energy")).toBe(0);
		expect(amount(isaac, "converterTable", "area")).toBe(0);
	});
});
