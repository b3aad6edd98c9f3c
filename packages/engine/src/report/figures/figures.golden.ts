import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { Cost, CostEntry } from "../../cost/cost.js";
import { analysePoints } from "../../explore/pareto/analyse-points.js";
import type { Space } from "../../explore/sweep/space.js";
import { clippedShare, columnSumsFigure } from "./column-sums-figure.js";
import { comparisonFigures } from "./comparison-figures.js";
import { ivFigure, programmingFigure, traceFigure } from "./device-figures.js";
import { energyFigure } from "./energy-figure.js";
import type { Figure } from "./figure.js";
import { figureCsv } from "./figure-csv.js";
import { floorplanFigure } from "./floorplan-figure.js";
import { frontFigure } from "./front-figure.js";
import { occupancyFigure } from "./occupancy-figure.js";
import { sensitivityFigure } from "./sensitivity-figure.js";
import { trendFigure } from "./trend-figure.js";

const { document } = parseHTML("<!doctype html><html></html>");

const entry = (
	layer: string,
	component: CostEntry["component"],
	energy: number,
	time: number,
	area: number,
): CostEntry => ({ layer, component, energy, time, area });

const breakdown: readonly CostEntry[] = [
	entry("conv1", "adc", 3e-6, 200e-9, 12e-6),
	entry("conv1", "cell", 1e-6, 100e-9, 0.2e-6),
	entry("conv1", "activation", 1e-9, 10e-9, 0.1e-6),
	entry("fc", "adc", 1e-6, 100e-9, 6e-6),
	entry("fc", "edram", 0.5e-6, 50e-9, 9e-6),
	entry("chip", "chipLink", 0.4e-6, 0, 22e-6),
];

const none = { gops: 0, gopsPerWatt: 0, gopsPerMm2: 0 };
const cost = (scale: number): Cost => ({
	energyPerImage:
		breakdown.reduce((sum, { energy }) => sum + energy, 0) * scale,
	latency: 1e-6,
	imagesPerSecond: 5e6 / scale,
	boundBy: "conv1/adc",
	power: 1,
	area: breakdown.reduce((sum, { area }) => sum + area, 0),
	tiles: { available: 2, used: 2 },
	chips: { available: 1, used: 1 },
	arrays: { available: 192, used: 192 },
	cellUtilisation: 1,
	copies: {},
	network: none,
	peak: none,
	breakdown: breakdown.map((each) => ({
		...each,
		energy: each.energy * scale,
	})),
	layers: [],
});

const sums = {
	layer: "conv1",
	counts: Float64Array.of(1, 4, 10, 20, 10, 4, 1),
	least: -3,
	adc: { min: -2, max: 1, bits: 2 },
};

const compared = [1, 0.5].map((scale) => ({
	design: `scale ${scale}`,
	cost: cost(scale),
	accuracy: {
		simulated: 0.99,
		simulatedMinusFloat: {
			difference: -0.001,
			lower95: -0.003,
			upper95: 0.001,
		},
	},
}));

const axis = (name: string, labels: readonly number[]) => ({
	name,
	values: labels.map((label) => ({ label, settings: [] })),
	when: [],
});
const space: Space = {
	schema: "mho/space/1",
	name: "small",
	design: "isaac",
	network: "lenet5",
	evaluate: "accuracy",
	seed: 1,
	set: [],
	axes: [axis("adc.bits", [6, 8]), axis("crossbar.rows", [64, 128])],
	objectives: [
		{ metric: "energyPerImage", goal: "min" },
		{ metric: "accuracy", goal: "max" },
	],
	constraints: [],
	strategy: { kind: "grid" },
};
const points = [
	[6, 64, 1e-6, 0.96],
	[6, 128, 2e-6, 0.95],
	[8, 64, 1.2e-6, 0.985],
	[8, 128, 3e-6, 0.99],
].map(([bits, rows, energyPerImage, accuracy]) => ({
	key: `${bits} ${rows}`,
	values: [bits!, rows!],
	figures: {
		accuracy: accuracy!,
		energyPerImage: energyPerImage!,
		latency: 1e-6,
		imagesPerSecond: 1e6,
		power: 1,
		area: 1e-6,
		chipsUsed: 1,
		tilesUsed: 1,
		boundBy: "conv1/adc",
	},
}));
const analysis = analysePoints(space, points);

const trace = [0, 0.5, 1, 0.5, 0].map((voltage, n) => ({
	time: n * 1e-9,
	voltage,
	current: voltage * (n > 2 ? 1e-4 : 1e-5),
	gap: 1e-9 - n * 1e-10,
	temperature: 300,
}));
const end = trace[4]!;
const pulses = (conductances: readonly number[]) =>
	conductances.map((conductance) => ({ voltage: 1, conductance }));
const deviceFigures: readonly Figure[] = [
	ivFigure(document, trace),
	traceFigure(document, trace),
	programmingFigure(
		document,
		[
			[1e-6, 8e-6, 1e-5],
			[5e-6, 1.01e-5],
		].map((conductances) => ({
			end,
			conductance: 1e-5,
			error: 0.01,
			isWithin: true,
			pulses: pulses(conductances),
			energy: 1e-12,
			time: 1e-7,
		})),
		0.05,
	),
];

const figures: readonly Figure[] = [
	energyFigure(document, cost(1)),
	floorplanFigure(document, cost(1)),
	occupancyFigure(document, cost(1)),
	columnSumsFigure(document, [sums]),
	...comparisonFigures(document, compared),
	frontFigure(document, space, points, analysis)!,
	sensitivityFigure(document, space, analysis),
	...deviceFigures,
	trendFigure(document, {
		id: "trend",
		title: "Accuracy over deviation",
		caption: "",
		x: { label: "deviation" },
		y: { label: "accuracy", tickFormat: "%" },
		points: [
			{ series: "isaac", x: 0, y: 0.99 },
			{ series: "isaac", x: 0.1, y: 0.9, halfWidth: 0.02 },
		],
	}),
	trendFigure(document, {
		id: "trend-of-names",
		title: "Accuracy of measured cells",
		caption: "",
		x: { label: "cells", scale: "point" },
		y: { label: "accuracy", tickFormat: "%" },
		points: ["isaac", "prime"].flatMap((series, at) => [
			{ series, x: "written to 1 %", y: 0.99 - at / 50, halfWidth: 0.01 },
			{ series, x: "PCM", y: 0.9 - at / 50, halfWidth: 0.03 },
		]),
	}),
];

describe("figures", () => {
	test.each(figures.map((figure) => [figure.id, figure] as const))(
		"%s is drawn as in its golden file",
		(id, { plot }) => {
			expectGolden(`golden/${id}.svg`, `${plot.outerHTML}\n`);
		},
	);

	test("have numbers that add up to what they show", () => {
		const [energy, area] = figures;
		const total = ({ data }: Figure) =>
			data.rows.reduce((sum, row) => sum + Number(row.at(-1)), 0);
		expect(total(energy!)).toBeCloseTo(cost(1).energyPerImage, 15);
		expect(total(area!)).toBeCloseTo(cost(1).area, 15);
	});

	test("give their numbers as CSV, in full precision", () => {
		expect(figureCsv(figures[3]!.data).split("\n").slice(0, 3)).toEqual([
			"layer,column sum (levels),seen",
			"conv1,-3,1",
			"conv1,-2,4",
		]);
		expect(figureCsv({ columns: ["a"], rows: [['say "x, y"'], [1 / 3]] })).toBe(
			'a\n"say ""x, y"""\n0.3333333333333333\n',
		);
	});

	test("tell points of the front from those that are dominated", () => {
		const { data } = figures.find(
			({ id }) => id === "front-energyPerImage-accuracy",
		)!;
		expect(data.rows.map((row) => row.at(-1))).toEqual([
			"front",
			"dominated",
			"knee",
			"front",
		]);
	});

	test("leave what is drawn beside a golden file that differs", () => {
		const path = fileURLToPath(new URL("golden/odd.svg", import.meta.url));
		const beside = path.replace(/\.svg$/, ".new.svg");
		try {
			writeFileSync(path, "old");
			expect(() => expectGolden("golden/odd.svg", "new", false)).toThrow(
				beside,
			);
			expect(readFileSync(beside, "utf8")).toBe("new");
			expectGolden("golden/odd.svg", "old", false);
			expect(existsSync(beside)).toBe(false);
		} finally {
			rmSync(path, { force: true });
			rmSync(beside, { force: true });
		}
	});

	test("count the sums beyond the ADC", () => {
		expect(clippedShare(sums)).toBe((1 + 4 + 1) / 50);
	});
});

/** Compares with a committed file; a mismatch writes `x.new.svg` beside it. UPDATE_GOLDEN=1 accepts what is drawn. */
function expectGolden(
	name: string,
	text: string,
	accepts = process.env.UPDATE_GOLDEN !== undefined,
): void {
	const path = fileURLToPath(new URL(name, import.meta.url));
	const beside = path.replace(/\.svg$/, ".new.svg");
	if (accepts) writeFileSync(path, text);
	const golden = existsSync(path) ? readFileSync(path, "utf8") : "";
	if (golden === text) rmSync(beside, { force: true });
	else writeFileSync(beside, text);
	expect(text, `drawn: ${beside}`).toBe(golden);
}
