import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { anyDesign, encodingChoices } from "../presets/design.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import {
	anySizes,
	integerProducts,
	layerCase,
	readThroughCrossbars,
} from "./layer-case.arbitrary.js";

expectKernelToRun();

const SIZES = { rows: 300, outputs: 20, groups: 3, positions: 3 };

describe("with an ADC that loses nothing and all partial products", () => {
	test.each(encodingChoices)(
		"$weights in $cellBits-bit cells × $inputs of $digitBits bits give the integer product",
		(choice) => {
			fc.assert(
				fc.property(
					anyDesign({ encodings: [choice] }),
					anySizes(SIZES),
					(design, sizes) => {
						const given = layerCase(design, sizes);
						const { products, programmed } = readThroughCrossbars(given, false);
						expect(programmed.exact).toBe(true);
						expect(products).toEqual(integerProducts(given));
					},
				),
				{ numRuns: 8 },
			);
		},
	);

	test("digits that are never above 0 give sums that are never below it", () => {
		const isaac = presetDesign("isaac");
		const design: Design = {
			...isaac,
			operands: {
				weightBits: 1,
				inputBits: 1,
				inputSign: "signed",
				activationRange: { kind: "min-max" },
				biasCorrection: false,
				channelEqualization: false,
			},
			encoding: {
				weights: "balanced-radix",
				inputs: "balanced-radix",
				digitBits: 2,
				correction: "digital-count",
			},
		};
		const given = layerCase(design, {
			rows: 3,
			outputs: 40,
			groups: 1,
			positions: 4,
			signedInputs: true,
			weightZeroPoint: 0,
			operands: "even",
			seed: 3,
		});
		expect(given.mapping.adc.min).toBe(0);
		const { products } = readThroughCrossbars(given, false);
		expect(products).toEqual(integerProducts(given));
	});

	test("the shortcut gives the same product and counts the same events", () => {
		fc.assert(
			fc.property(anyDesign(), anySizes(SIZES), (design, sizes) => {
				const given = layerCase(design, sizes);
				const read = readThroughCrossbars(given, false);
				const shortcut = readThroughCrossbars(given, true);
				expect(shortcut.products).toEqual(read.products);
				expect(shortcut.events).toEqual(read.events);
			}),
			{ numRuns: 100 },
		);
	});
});
