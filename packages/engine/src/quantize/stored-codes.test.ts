import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { runFloatReference } from "../network/float-reference.js";
import { layerShapes } from "../network/layer-shape.js";
import type { Network } from "../network/network.js";
import { anyStoredNetwork } from "../network/stored-network.arbitrary.js";
import { calibrate } from "./calibration.js";
import { integerProduct } from "./integer-product.js";
import { quantizeNetwork } from "./quantize-network.js";
import type { QuantizeOptions } from "./quantize-options.js";
import { matrixLayersOf } from "./quantized-network.js";
import { runQuantized } from "./run-quantized.js";

const COUNT = 2;

describe("a network that arrives quantised", () => {
	test("needs no calibration and computes the codes that float32 arithmetic on them gives", () => {
		fc.assert(
			fc.property(
				anyStoredNetwork(COUNT),
				fc.constantFrom("signed" as const, "where-needed" as const),
				({ network, images }, inputSign) => {
					const quantized = quantizeNetwork(
						network,
						new Map(),
						keeping(network, inputSign),
					);
					const codes = runQuantized(quantized, images, COUNT, integerProduct);
					const answer = quantized.nodes.at(-1)!.output;
					const values = Float32Array.from(
						codes,
						(code) => (code - answer.zeroPoint) * answer.scale,
					);
					const expected = runFloatReference(network, images, {
						gemm: referenceGemm,
					});
					// Codes know no −0.
					expect(values).toEqual(expected.map((value) => value + 0));
				},
			),
			{ numRuns: 200 },
		);
	});

	test("keeps codes and scales of its weights", () => {
		fc.assert(
			fc.property(anyStoredNetwork(COUNT), ({ network }) => {
				const quantized = quantizeNetwork(
					network,
					new Map(),
					keeping(network, "where-needed"),
				);
				for (const layer of matrixLayersOf(quantized)) {
					const node = network.nodes.find(({ name }) => name === layer.name);
					if (node?.kind !== "convolution" && node?.kind !== "dense")
						throw new Error("no layer");
					const { codes, scales, zeroPoints } = node.integers!;
					expect(layer.weightScales).toEqual(scales);
					const { rows, outputs } = layer;
					const differences = codes.map((code, i) => {
						const k = Math.floor(i / rows);
						const group = Math.floor(k / outputs);
						const cell = (group * rows + (i % rows)) * outputs + (k % outputs);
						const value = layer.weights[cell]! - layer.weightZeroPoints[k]!;
						return code - zeroPoints[k]! - value;
					});
					expect(differences.every((difference) => difference === 0)).toBe(
						true,
					);
				}
			}),
			{ numRuns: 50 },
		);
	});

	test("takes more bits without loss, and fewer by quantising again", () => {
		fc.assert(
			fc.property(anyStoredNetwork(COUNT), ({ network, images }) => {
				const ranges = calibrate(network, images, COUNT, referenceGemm);
				const scores = (options: QuantizeOptions) => {
					const quantized = quantizeNetwork(network, ranges, options);
					const layers = matrixLayersOf(quantized);
					const codes = runQuantized(quantized, images, COUNT, integerProduct);
					return { layers, codes };
				};
				const own = scores(keeping(network, "where-needed"));
				const bits = (weightBits: number, inputBits: number) =>
					scores({
						inputSign: "where-needed",
						bitsOf: () => ({ weightBits, inputBits }),
					});
				expect(bits(16, 16).codes).toEqual(own.codes);
				const fewer = bits(3, 4);
				expect(fewer.layers.map(({ weightBits }) => weightBits)).toEqual([
					3, 3, 3,
				]);
				expect(fewer.layers.every(({ input }) => input.bits <= 4)).toBe(true);
			}),
			{ numRuns: 50 },
		);
	});
});

/** The bits that the network itself gives its layers. */
function keeping(
	network: Network,
	inputSign: QuantizeOptions["inputSign"],
): QuantizeOptions {
	const shapes = new Map(
		layerShapes(network).map((shape) => [shape.layer, shape]),
	);
	return {
		inputSign,
		bitsOf: (layer) => {
			const { weightBits, inputBits } = shapes.get(layer)!;
			return { weightBits: weightBits!, inputBits: inputBits! };
		},
	};
}
