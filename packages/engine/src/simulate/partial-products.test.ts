import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import type { Threshold } from "../design/partial-product-policy.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import {
	allProducts,
	anyDesign,
	anyRuntime,
	anyThreshold,
	anyZeroPlane,
} from "../presets/design.arbitrary.js";
import {
	anySizes,
	layerCase,
	readThroughCrossbars,
} from "./layer-case.arbitrary.js";
import { productsOfDigits } from "./products-of-digits.support.js";

expectKernelToRun();

const SIZES = { rows: 200, outputs: 8, groups: 2, positions: 2 };

describe("a threshold on partial products, with an ADC that loses nothing", () => {
	test("gives the digit products that reach it and nothing else", () => {
		fc.assert(
			fc.property(
				anyDesign({
					partialProducts: fc.oneof(anyThreshold, anyZeroPlane, anyRuntime),
				}),
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
