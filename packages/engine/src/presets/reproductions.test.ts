import { describe, expect, test } from "vitest";
import { networkCost } from "./network-cost.js";
import { presetDesign } from "./preset-designs.js";
import { presets } from "./presets.js";
import { publishedRows } from "./published-rows.js";
import type { ReproducedFigure } from "./reproduced-figure.js";

const isaac = presetDesign("isaac");
const figuresOf = (name: string): ReadonlyMap<string, ReproducedFigure> => {
	const { reproduce } = presets.find((preset) => preset.name === name)!;
	const figures = reproduce!(presetDesign(name), isaac);
	return new Map(figures.map((figure) => [figure.name, figure]));
};
const oursOf = (
	figures: ReadonlyMap<string, ReproducedFigure>,
	name: string,
): number => figures.get(name)!.ours!;

describe.each(
	presets.filter(({ reproduce }) => reproduce).map(({ name }) => name),
)("reproduction of %s", (name) => {
	const figures = figuresOf(name);

	test("gives a reason for every figure that is missing or more than 5 % off", () => {
		for (const { name, published, ours, reason } of figures.values()) {
			if (published === null) continue;
			const isClose = ours !== null && Math.abs(ours / published - 1) <= 0.05;
			expect([name, isClose || (reason ?? "").length > 20]).toEqual([
				name,
				true,
			]);
		}
	});

	test("says where each figure is from, and names each once", () => {
		for (const { source } of figures.values())
			expect(source.length).toBeGreaterThan(8);
		expect(figures.size).toBeGreaterThan(0);
	});
});

describe("ISAAC", () => {
	const figures = figuresOf("isaac");

	test("shows both published sets of power efficiency by name", () => {
		expect(figures.get("peak power efficiency")!.published).toBe(627.5);
		expect(figures.get("peak power efficiency, proceedings")!.published).toBe(
			363.7,
		);
		expect(figures.get("peak power efficiency, proceedings")!.reason).toContain(
			"corrected author copy",
		);
	});

	test("stores 0.74 MiB on a square millimetre", () => {
		// 16128 arrays of 128 × 128 cells of 2 bits are 63 MiB.
		expect(oursOf(figures, "storage density")).toBeCloseTo(63 / 85.42, 3);
	});

	test("computes 7.5 times as densely as DaDianNao at their peaks", () => {
		const name = "computational density over DaDianNao";
		expect(Math.abs(oursOf(figures, name) / 7.5 - 1)).toBeLessThan(0.01);
	});

	test("says at what part of its peak DaDianNao would have to run for the published gains", () => {
		for (const [name, published] of [
			["throughput over DaDianNao", 14.8],
			["energy over DaDianNao", 5.5],
		] as const) {
			const share = Math.round((100 * oursOf(figures, name)) / published);
			expect(figures.get(name)!.reason).toContain(`stays at ${share} %`);
		}
	});

	test("runs VGG-1 in two pipelines of 8 chips, which are more than one of 16", () => {
		const { source, ours } = figures.get(
			"VGG-1: throughput over DaDianNao's peak",
		)!;
		expect(source).toContain("2 pipelines");
		const chips = { kind: "count", count: 16 } as const;
		const alone = networkCost("vgg-a", {
			...isaac,
			hierarchy: { ...isaac.hierarchy, chips },
		});
		expect(ours).toBeGreaterThan(alone.network.gops / (16 * 63.46 * 88));
	});

	test("beats sixteen chips of DaDianNao at their peak on each of its benchmarks", () => {
		const gains = [...figures.values()].filter(({ name }) =>
			name.endsWith("over DaDianNao's peak"),
		);
		expect(gains.length).toBe(16);
		for (const { ours, unit } of gains) {
			expect(ours).toBeGreaterThan(1);
			expect(ours).toBeLessThan(14.8);
			expect(unit).toBe("×");
		}
	});
});

test("Newton converts 832 of 1152 bits", () => {
	const figures = figuresOf("newton");
	expect(oursOf(figures, "bits converted, all products")).toBe(1152);
	expect(oursOf(figures, "bits converted, adaptive")).toBe(832);
	// Converters are half to four fifths of the energy, and take 28 % less.
	const gain = oursOf(
		figures,
		"gain in energy over the same converters, all bits",
	);
	expect(gain).toBeGreaterThan(1 / (1 - 0.5 * (1 - 832 / 1152)));
	expect(gain).toBeLessThan(1152 / 832);
});

test("RAELLA converts 0.0625 times a MAC where ISAAC at 8 bits converts 0.25 times", () => {
	const figures = figuresOf("raella");
	expect(oursOf(figures, "conversions per MAC, ISAAC at 8 bits")).toBe(0.25);
	expect(oursOf(figures, "conversions per MAC, 512 rows")).toBe(0.0625);
	// Three slices in the place of four, by the same converters.
	expect(
		oursOf(
			figures,
			"energy of conversions, slices by layer over those of 2 bits",
		),
	).toBeCloseTo(3 / 4, 9);
	const gain = oursOf(figures, "gain in energy, geometric mean");
	expect(gain).toBeGreaterThan(1);
	expect(oursOf(figures, "gain in energy, least")).toBeGreaterThan(1);
	expect(
		oursOf(figures, "gain in energy with speculation, geometric mean"),
	).toBeGreaterThan(gain);
});

test("PUMA's matrix-vector unit takes what its converters, drivers and arrays take", () => {
	// 16 reads of 8 arrays: 129 conversions of 1.40625 pJ and 0.2 mW, 128 rows of 0.350625 pJ, 30 pJ of cells.
	const read = 129 * 8 * 0.09765625e-9;
	const converters = 16 * 8 * (129 * 1.40625e-12 + 0.2e-3 * read);
	const drivers = 16 * 8 * 128 * 0.350625e-12;
	const cells = 16 * 8 * 30e-12;
	const ours = oursOf(
		figuresOf("puma"),
		"energy of one matrix-vector product, 128×128",
	);
	expect(ours).toBeGreaterThan(converters + drivers + cells);
	expect(ours).toBeLessThan(1.12 * (converters + drivers + cells));
});

test("PRIME's banks are fuller where networks are copied within them", () => {
	const figures = figuresOf("prime");
	const before = oursOf(figures, "utilisation on MlBench, before replication");
	const after = oursOf(figures, "utilisation on MlBench, with replication");
	// Pairs of mats of 256 rows and 128 weights, as counted by hand; a bank of 2^28 / 64 synapses has 128.
	const pairs = [5, 7, 21, 53, 114];
	const sum = pairs.reduce((all, count) => all + count, 0);
	expect(before).toBeCloseTo(sum / 128 / 5, 9);
	expect(after).toBeCloseTo(
		(25 * 5 + 18 * 7 + 6 * 21 + 2 * 53 + 114) / 128 / 5,
		9,
	);
	expect(
		oursOf(figures, "utilisation on VGG-D, before replication"),
	).toBeCloseTo(4230 / 8192, 9);
	expect(figures.get("area overhead")!.ours).toBeNull();
});

test("binary layers take less energy and area than those of 8 or of 4 bits", () => {
	const figures = figuresOf("binary-cnn-rram");
	for (const { ours } of figures.values()) {
		expect(ours).toBeGreaterThan(0);
		expect(ours).toBeLessThan(1);
	}
	expect(oursOf(figures, "area saved on AlexNet")).toBeGreaterThan(
		oursOf(figures, "area saved on AlexNet, over 4 bits"),
	);
});

test("accelerators that are shown as published say where their figures are from", () => {
	const names = publishedRows.map(({ name }) => name);
	for (const wanted of [
		"DianNao",
		"DaDianNao",
		"Cnvlutin",
		"EIE",
		"PipeLayer",
		"AtomLayer",
		"SRE",
	])
		expect(names).toContain(wanted);
	expect(new Set(names).size).toBe(names.length);
	for (const { source } of publishedRows)
		expect(source.length).toBeGreaterThan(8);
});
