import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anySmallNetwork } from "../network/small-network.arbitrary.js";
import { codeRange } from "../network/tensor-codes.js";
import { integerProduct } from "./integer-product.js";
import type { QuantizeOptions } from "./quantize-options.js";
import { anyBits, bits, quantize } from "./quantize-small.support.js";
import { matrixLayersOf } from "./quantized-network.js";
import { runQuantized } from "./run-quantized.js";

describe("every tensor", () => {
	test("stays within its codes, and is signed unless the graph proves it is not negative", () => {
		fc.assert(
			fc.property(anySmallNetwork(4), anyBits, (small, options) => {
				const quantized = quantize(small, options);
				const seen = new Set<string>();
				runQuantized(quantized, small.images, small.count, (call) => {
					const { input } = call.layer;
					seen.add(input.name);
					const [least, greatest] = codeRange(input);
					expect(Math.min(...call.inputs)).toBeGreaterThanOrEqual(least);
					expect(Math.max(...call.inputs)).toBeLessThanOrEqual(greatest);
					integerProduct(call);
				});
				const afterPool = small.network.nodes.some(
					({ name }) => name === "relu1",
				);
				const always = options.inputSign === "signed";
				const signs = matrixLayersOf(quantized).map(
					({ input }) => input.signed,
				);
				expect(signs).toEqual(
					options.inputSign === "shifted"
						? [false, false, false, false]
						: [true, !afterPool || always, always, always],
				);
				expect([...seen]).toEqual(["data", "pool1", "flat", "relu3"]);
			}),
			{ numRuns: 50 },
		);
	});

	test("is as wide as its widest reader asks", () => {
		const small = fc.sample(anySmallNetwork(1), { numRuns: 1, seed: 1 })[0]!;
		const widths: Record<string, number> = {
			conv1: 5,
			conv2: 6,
			ip1: 7,
			ip2: 8,
		};
		const quantized = quantize(small, {
			inputSign: "signed",
			bitsOf: (layer) => ({ weightBits: 4, inputBits: widths[layer]! }),
		});
		const layers = matrixLayersOf(quantized);
		expect(layers.map(({ input }) => input.bits)).toEqual([5, 6, 7, 8]);
		expect(layers.map(({ output }) => output.bits)).toEqual([6, 7, 8, 16]);
	});
});

describe("activations of either sign that are shifted", () => {
	test("stand for the same values, in the padding too", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(3),
				fc.integer({ min: 2, max: 16 }),
				fc.integer({ min: 2, max: 16 }),
				(small, weightBits, inputBits) => {
					const scoresWith = (sign: QuantizeOptions["inputSign"]) => {
						const quantized = quantize(
							small,
							bits(weightBits, inputBits, sign),
						);
						const { zeroPoint, scale } = quantized.nodes.at(-1)!.output;
						return Array.from(
							runQuantized(
								quantized,
								small.images,
								small.count,
								integerProduct,
							),
							(code) => (code - zeroPoint) * scale + 0,
						);
					};
					expect(scoresWith("shifted")).toEqual(scoresWith("where-needed"));
				},
			),
			{ numRuns: 100 },
		);
	});

	test("reach as far to both sides where fewer codes are held", () => {
		const small = fc.sample(anySmallNetwork(1), { numRuns: 1, seed: 1 })[0]!;
		const held = { weightBits: 8, inputBits: 6, greatestInput: 26 };
		const { input } = quantize(small, {
			inputSign: "shifted",
			bitsOf: () => held,
		});
		expect(input).toMatchObject({ signed: false, zeroPoint: 13, bits: 6 });
		expect(codeRange(input)).toEqual([0, 26]);
	});
});

describe("images that are not below 0", () => {
	test("have the values of one bit more with a sign", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(3),
				fc.integer({ min: 1, max: 15 }),
				(small, imageBits) => {
					const above = { ...small, images: small.images.map(Math.abs) };
					const scoresWith = (unsignedImages: boolean) => {
						const signBit = unsignedImages ? 0 : 1;
						const quantized = quantize(above, {
							inputSign: "where-needed",
							unsignedImages,
							bitsOf: (layer) => ({
								weightBits: 6,
								inputBits: layer === "conv1" ? imageBits + signBit : 8,
							}),
						});
						expect(quantized.input.signed).toBe(!unsignedImages);
						return runQuantized(
							quantized,
							above.images,
							above.count,
							integerProduct,
						);
					};
					expect(scoresWith(true)).toEqual(scoresWith(false));
				},
			),
			{ numRuns: 60 },
		);
	});

	test("are refused where calibration shows others", () => {
		const small = fc.sample(anySmallNetwork(1), { numRuns: 1, seed: 1 })[0]!;
		const below = { ...small, images: small.images.map(() => -0.5) };
		expect(() =>
			quantize(below, { ...bits(8, 8), unsignedImages: true }),
		).toThrow(
			"operands.unsignedImages: found true and images down to -0.5, expected none below 0",
		);
	});
});
