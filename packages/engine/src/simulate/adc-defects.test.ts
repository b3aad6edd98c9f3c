import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adcDefectsOf, IDEAL_ADC } from "../design/adc-defects.js";
import type { AdcDefects, AdcPolicy } from "../design/adc-policy.js";
import type { Design } from "../design/design.js";
import { deviatingThresholds } from "../device/deviating-adc.js";
import { encodeInputs } from "../encode/input-encoder.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { comparisonsOf } from "../map/adc-policy/early-stop.js";
import {
	anyDesign,
	encodingChoices,
	losslessAdc,
} from "../presets/design.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import {
	anySizes,
	type LayerCase,
	layerCase,
	readThroughCrossbars,
	rowsDrivenAtOnce,
} from "./layer-case.arbitrary.js";

expectKernelToRun();

const SIZES = { rows: 60, outputs: 12, groups: 2, positions: 2 };

const deviating: AdcDefects = {
	offset: { mean: 0.3, deviation: 0.6 },
	gain: { mean: 0.01, deviation: 0.03 },
	capacitorMismatch: 0.04,
	thermalNoise: 0,
};

const anyAdc: fc.Arbitrary<AdcPolicy> = fc.oneof(
	fc.constant(losslessAdc),
	fc.record({
		kind: fc.constant("fixed" as const),
		bits: fc.integer({ min: 3, max: 8 }),
		step: fc.constantFrom(1, 2, 3),
		signed: fc.constant(true),
	}),
	fc.record({
		kind: fc.constant("early-stop" as const),
		converter: fc.constant({ kind: "lossless" } as const),
		ranges: fc.subarray([0, 1, 2, 3, 4]),
	}),
);

describe("converters that deviate", () => {
	test("convert each column by their own thresholds", () => {
		const plain = encodingChoices.filter(
			({ inputs }) => inputs !== "inverted-planes",
		);
		fc.assert(
			fc.property(
				anyDesign({ encodings: plain }),
				anyAdc,
				anySizes(SIZES),
				(any, adc, sizes) => {
					const given = layerCase(
						{ ...any, adc, adcDefects: deviating },
						sizes,
					);
					const { products, programmed, events } = readThroughCrossbars(
						given,
						true,
					);
					expect(programmed.exact).toBe(false);
					const expected = readByDefinition(given);
					expect(products).toEqual(expected.products);
					// What a converter compares follows from the code that it finds.
					if (adc.kind !== "early-stop") return;
					const compared = Object.values(events.comparisonsOfBits!);
					expect(compared.reduce((sum, n) => sum + n, 0)).toBe(
						expected.comparisons,
					);
				},
			),
			{ numRuns: 60 },
		);
	});

	test("of an offset of a quarter of a code send the odd sums of a step of 2 up", () => {
		const design = oneColumn({ kind: "fixed", bits: 5, step: 2, signed: true });
		const codes = (mean: number) =>
			[1, 2, 3, 4, 5].map((value) =>
				productOf(
					{
						...design,
						adcDefects: { ...IDEAL_ADC, offset: { mean, deviation: 0 } },
					},
					value,
				),
			);
		// Halfway between codes, to the even one: 1 → 0, 3 → 4, 5 → 4.
		expect(codes(0)).toEqual([0, 2, 4, 4, 4]);
		expect(codes(0.25)).toEqual([2, 2, 4, 4, 6]);
		expect(codes(-0.25)).toEqual([0, 2, 2, 4, 4]);
	});

	test("with no defects change nothing, and layers stay provably exact", () => {
		fc.assert(
			fc.property(anyDesign(), anyAdc, anySizes(SIZES), (any, adc, sizes) => {
				const read = (adcDefects: AdcDefects | undefined) =>
					readThroughCrossbars(
						layerCase({ ...any, adc, adcDefects }, sizes),
						true,
					);
				const stated = read(IDEAL_ADC);
				const unstated = read(undefined);
				expect(stated.products).toEqual(unstated.products);
				expect(stated.programmed.exact).toBe(unstated.programmed.exact);
			}),
			{ numRuns: 30 },
		);
	});
});

describe("thermal noise of converters", () => {
	const noisy = (thermalNoise: number): Design => ({
		...oneColumn({ kind: "fixed", bits: 9, step: 1, signed: true }),
		adcDefects: { ...IDEAL_ADC, thermalNoise },
	});

	test("has the stated deviation, and is drawn anew for each conversion", () => {
		for (const thermalNoise of [0.5, 2]) {
			const outputs = manyOf(noisy(thermalNoise), 3, 3000);
			const mean = outputs.reduce((sum, y) => sum + y, 0) / outputs.length;
			const variance =
				outputs.reduce((sum, y) => sum + (y - mean) ** 2, 0) / outputs.length;
			// Rounding to whole codes adds 1/12.
			const expected = Math.sqrt(thermalNoise ** 2 + 1 / 12);
			expect(Math.abs(mean - 3)).toBeLessThan((4 * expected) / Math.sqrt(3000));
			expect(Math.abs(Math.sqrt(variance) / expected - 1)).toBeLessThan(0.06);
		}
	});

	test("adds up with the read noise of cells", () => {
		const cells: Design = {
			...noisy(2),
			device: {
				...presetDesign("isaac").device,
				readNoise: { kind: "normal", ofRange: 0.5, ofConductance: 0 },
			},
		};
		const outputs = manyOf(cells, 3, 3000);
		const mean = outputs.reduce((sum, y) => sum + y, 0) / outputs.length;
		const variance =
			outputs.reduce((sum, y) => sum + (y - mean) ** 2, 0) / outputs.length;
		// Two cells of a pair, driven by 1, each half of the range of 7 levels; two codes of the converter.
		const expected = Math.sqrt(2 * 3.5 ** 2 + 2 ** 2 + 1 / 12);
		expect(Math.abs(Math.sqrt(variance) / expected - 1)).toBeLessThan(0.06);
	});

	test("grows with the step of the conversion", () => {
		const design = noisy(1);
		const adc: AdcPolicy = { kind: "fixed", bits: 7, step: 4, signed: true };
		const outputs = manyOf({ ...design, adc }, 3, 3000);
		const mean = outputs.reduce((sum, y) => sum + y, 0) / outputs.length;
		const variance =
			outputs.reduce((sum, y) => sum + (y - mean) ** 2, 0) / outputs.length;
		const expected = Math.sqrt(4 ** 2 + 4 ** 2 / 12);
		expect(Math.abs(Math.sqrt(variance) / expected - 1)).toBeLessThan(0.06);
	});
});

/** A design of balanced digits whose layers of one row and one output have one column. */
function oneColumn(adc: AdcPolicy): Design {
	const base = presetDesign("asp-dac-2018");
	return {
		...base,
		operands: { ...base.operands, weightBits: 3, inputBits: 1 },
		encoding: {
			...base.encoding,
			weights: "sign-magnitude",
			inputs: "binary-planes",
			digitBits: 1,
		},
		adc,
		partialProducts: { kind: "all" },
		crossbar: { ...base.crossbar, cellBits: 3 },
	};
}

/** Of one weight and inputs of 1. */
function manyOf(design: Design, weight: number, positions: number) {
	const given = layerCase(design, {
		rows: 1,
		outputs: 1,
		groups: 1,
		positions,
		signedInputs: false,
		operands: "even",
		seed: 1,
	});
	given.layer.weights.fill(weight);
	for (const vectors of given.inputs) vectors.fill(1);
	return readThroughCrossbars(given, false).products[0]!;
}

function productOf(design: Design, value: number): number {
	// Two rows of which the levels add up: weights of 3 bits hold −4 … 3.
	const given = layerCase(design, {
		rows: 2,
		outputs: 1,
		groups: 1,
		positions: 1,
		signedInputs: false,
		operands: "even",
		seed: 1,
	});
	given.layer.weights.set([Math.min(value, 3), Math.max(0, value - 3)]);
	for (const vectors of given.inputs) vectors.fill(1);
	return readThroughCrossbars(given, false).products[0]![0]! + 0;
}

/** Array by array as they lie in PEs, each column through the converter that is its neighbour there. */
function readByDefinition({ design, mapping, layer, inputs }: LayerCase) {
	const { crossbar, encoding, hierarchy } = design;
	const encoder = weightEncoderOf(design, mapping.shape.layer);
	const isPair = encoder.cells === "pair";
	const isTwin = isPair && crossbar.pairs.layout === "twin-arrays";
	const isDigital = isPair && crossbar.pairs.subtraction === "digital";
	const isSliced = crossbar.columnLayout === "slice-per-array";
	const slices = mapping.weightPlanes.length;
	const cellsPerDigit = isPair && !isTwin ? 2 : 1;
	const perArray = Math.floor(
		crossbar.columns / (cellsPerDigit * (isSliced ? 1 : slices)),
	);
	const arraysOfPe = Math.floor(hierarchy.crossbarsPerPe / (isTwin ? 2 : 1));
	const tiles = Math.ceil(layer.outputs / perArray);
	const tilesPerSegment =
		Math.ceil(tiles / crossbar.arraysPerDriver) * crossbar.arraysPerDriver;
	const segments = Math.ceil(layer.rows / crossbar.rows);
	const readsOnes =
		encoding.correction === "unit-column" && encoder.needsInputSum;
	const codeOf = (
		adc: number,
		sum: number,
		product: number,
		isCounted = true,
	): number => {
		const range = mapping.losslessAdc
			? mapping.adc
			: mapping.adcOfProduct[product]!;
		const { thresholds, codes } = deviatingThresholds(
			range,
			adcDefectsOf(design),
			{ seed: 1, layer: 0, adc },
		);
		const code = codes[thresholds.filter((level) => sum >= level).length]!;
		if (isCounted) comparisons += comparisonsOf(range)(code);
		return code;
	};
	let comparisons = 0;
	const products = inputs.map((vectors, group) => {
		const out = new Float64Array(layer.positions * layer.outputs);
		for (const { start, rows } of rowsDrivenAtOnce(layer.rows, design)) {
			const segment = Math.floor(start / crossbar.rows);
			const first = (group * layer.rows + start) * layer.outputs;
			const { levels, sign, offset } = encoder.encode(
				{
					rows,
					outputs: layer.outputs,
					weights: layer.weights.slice(first, first + rows * layer.outputs),
				},
				layer.weightBits,
				crossbar.cellBits,
			);
			const adcOf = (j: number, k: number, isLast = false): number => {
				const tile = Math.floor(k / perArray);
				const place = (group * segments + segment) * tilesPerSegment + tile;
				const array = isSliced ? place * slices + j : place;
				const pe = Math.floor(array / arraysOfPe);
				const inArray = isLast ? perArray - 1 : k % perArray;
				// Middles of the columns of an output on a line of all columns of the PE, cut evenly.
				const middle =
					(array - pe * arraysOfPe + (inArray + 0.5) / perArray) / arraysOfPe;
				return (
					pe * hierarchy.adcsPerPe + Math.floor(middle * hierarchy.adcsPerPe)
				);
			};
			for (let p = 0; p < layer.positions; p++) {
				const from = p * layer.rows + start;
				const digits = encodeInputs(
					inputEncoders[encoding.inputs],
					vectors.slice(from, from + rows),
					layer.input.bits,
					layer.input.signed,
					encoding.digitBits,
				);
				mapping.inputPlanes.forEach((input, i) => {
					const X = digits.subarray(i * rows, (i + 1) * rows);
					const ones = X.reduce((sum, digit) => sum + digit, 0);
					// One column of ones an array, whatever it holds.
					for (let tile = 0; readsOnes && tile < tiles; tile++) {
						const last = Math.min((tile + 1) * perArray, layer.outputs) - 1;
						for (let j = 0; j < (isSliced ? slices : 1); j++)
							codeOf(adcOf(slices - 1, last, true), ones, i * slices);
					}
					mapping.weightPlanes.forEach((weight, j) => {
						const product = i * slices + j;
						const { step } = mapping.adcOfProduct[product]!;
						const worth = input.significance * weight.significance;
						for (let k = 0; k < layer.outputs; k++) {
							const at = (r: number) =>
								levels[(j * rows + r) * layer.outputs + k]!;
							let up = 0;
							let down = 0;
							X.forEach((digit, r) => {
								up += digit * Math.max(at(r), 0);
								down += digit * Math.max(-at(r), 0);
							});
							const adc = adcOf(j, k);
							const code = isDigital
								? codeOf(adc, up, product) - codeOf(adc, down, product)
								: codeOf(adc, up - down, product);
							const inputSum = readsOnes
								? step *
									codeOf(adcOf(slices - 1, k, true), ones, product, false)
								: ones;
							const column = j * layer.outputs + k;
							out[p * layer.outputs + k]! +=
								worth *
								(sign[column]! * step * code + offset[column]! * inputSum);
						}
					});
				});
			}
		}
		return out;
	});
	return { products, comparisons };
}
