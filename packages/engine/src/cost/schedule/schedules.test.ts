import { describe, expect, test } from "vitest";
import { InputError } from "../../base/input-error.js";
import type { Design, Schedule } from "../../design/design.js";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { presetDesign } from "../../presets/preset-designs.js";
import { presets } from "../../presets/presets.js";

const isaac = presetDesign("isaac");
const written: Design = {
	...isaac,
	components: {
		...isaac.components,
		cell: {
			...isaac.components.cell,
			write: {
				energyPerCell: 10e-12,
				timePerRow: 50e-9,
				endurance: 1e9,
				source: "a round figure",
			},
		},
	},
};
const costOf = (network: string, schedule: Schedule, design = written) =>
	evaluateCost(findZooNetwork(network)!.build(), { ...design, schedule }).cost;
const sum = (values: readonly number[]): number =>
	values.reduce((total, value) => total + value, 0);

describe.each<Schedule>([
	{ kind: "layer-pipeline" },
	{ kind: "layer-by-layer" },
	{ kind: "rewriting", batch: 8 },
])("schedule $kind", (schedule) => {
	test.each(["lenet-5", "resnet-18", "alexnet"])(
		"adds up the energy and area of %s",
		(network) => {
			const cost = costOf(network, schedule);
			expect(
				sum(cost.breakdown.map(({ area }) => area)) / cost.area,
			).toBeCloseTo(1, 9);
			expect(
				sum(cost.breakdown.map(({ energy }) => energy)) / cost.energyPerImage,
			).toBeCloseTo(1, 9);
			expect(cost.arrays.used).toBeLessThanOrEqual(cost.arrays.available);
		},
	);
});

describe("layer by layer", () => {
	test("takes one image through all layers before the next", () => {
		const cost = costOf("resnet-18", { kind: "layer-by-layer" });
		expect(cost.imagesPerSecond * cost.latency).toBeCloseTo(1, 9);
		for (const { time } of cost.layers)
			expect(cost.latency).toBeGreaterThan(time);
		expect(cost.latency).toBeGreaterThan(
			sum(cost.layers.map(({ time }) => time)),
		);
	});

	test("spreads copies so that no single move of PEs between two layers would help by much", () => {
		const cost = costOf("resnet-18", { kind: "layer-by-layer" });
		// Time saved by one PE more is about the same for all layers that have many copies.
		const gains = cost.layers
			.filter(({ copies }) => copies > 8)
			.map(({ time, arrays }) => time / arrays);
		expect(gains.length).toBeGreaterThan(3);
		expect(Math.max(...gains) / Math.min(...gains)).toBeLessThan(1.4);
	});
});

describe("rewriting", () => {
	const schedule: Schedule = { kind: "rewriting", batch: 8 };

	test("takes chips for the largest layer alone, and every layer as often as it fits", () => {
		const cost = costOf("vgg-d", schedule);
		// fc6 has 50,176 arrays; ISAAC's chip has 16,128.
		expect(cost.chips).toEqual({ available: 4, used: 4 });
		const fc7 = cost.layers.find(({ layer }) => layer === "fc7")!;
		expect(fc7.copies).toBe(Math.min(8, Math.floor((4 * 16128) / 8192)));
	});

	test("writes every copy of every weight once a batch", () => {
		const cost = costOf("lenet-5", schedule);
		const cells = sum(
			cost.layers.map(({ layer, copies }) => {
				const weights = { conv1: 500, conv2: 25000, ip1: 400000, ip2: 5000 };
				return copies * weights[layer as keyof typeof weights] * 8;
			}),
		);
		expect(cost.rewriting!.energy).toBeCloseTo((cells * 10e-12) / 8, 12);
		// conv1 has 25 rows, the others fill arrays of 128.
		expect(cost.rewriting!.time).toBeCloseTo(((25 + 3 * 128) * 50e-9) / 8, 12);
		expect(cost.rewriting!.writesPerCell).toBe(4 / 8);
		expect(cost.rewriting!.lifetime! * cost.imagesPerSecond).toBeCloseTo(
			1e9 / (4 / 8),
			0,
		);
		expect(cost.latency * cost.imagesPerSecond).toBeCloseTo(8, 9);
	});

	test.each(presets)("serves preset $name", ({ name }) => {
		const cost = costOf("alexnet", schedule, presetDesign(name));
		expect(cost.rewriting!.energy).toBeGreaterThan(0);
		expect(cost.rewriting!.time).toBeGreaterThan(0);
	});

	test("is refused where the design does not say what a write costs", () => {
		const { write: _, ...cell } = isaac.components.cell;
		const unwritten = {
			...isaac,
			components: { ...isaac.components, cell },
		};
		expect(() => costOf("lenet-5", schedule, unwritten)).toThrow(InputError);
		expect(() => costOf("lenet-5", schedule, unwritten)).toThrow(
			"isaac: schedule: found rewriting without components.cell.write",
		);
	});
});

describe("latency over a graph", () => {
	test("runs branches side by side: GoogLeNet takes less than its layers as a chain", () => {
		const network = findZooNetwork("googlenet")!.build();
		const { cost, mapping } = evaluateCost(network, isaac);
		const inception = mapping.layers.filter(({ shape }) =>
			shape.layer.includes("3a"),
		);
		const readers = inception.filter(
			({ shape }) => shape.inputs!.length === 1 && shape.inputs![0]!.from,
		);
		expect(readers.length).toBeGreaterThan(3);
		const stages = isaac.hierarchy.pipelineStages;
		const chain = sum(
			mapping.layers.map(
				({ shape, copies, timePerPosition, cycles }) =>
					Math.ceil(shape.leadPositions / Math.min(copies, shape.positions)) *
						timePerPosition +
					stages * Math.max(...cycles),
			),
		);
		expect(cost.latency).toBeLessThan(chain);
	});
});
