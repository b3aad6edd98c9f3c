import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { designWith, pairs, shapeOf } from "../presets/design-with.support.js";
import { executedFraction } from "./layer-plan.js";
import { planLayer } from "./plan-layer.js";

const design = designWith({});

describe("read cycle", () => {
	test.each([
		["16 weights of 8 slices", design, 16, 128],
		["a layer of 10 outputs", design, 10, 80],
		["the last tile of 20 outputs waits for the first", design, 20, 128],
		["a unit column", withUnitColumn(design), 16, 129],
		["two arrays an ADC", designWith({ hierarchy: { adcsPerPe: 4 } }), 16, 256],
		[
			"one slice an array",
			designWith({ crossbar: { columnLayout: "slice-per-array" } }),
			128,
			128,
		],
		["pairs subtracted first", pairs("adjacent-columns", "analog"), 16, 64],
		["pairs converted twice", pairs("adjacent-columns", "digital"), 16, 128],
		["twin arrays subtracted first", pairs("twin-arrays", "analog"), 16, 64],
		["twin arrays converted twice", pairs("twin-arrays", "digital"), 16, 128],
	])("conversions on the busiest ADC: %s", (_, asked, outputs, conversions) => {
		const plan = planLayer(
			shapeOf(100, outputs),
			timed(asked, { arrayReadTime: 0, bits: 3, timePerBit: 1 }),
		);
		expect(new Set(plan.cycles)).toEqual(new Set([conversions * 3]));
		expect(plan.timePerPosition).toBe(
			conversions * 3 * plan.inputPlanes.length,
		);
	});

	test.each([
		["amplitude", "binary-planes", 1, [1]],
		["amplitude", "balanced-radix", 2, [1]],
		["two-phase", "binary-planes", 2, [1]],
		["two-phase", "balanced-radix", 2, [2]],
		["pulse-count", "binary-planes", 1, [1]],
		["pulse-count", "binary-planes", 2, [3]],
		["pulse-count", "balanced-radix", 2, [2]],
	] as const)(
		"array reads of a digit: %s drive of %s with %i-bit digits",
		(inputDrive, inputs, digitBits, reads) => {
			const driven = designWith({
				crossbar: { inputDrive },
				encoding: { inputs, digitBits },
			});
			const plan = planLayer(
				{ ...shapeOf(100, 16), signedInputs: inputs === "balanced-radix" },
				timed(driven, { arrayReadTime: 1, bits: 8, timePerBit: 0 }),
			);
			expect([...new Set(plan.cycles)]).toEqual(reads);
		},
	);

	test.each([
		[100, 0.09, 100],
		[100, 0.1, 102.4],
		[10, 0.09, 92.16],
	])(
		"is the longer of settling %f and 128 conversions of 8 bits at %f a bit: %f",
		(arrayReadTime, timePerBit, cycle) => {
			const plan = planLayer(
				shapeOf(128, 16),
				timed(design, { arrayReadTime, bits: 8, timePerBit }),
			);
			for (const planeCycle of plan.cycles)
				expect(planeCycle).toBeCloseTo(cycle, 9);
		},
	);

	test("converts only the slices that run, and skips a plane of which none runs", () => {
		const radix4 = designWith({
			encoding: { inputs: "balanced-radix", digitBits: 2 },
		});
		const truncated: Design = {
			...radix4,
			partialProducts: {
				kind: "threshold",
				at: { unit: "significance", bits: 24 },
			},
		};
		const plan = planLayer(
			{ ...shapeOf(100, 16), signedInputs: true },
			timed(truncated, { arrayReadTime: 20, bits: 1, timePerBit: 1 }),
		);
		expect(plan.cycles).toEqual([0, 0, 0, 0, 0, 20, 32, 48]);
		expect(plan.timePerPosition).toBe(100);
		expect(executedFraction(plan)).toBe(6 / 64);
	});
});

function withUnitColumn(base: Design): Design {
	return {
		...base,
		encoding: { ...base.encoding, correction: "unit-column" },
	};
}

function timed(
	base: Design,
	{
		arrayReadTime,
		bits,
		timePerBit,
	}: {
		readonly arrayReadTime: number;
		readonly bits: number;
		readonly timePerBit: number;
	},
): Design {
	return {
		...base,
		adc: { kind: "fixed", bits, step: 1, signed: true },
		crossbar: { ...base.crossbar, arrayReadTime },
		components: {
			...base.components,
			adc: { ...base.components.adc, timePerBit },
		},
	};
}
