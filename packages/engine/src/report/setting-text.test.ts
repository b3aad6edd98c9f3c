import { expect, test } from "vitest";
import type { AdcPolicy, StaircasePolicy } from "../design/adc-policy.js";
import type { LayerOverrides } from "../design/design.js";
import type { PartialProductPolicy } from "../design/partial-product-policy.js";
import { adcText, changeText, productsText } from "./setting-text.js";

const fixed = (bits: number, step: number): StaircasePolicy => ({
	kind: "fixed",
	bits,
	step,
	signed: true,
});
const perProduct: AdcPolicy = {
	kind: "per-product",
	bits: [
		[0, 4],
		[5, 6],
	],
	step: [
		[1, 4],
		[1, 1],
	],
	signed: true,
};
const below = (bits: number) =>
	({ kind: "threshold", at: { unit: "bits-below-top", bits } }) as const;

test.each<[AdcPolicy, string]>([
	[fixed(6, 1), "6 bits"],
	[fixed(6, 4), "6 bits, step 4"],
	[perProduct, "4 … 6 bits, step 1 … 4, by product"],
	[{ kind: "lossless" }, "lossless"],
	[
		{ kind: "early-stop", converter: fixed(6, 4), ranges: [2, 3] },
		"6 bits, step 4, stops early",
	],
])("ADC %j", (adc, text) => {
	expect(adcText(adc)).toBe(text);
});

test.each<[PartialProductPolicy, string]>([
	[{ kind: "all" }, "all"],
	[below(3), "to 3 bits below the top"],
	[
		{ kind: "zero-plane", otherwise: below(0) },
		"to 0 bits below the top, no empty planes",
	],
	[
		{ kind: "runtime", bitsBelowTop: 6, otherwise: { kind: "all" } },
		"all, of these to 6 bits below the top of the inputs",
	],
])("products %j", (policy, text) => {
	expect(productsText(policy)).toBe(text);
});

test.each<[LayerOverrides, LayerOverrides, string]>([
	[
		{ weightBits: 3, inputBits: 6 },
		{ weightBits: 2, inputBits: 6 },
		"weights 3 → 2 bits",
	],
	[
		{ inputBits: 6, adc: fixed(6, 4) },
		{ inputBits: 5, adc: fixed(5, 4) },
		"inputs 6 → 5 bits; ADC 6 bits, step 4 → 5 bits, step 4",
	],
	[
		{},
		{ partialProducts: below(2) },
		"products as given → to 2 bits below the top",
	],
	[
		{ encoding: { inputs: "balanced-radix" } },
		{ encoding: { weights: "symmetric-radix", inputs: "binary-planes" } },
		"digits balanced-radix → symmetric-radix × binary-planes",
	],
	[{}, { encoding: { digitBits: 2 } }, "digits as given → 2-bit digits"],
	[
		{ adc: perProduct },
		{ adc: { ...perProduct, bits: [[4], [6]] } },
		"ADC 4 … 6 bits, step 1 … 4, by product, otherwise spread",
	],
])("from %j to %j", (from, to, text) => {
	expect(changeText(from, to)).toBe(text);
});
