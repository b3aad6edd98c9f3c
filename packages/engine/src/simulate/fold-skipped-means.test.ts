import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { mapNetwork } from "../evaluate/map-network.js";
import { kernelsUnderTest } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { anySmallNetwork } from "../network/small-network.arbitrary.js";
import { anyDesign, anyThreshold } from "../presets/design.arbitrary.js";
import { calibrate } from "../quantize/calibration.js";
import {
	integerProduct,
	type MatrixProductCall,
} from "../quantize/integer-product.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import { matrixLayersOf } from "../quantize/quantized-network.js";
import { crossbarProduct, firstKernelThatCan } from "./crossbar-product.js";
import { foldSkippedMeans } from "./fold-skipped-means.js";
import { sampleColumnSums } from "./sample-column-sums.js";
import { programNetwork } from "./simulate-images.js";

const IMAGES = 2;

const folding: fc.Arbitrary<Design> = anyDesign({
	partialProducts: anyThreshold.map((policy) => ({
		...policy,
		skipped: "mean-in-bias",
	})),
	leastInputBits: 2,
});

describe("the mean of skipped partial products in the bias", () => {
	test("makes up for them on average over the images that it was taken from", () => {
		fc.assert(
			fc.property(anySmallNetwork(IMAGES), folding, (small, design) => {
				const { network, images, count } = small;
				const quantized = quantizeNetwork(
					network,
					calibrate(network, images, count, referenceGemm),
					{
						...design.operands,
						bitsOf: () => design.operands,
					},
				);
				const { mapping } = mapNetwork(shapesFor(network, design), design);
				const { layers } = programNetwork(
					quantized,
					mapping,
					design,
					1,
					kernelsUnderTest,
				);
				const calls: MatrixProductCall[] = [];
				const sums = sampleColumnSums(
					quantized,
					layers,
					design,
					images,
					count,
					{
						seed: 1,
						vectors: 1e6,
						outputs: 1,
						cellReads: 1e12,
						integerProduct: (call) => {
							integerProduct(call);
							const { inputs, out } = call;
							calls.push({ ...call, inputs: inputs.slice(), out: out.slice() });
						},
					},
				);
				const folded = foldSkippedMeans(quantized, layers, design, sums);
				const read = crossbarProduct(
					layers,
					design,
					firstKernelThatCan(kernelsUnderTest),
					new Map(),
				);
				matrixLayersOf(quantized).forEach((layer, l) => {
					const own = calls.filter((call) => call.layer === layer);
					const added = matrixLayersOf(folded)[l]!.bias.map(
						(bias, k) => bias - layer.bias[k]!,
					);
					for (let group = 0; group < layer.groups; group++) {
						const errors = new Float64Array(layer.outputs);
						let vectors = 0;
						for (const call of own.filter((one) => one.group === group)) {
							const out = new Float64Array(call.out.length);
							read({ ...call, out });
							out.forEach((product, at) => {
								errors[at % layer.outputs]! += call.out[at]! - product;
							});
							vectors += call.vectors;
						}
						errors.forEach((error, k) => {
							const mean = error / vectors;
							const wanted = added[group * layer.outputs + k]!;
							expect(Math.abs(wanted - mean)).toBeLessThanOrEqual(
								0.5 + 1e-6 * Math.abs(mean),
							);
						});
					}
				});
			}),
			{ numRuns: 20 },
		);
	});
});
