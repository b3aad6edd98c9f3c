import fc from "fast-check";
import { expect, test } from "vitest";
import { sizeOf } from "../base/tensor.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { inferNodeShape } from "../network/infer-shapes.js";
import type { MatrixNode } from "../network/network.js";
import { runConvolution } from "../network/nodes/convolution.js";
import { arrayLike } from "../network/nodes/node.js";
import { correctBias } from "./correct-bias.js";
import { quantizeWeights } from "./quantize-weights.js";

/** Convolutions of any padding and stride, whose padding touches a large part of their outputs. */
const convolution = fc.record({
	groups: fc.integer({ min: 1, max: 3 }),
	channels: fc.integer({ min: 1, max: 3 }),
	outputs: fc.integer({ min: 1, max: 3 }),
	kernel: fc.integer({ min: 1, max: 3 }),
	stride: fc.integer({ min: 1, max: 2 }),
	pad: fc.integer({ min: 0, max: 2 }),
	bits: fc.integer({ min: 2, max: 6 }),
	seed: fc.nat(),
});

test("the mean of each output over images and pixels is that of exact weights", () => {
	fc.assert(
		fc.property(convolution, (spec) => {
			const { groups, channels, outputs, kernel, stride, pad, seed } = spec;
			const value = (n: number) => Math.sin(seed + 12.9898 * n);
			const count = groups * outputs;
			const node: MatrixNode = {
				kind: "convolution",
				name: "conv",
				inputs: ["data"],
				weights: {
					shape: [count, channels, kernel, kernel],
					data: Float32Array.from(
						{ length: count * channels * kernel * kernel },
						(_, n) => value(n),
					),
				},
				bias: Float32Array.from({ length: count }, (_, k) => value(k / 7)),
				groups,
				strides: [stride, stride],
				pads: [pad, 0, 0, pad],
				dilations: [1, 1],
			};
			const input = [groups * channels, 4, 5];
			const output = inferNodeShape(node, [input]);
			const size = sizeOf(input);
			const images = 3;
			const data = Float32Array.from({ length: images * size }, (_, n) =>
				value(-n),
			);
			const means = Float32Array.from({ length: size }, (_, i) => {
				let sum = 0;
				for (let n = 0; n < images; n++) sum += data[n * size + i]!;
				return sum / images;
			});
			const codes = quantizeWeights(node.weights.data, count, spec.bits);
			const rows = node.weights.data.length / count;
			const rounded = Float32Array.from(
				codes.codes,
				(code, i) => code * codes.scales[Math.floor(i / rows)]!,
			);
			const corrected = correctBias(node, codes, means, { input, output });
			const run = (layer: typeof node): Float64Array => {
				const batch = { batch: images, shape: input, data };
				const sums = runConvolution(
					layer,
					batch,
					output,
					referenceGemm,
					arrayLike,
				);
				const pixels = sizeOf(output) / count;
				const totals = new Float64Array(count);
				for (const [i, sum] of sums.entries())
					totals[Math.floor(i / pixels) % count]! += sum / (images * pixels);
				return totals;
			};
			const exact = run(node);
			const found = run({
				...node,
				weights: { ...node.weights, data: rounded },
				bias: (corrected as typeof node).bias,
			});
			for (const [k, mean] of exact.entries())
				expect(found[k]).toBeCloseTo(mean, 4);
		}),
	);
});
