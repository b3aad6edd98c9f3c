import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { roundHalfToEven } from "../base/round.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { runFloatReference } from "../network/float-reference.js";
import type {
	ConvolutionNode,
	DenseNode,
	Network,
	NetworkNode,
} from "../network/network.js";
import { anySmallNetwork } from "../network/small-network.arbitrary.js";
import { calibrate } from "./calibration.js";
import { integerProduct } from "./integer-product.js";
import { quantizeNetwork } from "./quantize-network.js";
import { anyBits, bits, quantize } from "./quantize-small.support.js";
import { matrixLayersOf } from "./quantized-network.js";
import { classify, runQuantized } from "./run-quantized.js";

describe("weights", () => {
	test("are symmetric, use their whole range in each channel and are off by half a code at most", () => {
		fc.assert(
			fc.property(anySmallNetwork(2), anyBits, (small, options) => {
				for (const layer of matrixLayersOf(quantize(small, options))) {
					const node = small.network.nodes.find(
						({ name }) => name === layer.name,
					) as ConvolutionNode | DenseNode;
					const reach = 2 ** (layer.weightBits - 1) - 1;
					for (let k = 0; k < layer.groups * layer.outputs; k++) {
						const group = Math.floor(k / layer.outputs);
						const codes = Array.from(
							{ length: layer.rows },
							(_, r) =>
								layer.weights[
									(group * layer.rows + r) * layer.outputs + (k % layer.outputs)
								]!,
						);
						// Less than the whole reach only where weights lie on a grid.
						const most = Math.max(...codes.map(Math.abs));
						expect(most).toBeGreaterThan(reach / 2);
						expect(most).toBeLessThanOrEqual(reach);
						codes.forEach((code, r) => {
							const weight = node.weights.data[k * layer.rows + r]!;
							const error = code - weight / layer.weightScales[k]!;
							expect(Math.abs(error)).toBeLessThanOrEqual(0.5);
						});
					}
				}
			}),
		);
	});

	test("of a channel of zeros stay zero", () => {
		const quantized = quantizeNetwork(
			network(
				[1, 2, 1],
				dense("ip", "flat", [
					[0, 0],
					[1, -2],
				]),
			),
			ranges({ data: [-1, 1], ip: [-1, 1] }),
			bits(8, 8),
		);
		expect(quantized.nodes.at(-1)).toMatchObject({
			weights: Int32Array.of(0, 63, 0, -126),
		});
	});
});

describe("16-bit operands", () => {
	test("give the scores of the float reference and the same classes", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(6),
				fc.constantFrom("signed" as const, "where-needed" as const),
				(small, inputSign) => {
					const quantized = quantize(small, bits(16, 16, inputSign));
					const scores = runQuantized(
						quantized,
						small.images,
						small.count,
						integerProduct,
					);
					const float = runFloatReference(
						withoutSoftmax(small.network),
						small.images,
						{ gemm: referenceGemm },
					);
					const { scale } = matrixLayersOf(quantized).at(-1)!.output;
					const greatest = Math.max(...float.map(Math.abs));
					float.forEach((score, i) => {
						expect(Math.abs(scores[i]! * scale - score)).toBeLessThan(
							2e-3 * greatest,
						);
					});
					const integerClasses = classify(scores, small.count);
					classify(float, small.count).forEach((expected, b) => {
						const best = float[b * 5 + expected]!;
						const given = float[b * 5 + integerClasses[b]!]!;
						expect(best - given).toBeLessThan(2e-3 * greatest);
					});
				},
			),
			{ numRuns: 50 },
		);
	});
});

describe("a grouped convolution", () => {
	test("is the convolution with a block-diagonal kernel", () => {
		fc.assert(
			fc.property(anySmallNetwork(2), anyBits, (small, options) => {
				const ranges = calibrate(
					small.network,
					small.images,
					small.count,
					referenceGemm,
				);
				const scores = (given: Network) =>
					runQuantized(
						quantizeNetwork(given, ranges, options),
						small.images,
						small.count,
						integerProduct,
					);
				expect(scores(withoutGroups(small.network))).toEqual(
					scores(small.network),
				);
			}),
			{ numRuns: 50 },
		);
	});
});

describe("a fused ReLU", () => {
	test("comes before the one rounding, and after the bias", () => {
		// Sums −1 + 0.6, 1 + 0.6 and 0.26 + 0.6 in units where one output code is 1.
		const relu: NetworkNode = {
			kind: "activation",
			function: { kind: "relu" },
			name: "relu",
			inputs: ["ip"],
		};
		const quantized = quantizeNetwork(
			network([1, 1, 1], dense("ip", "flat", [[-1], [1], [0.26]], 0.6), relu),
			ranges({ data: [0, 127], relu: [0, 65535] }),
			bits(16, 8),
		);
		expect(quantized.nodes.map(({ kind }) => kind)).toEqual([
			"flatten",
			"matrix",
		]);
		expect(quantized.nodes.at(-1)).toMatchObject({
			activation: { kind: "relu" },
			output: { name: "relu", signed: false, scale: 1 },
		});
		const scores = runQuantized(
			quantized,
			Float32Array.of(1),
			1,
			integerProduct,
		);
		expect([...scores]).toEqual([0, roundHalfToEven(1.6), 1]);
	});

	test("stays apart where something else reads the sums", () => {
		const relu: NetworkNode = {
			kind: "activation",
			function: { kind: "relu" },
			name: "relu",
			inputs: ["ip"],
		};
		const second = dense("ip2", "ip", [[1]]);
		const quantized = quantizeNetwork(
			network([1, 1, 1], dense("ip", "flat", [[1]]), second, relu),
			ranges({ data: [0, 1], ip: [0, 1], relu: [0, 1], ip2: [0, 1] }),
			bits(8, 8),
		);
		expect(quantized.nodes.map(({ kind, name }) => [kind, name])).toEqual([
			["flatten", "flat"],
			["matrix", "ip"],
			["matrix", "ip2"],
			["digital", "relu"],
		]);
	});
});

describe("a softmax", () => {
	const softmax: NetworkNode = {
		kind: "softmax",
		axis: 0,
		name: "p",
		inputs: ["ip"],
	};

	test("at the end is left out, and what only moves its values: neither changes an order", () => {
		const nodes = [
			dense("ip", "flat", [[1]]),
			softmax,
			{ kind: "reshape", name: "y", inputs: ["p"], shape: [1, 1] } as const,
		];
		for (const count of [2, 3]) {
			const quantized = quantizeNetwork(
				network([1, 1, 1], ...nodes.slice(0, count)),
				ranges({ data: [0, 1], ip: [0, 1] }),
				bits(8, 8),
			);
			expect(quantized.output).toBe("ip");
			expect(quantized.nodes.at(-1)?.name).toBe("ip");
		}
	});

	test("before the end is computed beside the arrays", () => {
		const quantized = quantizeNetwork(
			network(
				[1, 1, 2],
				dense("ip", "flat", [
					[1, 0],
					[0, 1],
				]),
				softmax,
				dense("ip2", "p", [[1, 0]]),
			),
			ranges({ data: [0, 2], ip: [0, 2], p: [0, 1], ip2: [0, 1] }),
			bits(8, 8),
		);
		const images = Float32Array.of(2, 1);
		const [score] = runQuantized(quantized, images, 1, integerProduct);
		const share = 1 / (1 + Math.exp(-1));
		const { scale } = quantized.nodes.at(-1)!.output;
		expect(score! * scale).toBeCloseTo(share, 2);
	});
});

describe("what cannot be quantised", () => {
	test("is a tensor that calibration has not seen", () => {
		expect(() =>
			quantizeNetwork(
				network([1, 1, 1], dense("ip", "flat", [[1]])),
				ranges({ data: [0, 1] }),
				bits(8, 8),
			),
		).toThrow(new InputError("ip: no calibrated range"));
	});
});

/** A network that flattens its input and then runs `nodes`. */
function network(
	shape: readonly number[],
	...nodes: readonly NetworkNode[]
): Network {
	return {
		name: "hand-made",
		input: { name: "data", shape },
		nodes: [{ kind: "flatten", name: "flat", inputs: ["data"] }, ...nodes],
		output: nodes.at(-1)!.name,
	};
}

function dense(
	name: string,
	input: string,
	weights: readonly (readonly number[])[],
	bias = 0,
): DenseNode {
	return {
		kind: "dense",
		name,
		inputs: [input],
		weights: {
			shape: [weights.length, weights[0]!.length],
			data: Float32Array.from(weights.flat()),
		},
		bias: new Float32Array(weights.length).fill(bias),
	};
}

function ranges(given: Record<string, readonly [number, number]>) {
	return new Map(
		Object.entries(given).map(([name, [min, max]]) => [name, { min, max }]),
	);
}

function withoutSoftmax(given: Network): Network {
	return { ...given, nodes: given.nodes.slice(0, -1), output: "ip2" };
}

/** The same network with zeros where a group does not see a channel. */
function withoutGroups(given: Network): Network {
	return {
		...given,
		nodes: given.nodes.map((node) => {
			if (node.kind !== "convolution" || node.groups === 1) return node;
			const [outputs, channels, height, width] = node.weights.shape as [
				number,
				number,
				number,
				number,
			];
			const area = height * width;
			const shape = [outputs, channels * node.groups, height, width];
			const data = new Float32Array(outputs * channels * node.groups * area);
			for (let k = 0; k < outputs; k++) {
				const group = Math.floor(k / (outputs / node.groups));
				data.set(
					node.weights.data.subarray(
						k * channels * area,
						(k + 1) * channels * area,
					),
					(k * node.groups + group) * channels * area,
				);
			}
			return { ...node, groups: 1, weights: { shape, data } };
		}),
	};
}
