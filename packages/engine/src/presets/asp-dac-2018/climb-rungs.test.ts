import fc from "fast-check";
import { expect, test } from "vitest";
import type { Design } from "../../design/design.js";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import { prepareNetwork } from "../../evaluate/prepare-network.js";
import { layerShapes } from "../../network/layer-shape.js";
import { oneSmallNetwork } from "../../network/small-network.arbitrary.js";
import { anyStoredNetwork } from "../../network/stored-network.arbitrary.js";
import { presetDesign } from "../preset-designs.js";
import { climbRungs } from "./climb-rungs.js";
import { readLadderRecord, recordLadder } from "./ladder-record.js";
import { baselineDesigns, conventional } from "./rungs.js";

const IMAGES = 8;
const { network, images } = oneSmallNetwork(IMAGES);
const all = {
	images,
	labels: new Uint8Array(IMAGES),
	count: IMAGES,
	shape: network.input.shape,
	name: "random",
};
const tuned = { network: network.name, note: "none", designs: new Map() };
const isaac = presetDesign("isaac");
const resistive: Design = {
	...isaac,
	device: {
		...isaac.device,
		cell: {
			kind: "resistances",
			low: 100e3,
			high: 1.7e6,
			readVoltage: 0.2,
			offCurrent: "subtracted",
		},
		readNoise: { kind: "normal", ofRange: 0, ofConductance: 0.01 },
	},
	crossbar: {
		...isaac.crossbar,
		readPulse: 100e-9,
		mitigations: {
			cellsPerDigit: 1,
			columnOrder: "as-numbered" as const,
			biases: "corrected" as const,
		},
	},
};

test("cells of another design are those of every rung, in energy too, where the read is long enough", async () => {
	const prepared = await prepareNetwork(network, {
		calibration: all,
		test: all,
	});
	const ideal = await climbRungs(prepared, tuned);
	const real = await climbRungs(prepared, tuned, undefined, resistive);
	expect(real.circumstances.length).toBe(ideal.circumstances.length / 3);
	for (const [r, { evaluation, costs }] of real.rungs.entries()) {
		const { device, crossbar } = evaluation.resolvedDesign;
		expect(device).toEqual(resistive.device);
		expect(crossbar.mitigations).toEqual(resistive.crossbar.mitigations);
		expect(costs[0]!.imagesPerSecond).toBe(
			ideal.rungs[r]!.costs[0]!.imagesPerSecond,
		);
		expect(costs[0]!.energyPerImage).not.toBe(
			ideal.rungs[r]!.costs[0]!.energyPerImage,
		);
	}
	const record = recordLadder({ network: "net", note: "none" }, real);
	expect(record.rungs[0]!.energyPerImage).toEqual(
		real.rungs[0]!.costs.map(({ energyPerImage }) => energyPerImage),
	);
	expect(readLadderRecord(JSON.stringify(record), "record")).toEqual(record);
});

test("both baselines fill one chip area under all circumstances, ISAAC as published with its 168 tiles", async () => {
	const prepared = await prepareNetwork(network, {
		calibration: all,
		test: all,
	});
	const { rungs } = await climbRungs(prepared, tuned);
	const published = evaluateCost(network, isaac).cost;
	expect(rungs.map(({ name }) => name)).toEqual(["R0", "I8"]);
	for (const { costs } of rungs)
		for (const { area } of costs) {
			expect(area).toBeLessThanOrEqual(85.43e-6);
			expect(area).toBeGreaterThan(0.98 * 85.43e-6);
		}
	const [r0] = rungs;
	expect(r0!.costs[0]!.area).toBe(published.area);
	expect(r0!.costs[0]!.imagesPerSecond).toBe(published.imagesPerSecond);
});

test("baselines of fewer bits than ISAAC's have the units that the rungs start from, and differ in nothing else", () => {
	const of = (stored: boolean) =>
		new Map(
			baselineDesigns(
				layerShapes(network).map((shape) =>
					stored ? { ...shape, weightBits: 1, inputBits: 1 } : shape,
				),
			).map(({ name, design }) => [name, design]),
		);
	const { components } = conventional();
	expect(of(false).get("R0")!.components).toEqual(isaac.components);
	expect(of(true).get("R0w")!.components).toEqual(isaac.components);
	for (const design of [
		of(false).get("I8")!,
		of(true).get("I8w")!,
		of(true).get("R0")!,
	]) {
		expect(design.components).toEqual(components);
		expect(design.crossbar).toEqual(isaac.crossbar);
	}
});

test("a network that comes quantised has baselines of all bits too, which compute the same for more", async () => {
	const [stored] = fc.sample(anyStoredNetwork(IMAGES), { numRuns: 1, seed: 1 });
	const { network: given, images: pictures } = stored!;
	const data = { ...all, images: pictures, shape: given.input.shape };
	const prepared = await prepareNetwork(given, {
		calibration: data,
		test: data,
	});
	const climbed = await climbRungs(prepared, tuned);
	expect(climbed.operands).toBe("stored");
	expect(climbed.rungs.map(({ name }) => name)).toEqual([
		"R0",
		"R0w",
		"I8",
		"I8w",
	]);
	const [r0, r0w, i8, i8w] = climbed.rungs.map(({ evaluation }) => evaluation);
	for (const { accuracy } of [r0w!, i8!, i8w!])
		expect(accuracy).toEqual(r0!.accuracy);
	// These files have 8 bits everywhere: I8 is ISAAC of 8 bits, with all bits or without.
	expect(i8w!.cost).toEqual(i8!.cost);
	expect(i8!.cost.energyPerImage).toBe(r0!.cost.energyPerImage);
	expect(r0w!.cost.energyPerImage).toBeGreaterThan(2 * r0!.cost.energyPerImage);
});
