import { describe, expect, test } from "vitest";
import { estimateActivity } from "../activity/estimate-activity.js";
import type { StepActivity } from "../activity/step-activity.js";
import type { Design } from "../design/design.js";
import { mapNetwork } from "../evaluate/map-network.js";
import type { LayerShape } from "../network/layer-shape.js";
import { presetDesign } from "../presets/preset-designs.js";
import { costNetwork } from "./cost-network.js";

describe("time where copies wait for each other", () => {
	const isaac = presetDesign("isaac");
	const shape: LayerShape = {
		layer: "conv1",
		rows: 128,
		outputs: 16,
		groups: 1,
		positions: 8,
		signedInputs: true,
		inputValues: 128,
		leadPositions: 1,
		activations: 0,
		poolOutputs: 0,
	};
	/** Time per image of reads that take some share of the steps with each number of copies. */
	const readTime = (
		design: Design,
		copies: number,
		steps: (planes: number) => StepActivity,
	) => {
		const placed: Design = {
			...design,
			replication: { kind: "given", copies: { conv1: copies } },
		};
		const { mapping, hardware } = mapNetwork([shape], placed);
		const activity = estimateActivity(mapping, placed);
		const [layer] = activity.layers;
		const array = {
			...layer!.array,
			steps: steps(mapping.layers[0]!.inputPlanes.length),
		};
		const layers = [{ ...layer!, array }];
		const cost = costNetwork(
			mapping,
			{ ...activity, layers },
			placed,
			hardware,
		);
		return Math.max(
			...cost.breakdown
				.filter(({ component }) => component === "cell" || component === "adc")
				.map(({ time }) => time),
		);
	};
	const allPlanes = (planes: number, ofPlane: (i: number) => number) =>
		Array.from({ length: planes }, (_, i) => ofPlane(i));

	test("a plane takes its cycle in those steps only in which some copy reads it", () => {
		// Two of 16 planes in half of the positions alone, in all where two or more copies are in step.
		const steps = (planes: number): StepActivity => ({
			positions: [4, 8, 8, 8].map((read) =>
				allPlanes(planes, (i) => (i < 2 ? read : 0)),
			),
		});
		const cycle = 129 * 8 * isaac.components.adc.timePerBit;
		expect(readTime(isaac, 1, steps)).toBeCloseTo(4 * 2 * cycle, 15);
		expect(readTime(isaac, 2, steps)).toBeCloseTo((8 * 2 * cycle) / 2, 15);
		// Three copies wait for each other as four do, sixteen as all positions.
		expect(readTime(isaac, 3, steps)).toBeCloseTo((8 * 2 * cycle) / 3, 15);
		expect(readTime(isaac, 16, steps)).toBeCloseTo((8 * 2 * cycle) / 16, 15);
	});

	test("a plane takes its cycle once for each operation unit that is read", () => {
		const units: Design = {
			...isaac,
			crossbar: { ...isaac.crossbar, operationUnitRows: 32 },
		};
		// Of four units, all of plane 0 in all positions, and three of plane 1 in half of them.
		const steps = (planes: number): StepActivity => ({
			positions: [
				allPlanes(planes, (i) => (i === 0 ? 8 * 4 : i === 1 ? 4 * 3 : 0)),
			],
		});
		// Sums of 32 rows take an ADC of two bits less.
		const cycle = 129 * 6 * isaac.components.adc.timePerBit;
		const read = Math.max(cycle, isaac.crossbar.arrayReadTime);
		expect(readTime(units, 1, steps)).toBeCloseTo((8 * 4 + 4 * 3) * read, 15);
	});

	test("a compacted sequence takes as long as the comparisons of the busiest array, but no less than the array", () => {
		const compacted: Design = {
			...isaac,
			crossbar: {
				...isaac.crossbar,
				adcSequence: "compacted",
				arrayReadTime: 10e-9,
			},
		};
		// 16 outputs of 8 slices and a unit column: 129 conversions of 8 bits.
		const comparisons = (each: number) => (planes: number) => ({
			positions: [allPlanes(planes, () => 8)],
			comparisons: [allPlanes(planes, () => 8 * 129 * each)],
		});
		const perComparison = isaac.components.adc.timePerBit;
		const whole = 8 * 16 * 129 * 8 * perComparison;
		expect(readTime(compacted, 1, comparisons(8))).toBeCloseTo(whole, 15);
		expect(readTime(compacted, 1, comparisons(4))).toBeCloseTo(whole / 2, 15);
		expect(readTime(compacted, 1, comparisons(0.1))).toBeCloseTo(
			8 * 16 * 10e-9,
			15,
		);
	});
});
