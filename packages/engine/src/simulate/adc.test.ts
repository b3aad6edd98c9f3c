import { describe, expect, test } from "vitest";
import type { AdcPolicy } from "../design/adc-policy.js";
import type { Design } from "../design/design.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { presetDesign } from "../presets/preset-designs.js";
import { layerCase, readThroughCrossbars } from "./layer-case.arbitrary.js";

expectKernelToRun();

const isaac = presetDesign("isaac");

interface Example {
	readonly weightBits: number;
	readonly inputBits: number;
	readonly cellBits: number;
	readonly encoding: Partial<Design["encoding"]>;
	readonly pairs?: Partial<Design["crossbar"]["pairs"]>;
	readonly adc:
		| { bits: number; step: number; signed: boolean }
		| Extract<AdcPolicy, { kind: "table" }>;
	/** [rows][outputs] */
	readonly weights: readonly (readonly number[])[];
	/** Unsigned, one vector. */
	readonly inputs: readonly number[];
}

function read(example: Example): readonly number[] {
	const { weightBits, inputBits, cellBits, weights, inputs } = example;
	const design: Design = {
		...isaac,
		operands: {
			weightBits,
			inputBits,
			inputSign: "where-needed",
			activationRange: { kind: "min-max" },
			biasCorrection: false,
			channelEqualization: false,
		},
		encoding: {
			...isaac.encoding,
			weights: "offset-binary",
			correction: "digital-count",
			...example.encoding,
		},
		adc:
			"kind" in example.adc ? example.adc : { kind: "fixed", ...example.adc },
		crossbar: {
			...isaac.crossbar,
			cellBits,
			pairs: { ...isaac.crossbar.pairs, ...example.pairs },
		},
	};
	const given = layerCase(design, {
		rows: weights.length,
		outputs: weights[0]!.length,
		groups: 1,
		positions: 1,
		signedInputs: false,
		operands: "even",
		seed: 1,
	});
	const { products } = readThroughCrossbars(
		{
			...given,
			layer: { ...given.layer, weights: Int32Array.from(weights.flat()) },
			inputs: [Uint16Array.from(inputs)],
		},
		true,
	);
	return [...products[0]!];
}

describe("a fixed ADC", () => {
	// Four weights of 7 are levels 3 and 3 after the shift by 8; four inputs of 15 drive every row in each
	// of four planes, worth 1 + 2 + 4 + 8 = 15. Both columns sum to 12 in every plane.
	const full: Example = {
		weightBits: 4,
		inputBits: 4,
		cellBits: 2,
		encoding: {},
		adc: { bits: 4, step: 1, signed: false },
		weights: [[7], [7], [7], [7]],
		inputs: [15, 15, 15, 15],
	};

	test("of enough bits changes nothing", () => {
		expect(read(full)).toEqual([4 * 7 * 15]);
	});

	test("of 3 bits clips sums of 12 to 7", () => {
		// 15 · (7 · 1 + 7 · 4) − 8 · Σx
		expect(read({ ...full, adc: { bits: 3, step: 1, signed: false } })).toEqual(
			[15 * (7 + 28) - 8 * 60],
		);
	});

	test("is a table with thresholds half way between codes", () => {
		const codes = [0, 1, 2, 3, 4, 5, 6, 7];
		const table: Example["adc"] = {
			kind: "table",
			thresholds: codes.slice(1).map((code) => code - 0.5),
			codes,
			step: 1,
		};
		expect(read({ ...full, adc: table })).toEqual(
			read({ ...full, adc: { bits: 3, step: 1, signed: false } }),
		);
	});

	test("of any table gives the code of the thresholds that a sum reaches", () => {
		// Sums of 12 reach two of three; codes are worth two levels: 15 · 2 · (9 · 1 + 9 · 4) − 8 · Σx.
		const table: Example["adc"] = {
			kind: "table",
			thresholds: [1.5, 12, 12.5],
			codes: [-3, 2, 9, 4],
			step: 2,
		};
		expect(read({ ...full, adc: table })).toEqual([15 * 2 * (9 + 36) - 8 * 60]);
	});

	test("of 2 bits clips the unit column, but not a digital count", () => {
		const adc = { bits: 2, step: 1, signed: false };
		const data = 15 * (3 + 12);
		expect(read({ ...full, adc })).toEqual([data - 8 * 60]);
		// ΣX_i = 4 is read as 3 in each plane.
		expect(
			read({ ...full, adc, encoding: { correction: "unit-column" } }),
		).toEqual([data - 8 * 3 * 15]);
	});

	test("of step 2 rounds halves to even", () => {
		// One row of levels 1, 3, 5, 6, 7 driven once: S/2 = 0.5, 1.5, 2.5, 3, 3.5 → 0, 2, 2, 3, 4; less 8.
		expect(
			read({
				weightBits: 4,
				inputBits: 2,
				cellBits: 4,
				encoding: {},
				adc: { bits: 4, step: 2, signed: false },
				weights: [[-7, -5, -3, -2, -1]],
				inputs: [1],
			}),
		).toEqual([0 - 8, 4 - 8, 4 - 8, 6 - 8, 8 - 8]);
	});

	const pair: Example = {
		weightBits: 2,
		inputBits: 2,
		cellBits: 2,
		encoding: { weights: "balanced-radix" },
		adc: { bits: 4, step: 2, signed: true },
		// Columns that sum to −1, −3, −5 and 3.
		weights: [
			[-1, -2, -2, 1],
			[0, -1, -2, 1],
			[0, 0, -1, 1],
		],
		inputs: [1, 1, 1],
	};

	test("rounds halves of negative sums to even too", () => {
		expect(read(pair)).toEqual([0, -4, -4, 4]);
	});

	test("clips signed sums at −2^(b−1) and 2^(b−1) − 1", () => {
		expect(read({ ...pair, adc: { bits: 2, step: 1, signed: true } })).toEqual([
			-1, -2, -2, 1,
		]);
	});

	test("clips each column of a pair before a digital subtraction, their difference after an analog one", () => {
		// Positive column 3, negative column 4.
		const mixed: Example = {
			...pair,
			weights: [[1], [1], [1], [-2], [-2]],
			inputs: [1, 1, 1, 1, 1],
		};
		const digital: Example = {
			...mixed,
			pairs: { subtraction: "digital" },
			adc: { bits: 2, step: 1, signed: false },
		};
		expect(read(digital)).toEqual([3 - 3]);
		expect(read({ ...mixed, adc: { bits: 2, step: 1, signed: true } })).toEqual(
			[-1],
		);
	});
});
