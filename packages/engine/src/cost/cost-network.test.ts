import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity } from "../activity/activity.js";
import { estimateActivity } from "../activity/estimate-activity.js";
import type { Design } from "../design/design.js";
import { mapNetwork } from "../evaluate/map-network.js";
import { executedFraction } from "../map/layer-plan.js";
import type { Mapping } from "../map/mapping.js";
import { type LayerShape, macsOf } from "../network/layer-shape.js";
import { anyDesign, anyThreshold } from "../presets/design.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { chipAreas } from "./chip.js";
import type { ComponentName, Hardware } from "./component-models.js";
import type { Cost } from "./cost.js";
import { costNetwork } from "./cost-network.js";

/** A whole costing takes some 20 ms. */
const RUNS = { numRuns: 40 };

/** One to four layers of any size that fits the chip, with whatever digital work. */
const anyShapes: fc.Arbitrary<readonly LayerShape[]> = fc
	.array(
		fc
			.record({
				rows: fc.integer({ min: 1, max: 150 }),
				outputs: fc.integer({ min: 1, max: 24 }),
				groups: fc.integer({ min: 1, max: 2 }),
				positions: fc.integer({ min: 1, max: 300 }),
				signedInputs: fc.boolean(),
				inputValues: fc.integer({ min: 1, max: 3000 }),
				lead: fc.double({ min: 0, max: 1, noNaN: true }),
				activations: fc.nat(5000),
				poolOutputs: fc.nat(2000),
			})
			.map(({ lead, ...shape }) => ({
				...shape,
				leadPositions: Math.max(1, Math.ceil(lead * shape.positions)),
			})),
		{ minLength: 1, maxLength: 4 },
	)
	.map((shapes) =>
		shapes.map((shape, l) => ({ ...shape, layer: `conv${l + 1}` })),
	);

/** The chip is large enough for all that is tried here. */
const large = (design: Design): Design => ({
	...design,
	crossbar: { ...design.crossbar, rows: Math.max(64, design.crossbar.rows) },
	hierarchy: { ...design.hierarchy, tiles: { kind: "count", count: 1000 } },
});

const designs = fc.oneof(
	anyDesign().map(large),
	anyDesign({
		adc: { kind: "fixed", bits: 5, step: 1, signed: true },
		partialProducts: anyThreshold,
	}).map(large),
	fc.constant(presetDesign("isaac")),
	fc.constant(presetDesign("asp-dac-2018")),
);

const anyCopies = fc.array(fc.integer({ min: 1, max: 9 }), {
	minLength: 4,
	maxLength: 4,
});

function withCopies(design: Design, copies: readonly number[]): Design {
	return {
		...design,
		replication: {
			kind: "given",
			copies: Object.fromEntries(
				copies.map((count, l) => [`conv${l + 1}`, count]),
			),
		},
	};
}

function costOf(
	shapes: readonly LayerShape[],
	given: Design,
): {
	readonly cost: Cost;
	readonly mapping: Mapping;
	readonly hardware: Hardware;
} {
	const design = withCopiesOf(shapes, given);
	const { mapping, hardware } = mapNetwork(shapes, design);
	const activity = estimateActivity(mapping, design);
	const cost = costNetwork(mapping, activity, design, hardware);
	return { mapping, hardware, cost };
}

/** A design names no layer that the network does not have. */
function withCopiesOf(shapes: readonly LayerShape[], design: Design): Design {
	const { replication } = design;
	if (replication.kind !== "given") return design;
	const copies = Object.fromEntries(
		Object.entries(replication.copies).filter(([layer]) =>
			shapes.some((shape) => shape.layer === layer),
		),
	);
	return { ...design, replication: { kind: "given", copies } };
}

const ratio = (a: number, b: number): number => (a === b ? 1 : a / b);
const sum = (values: readonly number[]): number =>
	values.reduce((total, value) => total + value, 0);

/** The ways in which random layers on random designs may be laid out. */
const anyCase = fc.tuple(
	anyShapes,
	fc.oneof(
		designs,
		fc.tuple(designs, anyCopies).map((pair) => withCopies(...pair)),
	),
);

test("the share of partial products is that of the activity: what a threshold leaves, less what was not read", () => {
	fc.assert(
		fc.property(anyCase, ([shapes, given]) => {
			const design = withCopiesOf(shapes, given);
			const { mapping, hardware } = mapNetwork(shapes, design);
			const activity = estimateActivity(mapping, design);
			const halved = activity.layers.map((layer) => ({
				...layer,
				array: {
					...layer.array,
					partialProducts: layer.array.partialProducts / 2,
				},
			}));
			const sharesUnder = (layers: Activity["layers"]): readonly number[] =>
				costNetwork(
					mapping,
					{ ...activity, layers },
					design,
					hardware,
				).layers.map((layer) => layer.executedFraction);
			const shares = mapping.layers.map(executedFraction);
			sharesUnder(activity.layers).forEach((share, l) => {
				expect(share).toBeCloseTo(shares[l]!, 12);
			});
			sharesUnder(halved).forEach((share, l) => {
				expect(share).toBeCloseTo(shares[l]! / 2, 12);
			});
		}),
		{ numRuns: 10 },
	);
});

test("a comparison of a converter that stops early costs its share of a conversion", () => {
	const isaac = presetDesign("isaac");
	const [shape] = fc.sample(anyShapes, { seed: 1, numRuns: 1 })[0]!;
	const adcEnergy = (design: Design, share: number): number => {
		const { mapping, hardware } = mapNetwork([shape!], design);
		const activity = estimateActivity(mapping, design);
		const [layer] = activity.layers;
		const { conversionsOfBits } = layer!.array;
		const comparisonsOfBits = Object.fromEntries(
			Object.entries(conversionsOfBits).map(([bits, count]) => [
				bits,
				share * Number(bits) * count,
			]),
		);
		const layers = [
			{ ...layer!, array: { ...layer!.array, comparisonsOfBits } },
		];
		const cost = costNetwork(
			mapping,
			{ ...activity, layers },
			design,
			hardware,
		);
		expect(cost.layers[0]!.comparisonsPerConversion).toBeCloseTo(8 * share, 9);
		return cost.breakdown.find(({ component }) => component === "adc")!.energy;
	};
	const early: Design = {
		...isaac,
		adc: { kind: "early-stop", converter: { kind: "lossless" }, ranges: [3] },
	};
	const whole = adcEnergy(isaac, 1);
	expect(ratio(adcEnergy(early, 1), whole)).toBeCloseTo(1, 12);
	expect(ratio(adcEnergy(early, 0.6), whole)).toBeCloseTo(0.6, 12);
});

describe("the breakdown", () => {
	test("adds up to the energy of an image and the area of the chip, and by layers to each layer", () => {
		fc.assert(
			fc.property(anyCase, ([shapes, design]) => {
				const { cost, mapping, hardware } = costOf(shapes, design);
				const energies = cost.breakdown.map(({ energy }) => energy);
				expect(ratio(sum(energies), cost.energyPerImage)).toBeCloseTo(1, 9);
				const areas = cost.breakdown.map(({ area }) => area);
				expect(ratio(sum(areas), cost.area)).toBeCloseTo(1, 9);
				expect(cost.area).toBe(chipAreas(design, hardware).chip);
				expect(
					ratio(cost.power, cost.energyPerImage * cost.imagesPerSecond),
				).toBeCloseTo(1, 9);
				cost.layers.forEach((layer, l) => {
					const own = cost.breakdown.filter(
						(entry) => entry.layer === layer.layer,
					);
					expect(
						ratio(sum(own.map(({ energy }) => energy)), layer.energy),
					).toBeCloseTo(1, 9);
					expect(layer.arrays).toBe(
						mapping.layers[l]!.copies * mapping.layers[l]!.arraysPerCopy,
					);
				});
				for (const entry of cost.breakdown) {
					expect(entry.energy).toBeGreaterThanOrEqual(0);
					expect(entry.area).toBeGreaterThanOrEqual(0);
				}
			}),
			RUNS,
		);
	});
});

describe("the pipeline", () => {
	test("takes as long as its slowest layer, and a layer as its busiest component", () => {
		fc.assert(
			fc.property(anyCase, ([shapes, design]) => {
				const { cost, mapping } = costOf(shapes, design);
				const link = sum(
					cost.breakdown
						.filter(({ component }) => component === "chipLink")
						.map(({ time }) => time),
				);
				const slowest = Math.max(...cost.layers.map(({ time }) => time));
				expect(cost.imagesPerSecond * Math.max(slowest, link)).toBeCloseTo(
					1,
					9,
				);
				cost.layers.forEach((layer, l) => {
					const own = cost.breakdown.filter(
						(entry) => entry.layer === layer.layer,
					);
					expect(layer.time).toBe(Math.max(...own.map(({ time }) => time)));
					const { shape, timePerPosition, copies } = mapping.layers[l]!;
					expect(layer.time).toBeGreaterThanOrEqual(
						(shape.positions * timePerPosition) / copies,
					);
				});
				const operations = 2 * sum(shapes.map(macsOf));
				expect(
					ratio(cost.network.gops, (operations * cost.imagesPerSecond) / 1e9),
				).toBeCloseTo(1, 9);
			}),
			RUNS,
		);
	});

	test("runs twice as fast with twice the copies where crossbars or their ADCs bind", () => {
		let bound = 0;
		fc.assert(
			fc.property(anyShapes, designs, anyCopies, (shapes, design, copies) => {
				const once = costOf(shapes, withCopies(design, copies)).cost;
				const twice = costOf(
					shapes,
					withCopies(
						design,
						copies.map((count) => 2 * count),
					),
				).cost;
				const arrays = /\/(cell|adc)$/;
				if (!arrays.test(once.boundBy) || !arrays.test(twice.boundBy)) return;
				bound++;
				expect(twice.imagesPerSecond / once.imagesPerSecond).toBeCloseTo(2, 9);
			}),
			RUNS,
		);
		expect(bound).toBeGreaterThan(10);
	});

	test("blames the ADC only where it takes longer than all pulses of the array", () => {
		const isaac = presetDesign("isaac");
		const [shape] = fc.sample(anyShapes, { numRuns: 1, seed: 3 })[0]!;
		const full = {
			...shape!,
			rows: 128,
			outputs: 16,
			groups: 1,
			positions: 300,
			activations: 0,
			poolOutputs: 0,
		};
		const boundBy = (design: Design) =>
			costOf([full], withCopies(design, [1])).cost.boundBy;
		// 129 conversions take 100.8 ns.
		expect(boundBy(isaac)).toBe("conv1/adc");
		const slow = (
			arrayReadTime: number,
			inputDrive: "amplitude" | "two-phase",
		) => ({
			...isaac,
			encoding: {
				...isaac.encoding,
				inputs: "balanced-radix" as const,
				digitBits: 2,
			},
			crossbar: { ...isaac.crossbar, arrayReadTime, inputDrive },
		});
		// The lossless ADC has 10 bits here: 126 ns.
		expect(boundBy(slow(100e-9, "amplitude"))).toBe("conv1/adc");
		expect(boundBy(slow(100e-9, "two-phase"))).toBe("conv1/cell");
		expect(boundBy(slow(200e-9, "amplitude"))).toBe("conv1/cell");
	});
});

describe("the latency of one image alone", () => {
	test("is no shorter than any layer takes, with the copies that it can use", () => {
		fc.assert(
			fc.property(anyCase, ([shapes, design]) => {
				const { cost, mapping } = costOf(shapes, design);
				for (const { time } of cost.layers)
					expect(cost.latency).toBeGreaterThanOrEqual(time);
				for (const { shape, copies, timePerPosition } of mapping.layers) {
					expect(cost.latency).toBeGreaterThanOrEqual(
						Math.ceil(shape.positions / copies) * timePerPosition * (1 - 1e-12),
					);
				}
			}),
			RUNS,
		);
	});

	test("is no longer than all layers one after the other", () => {
		fc.assert(
			fc.property(anyCase, ([shapes, design]) => {
				const { cost, mapping } = costOf(shapes, design);
				const alone = mapping.layers.map(
					({ shape, copies, timePerPosition, cycles }, l) =>
						Math.max(
							Math.ceil(shape.positions / copies) * timePerPosition,
							cost.layers[l]!.time,
						) +
						design.hierarchy.pipelineStages * Math.max(...cycles),
				);
				expect(cost.latency).toBeLessThanOrEqual(sum(alone) * (1 + 1e-9));
			}),
			RUNS,
		);
	});
});

describe("energy", () => {
	test("does not depend on copies, but for rows that are loaded into more PEs", () => {
		const loads: readonly ComponentName[] = ["edram", "bus", "inputEncoder"];
		fc.assert(
			fc.property(anyShapes, designs, anyCopies, (shapes, design, copies) => {
				const single = costOf(shapes, withCopies(design, [1, 1, 1, 1]));
				const copied = costOf(shapes, withCopies(design, copies));
				single.cost.breakdown.forEach((entry, n) => {
					const other = copied.cost.breakdown[n]!;
					const layer = (mapping: Mapping) =>
						mapping.layers.find(({ shape }) => shape.layer === entry.layer)
							?.rowLoadsPerPosition;
					if (
						loads.includes(entry.component) &&
						layer(single.mapping) !== layer(copied.mapping)
					)
						return;
					expect(other.energy).toBe(entry.energy);
				});
			}),
			RUNS,
		);
	});
});
