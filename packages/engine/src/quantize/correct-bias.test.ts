import fc from "fast-check";
import { expect, test } from "vitest";
import type { MatrixNode } from "../network/network.js";
import { correctBias } from "./correct-bias.js";
import { quantizeWeights } from "./quantize-weights.js";

test("the mean of each output is that of exact weights", () => {
	const shape = fc.record({
		groups: fc.integer({ min: 1, max: 3 }),
		channels: fc.integer({ min: 1, max: 3 }),
		outputs: fc.integer({ min: 1, max: 3 }),
		kernel: fc.integer({ min: 1, max: 3 }),
		bits: fc.integer({ min: 2, max: 6 }),
		seed: fc.nat(),
	});
	fc.assert(
		fc.property(shape, ({ groups, channels, outputs, kernel, bits, seed }) => {
			const value = (n: number) => Math.sin(seed + 12.9898 * n);
			const count = groups * outputs;
			const rows = channels * kernel * kernel;
			const node: MatrixNode = {
				kind: "convolution",
				name: "conv",
				inputs: ["data"],
				weights: {
					shape: [count, channels, kernel, kernel],
					data: Float32Array.from({ length: count * rows }, (_, n) => value(n)),
				},
				bias: new Float32Array(count),
				groups,
				strides: [1, 1],
				pads: [0, 0, 0, 0],
				dilations: [1, 1],
			};
			const means = Float64Array.from({ length: groups * channels }, (_, c) =>
				value(-c),
			);
			const codes = quantizeWeights(node.weights.data, count, bits);
			const { bias } = correctBias(node, codes, means);
			for (let k = 0; k < count; k++) {
				const group = Math.floor(k / outputs);
				let exact = 0;
				let rounded = bias[k]!;
				for (let c = 0; c < channels; c++) {
					for (let tap = 0; tap < kernel * kernel; tap++) {
						const at = k * rows + c * kernel * kernel + tap;
						const mean = means[group * channels + c]!;
						exact += node.weights.data[at]! * mean;
						rounded += codes.codes[at]! * codes.scales[k]! * mean;
					}
				}
				expect(rounded).toBeCloseTo(exact, 5);
			}
		}),
	);
});
