import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { type PlaceRandom, randomFor } from "../base/random.js";
import { sizeOf, type Tensor } from "../base/tensor.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { runFloatReference } from "../network/float-reference.js";
import { layerShapes } from "../network/layer-shape.js";
import type { Network, NetworkNode } from "../network/network.js";
import { calibrate } from "./calibration.js";
import { integerProduct } from "./integer-product.js";
import { quantizeNetwork } from "./quantize-network.js";
import { runQuantized } from "./run-quantized.js";

const COUNT = 3;
const IMAGE_BITS = 8;

describe("a network of weights ±1 and signs", () => {
	test("takes 1 bit for each, and gives the scores of float arithmetic", () => {
		fc.assert(
			fc.property(anyBinaryNetwork(), ({ network, images, pad }) => {
				const bits = layerShapes(network).map((shape) => [
					shape.weightBits,
					shape.inputBits,
				]);
				// The 0 of the padding takes a second bit.
				expect(bits).toEqual([
					[1, undefined],
					[1, pad > 0 ? 2 : 1],
					[1, 1],
				]);
				const { codes, scale } = quantizeAndRun(network, images);
				const float = runFloatReference(network, images, {
					gemm: referenceGemm,
				});
				expect([...codes].map((code) => code * scale)).toEqual([...float]);
			}),
			{ numRuns: 200 },
		);
	});

	test("holds a sign in 2 bits where sums of ±1 can be 0", () => {
		const inputBits = (bias: number, rows: number) =>
			layerShapes(signsOf(rows, bias)).map((shape) => shape.inputBits);
		expect(inputBits(0, 4)).toEqual([undefined, 1, 2]);
		expect(inputBits(1, 4)).toEqual([undefined, 1, 1]);
		expect(inputBits(0.5, 4)).toEqual([undefined, 1, 1]);
		expect(inputBits(1, 3)).toEqual([undefined, 1, 2]);
		expect(inputBits(5, 3)).toEqual([undefined, 1, 1]);
	});

	test("refuses the sign of a 0 that only shows when it runs", () => {
		const images = Float32Array.of(1, -1, 1, -1);
		expect(() => quantizeAndRun(signsOf(4, 1), images)).toThrow(
			new InputError(
				"sign1: the sign of exactly 0 is 0, which 1 bit cannot hold; give the layers that read it inputBits: 2",
			),
		);
	});

	test("takes the sign of such a 0 for 1, as a comparator does, where it is told to", () => {
		const scores = (last: number) => {
			const images = Float32Array.of(1, -1, 1, last);
			const { codes, scale } = quantizeAndRun(
				signsOf(4, 1),
				images,
				"positive",
			);
			return [...codes].map((code) => code * scale);
		};
		expect(scores(-1)).toEqual(scores(-0.5));
	});
});

function quantizeAndRun(
	network: Network,
	images: Float32Array,
	signOfZero?: "positive",
) {
	const shapes = new Map(
		layerShapes(network).map((shape) => [shape.layer, shape]),
	);
	const ranges = calibrate(
		network,
		images,
		images.length / sizeOf(network.input.shape),
		referenceGemm,
	);
	const quantized = quantizeNetwork(network, ranges, {
		inputSign: "where-needed",
		bitsOf: (layer) => ({
			weightBits: shapes.get(layer)!.weightBits!,
			inputBits: shapes.get(layer)!.inputBits ?? IMAGE_BITS,
		}),
		signOfZero,
	});
	const batch = images.length / sizeOf(network.input.shape);
	const codes = runQuantized(quantized, images, batch, integerProduct);
	return { codes, scale: quantized.nodes.at(-1)!.output.scale };
}

/** image of 8 bits → convolution, normalisation, sign, pool → convolution with magnitudes, sign → dense */
function anyBinaryNetwork() {
	return fc
		.record({
			seed: fc.nat(),
			pad: fc.integer({ min: 0, max: 1 }),
			channels: fc.integer({ min: 1, max: 3 }),
		})
		.map(({ seed, pad, channels }) => {
			const random = randomFor(seed, "binary network");
			const signs = (length: number, place: number, magnitude = 1) =>
				Float32Array.from({ length }, (_, i) =>
					random.uniform(place, i) < 0.5 ? -magnitude : magnitude,
				);
			// Halves of sixteenths: between the multiples of the images' 1/128 and of the magnitudes.
			const thresholds = (length: number, place: number) =>
				Float32Array.from(
					{ length },
					(_, i) => (2 * Math.floor(64 * random.uniform(place, i)) - 63) / 1024,
				);
			const nodes: NetworkNode[] = [
				convolution("conv1", "data", {
					shape: [4, channels, 2, 2],
					data: signs(16 * channels, 0),
				}),
				{
					kind: "batch-normalization",
					name: "norm1",
					inputs: ["conv1"],
					scale: signs(4, 1, 2),
					bias: thresholds(4, 2),
					mean: new Float32Array(4),
					variance: new Float32Array(4).fill(0.25),
					epsilon: 0,
				} as NetworkNode,
				sign("sign1", "norm1"),
				{
					kind: "max-pool",
					name: "pool1",
					inputs: ["sign1"],
					kernel: [2, 2],
					strides: [1, 1],
					pads: [0, 0, 0, 0],
					dilations: [1, 1],
					rounding: "down",
				},
				{
					...convolution("conv2", "pool1", {
						shape: [6, 4, 2, 2],
						data: signs(96, 3, 0.25),
					}),
					bias: thresholds(6, 4),
					pads: [pad, pad, pad, pad],
				},
				sign("sign2", "conv2"),
				{ kind: "flatten", name: "flat", inputs: ["sign2"] },
				dense("scores", "flat", 6 * (3 + 2 * pad) ** 2, 0, random),
			];
			const network: Network = {
				name: "binary",
				input: { name: "data", shape: [channels, 6, 6] },
				nodes,
				output: "scores",
			};
			const images = Float32Array.from(
				{ length: COUNT * channels * 36 },
				(_, i) => (Math.floor(256 * random.uniform(9, i)) - 128) / 128,
			);
			images[0] = -1;
			return { network, images, pad };
		});
}

function convolution(name: string, input: string, weights: Tensor) {
	return {
		kind: "convolution",
		name,
		inputs: [input],
		weights,
		bias: new Float32Array(weights.shape[0]!),
		strides: [1, 1],
		pads: [0, 0, 0, 0],
		dilations: [1, 1],
		groups: 1,
	} as const;
}

function sign(name: string, input: string): NetworkNode {
	return {
		kind: "activation",
		function: { kind: "sign" },
		name,
		inputs: [input],
	};
}

function dense(
	name: string,
	input: string,
	rows: number,
	bias: number,
	random: PlaceRandom = randomFor(1, name),
	outputs = 5,
): NetworkNode {
	const data = Float32Array.from({ length: outputs * rows }, (_, i) =>
		random.uniform(7, i) < 0.5 ? -1 : 1,
	);
	return {
		kind: "dense",
		name,
		inputs: [input],
		weights: { shape: [outputs, rows], data },
		bias: new Float32Array(outputs).fill(bias),
	};
}

/** Three dense layers with signs between them, the second with a bias. */
function signsOf(rows: number, bias: number): Network {
	const ones: NetworkNode = {
		...dense("ip1", "data", 4, 0, undefined, rows),
		weights: { shape: [rows, 4], data: new Float32Array(4 * rows).fill(1) },
	} as NetworkNode;
	return {
		name: "signs",
		input: { name: "data", shape: [4] },
		nodes: [
			ones,
			sign("sign1", "ip1"),
			dense("ip2", "sign1", rows, bias, undefined, 6),
			sign("sign2", "ip2"),
			dense("ip3", "sign2", 6, 0),
		],
		output: "ip3",
	};
}
