import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design, Threshold } from "../design/design.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import {
	allProducts,
	anyDesign,
	anyThreshold,
} from "../presets/design.arbitrary.js";
import {
	anySizes,
	type LayerCase,
	layerCase,
	readThroughCrossbars,
} from "./layer-case.arbitrary.js";

expectKernelToRun();

const SIZES = { rows: 200, outputs: 8, groups: 2, positions: 2 };

describe("a threshold on partial products, with an ADC that loses nothing", () => {
	test("gives the digit products that reach it and nothing else", () => {
		fc.assert(
			fc.property(
				anyDesign({ partialProducts: anyThreshold }),
				anySizes(SIZES),
				(design, sizes) => {
					const given = layerCase(design, sizes);
					const { products } = readThroughCrossbars(given, true);
					expect(products).toEqual(productsOfDigits(given));
				},
			),
			{ numRuns: 200 },
		);
	});

	test("of 0 keeps everything", () => {
		const at: Threshold = { unit: "significance", bits: 0 };
		fc.assert(
			fc.property(anyDesign(), anySizes(SIZES), (design, sizes) => {
				const productsUnder = (
					partialProducts: Design["partialProducts"],
				): readonly Float64Array[] =>
					readThroughCrossbars(
						layerCase({ ...design, partialProducts }, sizes),
						true,
					).products;
				expect(productsUnder({ kind: "threshold", at })).toEqual(
					productsUnder(allProducts),
				);
			}),
			{ numRuns: 30 },
		);
	});
});

/** A digit of an operand with what it is worth. */
interface Digit {
	readonly value: number;
	readonly worth: number;
}

/**
 * The product from the digits of the operands, bit by bit, with no encoder of ours: flips and pairs are ways
 * to store a digit and do not change it.
 */
function productsOfDigits({ design, layer, inputs }: LayerCase) {
	const { encoding, crossbar } = design;
	const planes = significances(layer, design);
	const least = leastSignificance(design, planes.inputs, planes.weights);
	const weightDigits = (w: number): readonly Digit[] =>
		encoding.weights === "balanced-radix"
			? boothDigits(w, crossbar.cellBits, planes.weights)
			: offsetDigits(w, layer.weightBits, crossbar.cellBits, planes.weights);
	const inputDigits = (x: number): readonly Digit[] =>
		encoding.inputs === "balanced-radix"
			? boothDigits(x, encoding.digitBits, planes.inputs)
			: twosComplementDigits(
					x,
					layer.input.bits,
					layer.input.signed,
					encoding.digitBits,
					planes.inputs,
				);
	return inputs.map((vectors, group) => {
		const out = new Float64Array(layer.positions * layer.outputs);
		for (let r = 0; r < layer.rows; r++) {
			for (let k = 0; k < layer.outputs; k++) {
				const w = weightDigits(
					layer.weights[(group * layer.rows + r) * layer.outputs + k]!,
				);
				for (let p = 0; p < layer.positions; p++) {
					for (const x of inputDigits(vectors[p * layer.rows + r]!)) {
						for (const digit of w) {
							if (Math.log2(Math.abs(x.worth * digit.worth)) < least) continue;
							out[p * layer.outputs + k]! +=
								x.worth * digit.worth * x.value * digit.value;
						}
					}
				}
			}
		}
		return out;
	});
}

function significances({ weightBits, input }: LayerCase["layer"], d: Design) {
	const powers = (count: number, bits: number) =>
		Array.from({ length: count }, (_, j) => 2 ** (bits * j));
	const balancedCount = (bits: number, signed: boolean, radixBits: number) =>
		// An unsigned operand may carry into a digit of its own.
		Math.ceil((signed ? bits : bits + 1) / radixBits);
	const magnitudeBits = input.signed ? input.bits - 1 : input.bits;
	const { cellBits } = d.crossbar;
	const { digitBits } = d.encoding;
	return {
		weights:
			d.encoding.weights === "balanced-radix"
				? powers(balancedCount(weightBits, true, cellBits), cellBits)
				: powers(Math.ceil(weightBits / cellBits), cellBits),
		inputs:
			d.encoding.inputs === "balanced-radix"
				? powers(balancedCount(input.bits, input.signed, digitBits), digitBits)
				: [
						...powers(Math.ceil(magnitudeBits / digitBits), digitBits),
						...(input.signed ? [-(2 ** (input.bits - 1))] : []),
					],
	};
}

function leastSignificance(
	{ partialProducts }: Design,
	inputs: readonly number[],
	weights: readonly number[],
): number {
	if (partialProducts.kind === "all") return 0;
	const { at } = partialProducts;
	const all = inputs.flatMap((x) =>
		weights.map((w) => Math.log2(Math.abs(x * w))),
	);
	switch (at.unit) {
		case "significance":
			return at.bits;
		case "bits-below-top":
			return Math.max(...all) - at.bits;
		case "kept-fraction": {
			const kept = (least: number) => all.filter((s) => s >= least).length;
			const candidates = Array.from({ length: 64 }, (_, bits) => bits);
			// The most significant product runs in any case.
			return Math.min(
				Math.max(...all),
				candidates.find((least) => kept(least) <= at.fraction * all.length)!,
			);
		}
		default:
			return at satisfies never;
	}
}

const bit = (value: number, index: number): number =>
	index < 0 ? 0 : (value >> Math.min(index, 31)) & 1;

/** Booth's rule on the bits: b(j−1) + Σ 2^i b(j+i) − 2^c b(j+c−1). */
function boothDigits(
	value: number,
	radixBits: number,
	worths: readonly number[],
): readonly Digit[] {
	return worths.map((worth, j) => {
		const low = radixBits * j;
		let digit =
			bit(value, low - 1) - 2 ** radixBits * bit(value, low + radixBits - 1);
		for (let i = 0; i < radixBits; i++) digit += 2 ** i * bit(value, low + i);
		return { value: digit, worth };
	});
}

/** Digits of weight + 2^(bits−1), the top one less the offset. */
function offsetDigits(
	weight: number,
	bits: number,
	cellBits: number,
	worths: readonly number[],
): readonly Digit[] {
	const offset = 2 ** (bits - 1);
	return worths.map((worth, j) => ({
		value:
			(Math.floor((weight + offset) / worth) % 2 ** cellBits) -
			(j === worths.length - 1 ? offset / worth : 0),
		worth,
	}));
}

function twosComplementDigits(
	value: number,
	bits: number,
	signed: boolean,
	digitBits: number,
	worths: readonly number[],
): readonly Digit[] {
	const magnitude = signed ? value & (2 ** (bits - 1) - 1) : value;
	return worths.map((worth) => ({
		value:
			worth < 0
				? Number(value < 0)
				: Math.floor(magnitude / worth) % 2 ** digitBits,
		worth,
	}));
}
