import fc from "fast-check";
import { expect, test } from "vitest";
import { type PlaceRandom, randomFor } from "../base/random.js";
import { sizeOf } from "../base/tensor.js";
import type { Design } from "../design/design.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { mapNetwork } from "../evaluate/map-network.js";
import {
	expectKernelToRun,
	kernelsUnderTest,
} from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { layerShapes } from "../network/layer-shape.js";
import type { Network } from "../network/network.js";
import { anyDesign, anyThreshold } from "../presets/design.arbitrary.js";
import { calibrate } from "../quantize/calibration.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import { programNetwork, simulateImages } from "./simulate-images.js";

expectKernelToRun();

const IMAGES = 2;

const anyVolume = fc.record({
	channels: fc.integer({ min: 1, max: 3 }),
	outputs: fc.integer({ min: 2, max: 5 }),
	depth: fc.integer({ min: 1, max: 4 }),
	side: fc.integer({ min: 2, max: 4 }),
	isPadded: fc.boolean(),
	seed: fc.nat(),
});

test("a kernel as deep as its volume is one over images whose channels are the layers: scores, events and shapes", () => {
	fc.assert(
		fc.property(
			anyVolume,
			anyDesign({
				adc: { kind: "fixed", bits: 5, step: 2, signed: true },
				partialProducts: anyThreshold,
				leastInputBits: 2,
			}),
			fc.boolean(),
			(volume, design, biasCorrection) => {
				const { channels, depth, side, seed } = volume;
				const values = channels * depth * side * side;
				const images = evenly([IMAGES * values], 9, seed);
				const operands = { ...design.operands, biasCorrection };
				const networks = [onVolumes(volume), onImages(volume)] as const;
				const [read, expected] = networks.map((network) =>
					simulate(network, images, { ...design, operands }),
				);
				expect(read).toEqual(expected);
				const [shape, imageShape] = networks.map(
					(network) => layerShapes(network)[0]!,
				);
				for (const field of ["rows", "positions"] as const)
					expect(shape![field]).toBe(imageShape![field]);
			},
		),
		{ numRuns: 40 },
	);
});

type AnyVolume =
	typeof anyVolume extends fc.Arbitrary<infer Value> ? Value : never;

function simulate(network: Network, images: Float32Array, design: Design) {
	const ranges = calibrate(network, images, IMAGES, referenceGemm);
	const quantized = quantizeNetwork(network, ranges, {
		...design.operands,
		bitsOf: () => design.operands,
	});
	const { mapping } = mapNetwork(shapesFor(network, design), design);
	return simulateImages(
		programNetwork(quantized, mapping, design, 1, kernelsUnderTest),
		images,
		IMAGES,
	);
}

function onVolumes(volume: AnyVolume): Network {
	const { channels, depth, side } = volume;
	return network(volume, [channels, depth, side, side]);
}

/** The same images: the layers of a channel lie one behind the other. */
function onImages(volume: AnyVolume): Network {
	const { channels, depth, side } = volume;
	return network(volume, [channels * depth, side, side]);
}

/** A convolution over the whole depth, and a dense layer. */
function network(
	{ channels, outputs, depth, side, isPadded, seed }: AnyVolume,
	shape: readonly number[],
): Network {
	const axes = shape.length - 1;
	const pad = isPadded ? 1 : 0;
	const outside = axes === 3 ? [0, pad, pad] : [pad, pad];
	const kernel = axes === 3 ? [depth, 2, 2] : [2, 2];
	const after = side + 2 * pad - 1;
	const weights = evenly([outputs * channels * depth * 4], 1, seed);
	return {
		name: "on volumes",
		input: { name: "data", shape },
		nodes: [
			{
				kind: "convolution",
				name: "layer",
				inputs: ["data"],
				weights: { shape: [outputs, shape[0]!, ...kernel], data: weights },
				bias: evenly([outputs], 2, seed),
				groups: 1,
				strides: kernel.map(() => 1),
				dilations: kernel.map(() => 1),
				pads: [...outside, ...outside],
			},
			{
				kind: "activation",
				function: { kind: "relu" },
				name: "relu",
				inputs: ["layer"],
			},
			{ kind: "flatten", name: "flat", inputs: ["relu"] },
			{
				kind: "dense",
				name: "scores",
				inputs: ["flat"],
				weights: {
					shape: [3, outputs * after ** 2],
					data: evenly([3 * outputs * after ** 2], 3, seed),
				},
				bias: evenly([3], 4, seed),
			},
		],
		output: "scores",
	};
}

function evenly(
	shape: readonly number[],
	place: number,
	seed: number,
): Float32Array {
	const random: PlaceRandom = randomFor(seed, "volumes");
	return Float32Array.from(
		{ length: sizeOf(shape) },
		(_, n) => 2 * random.uniform(place, n) - 1,
	);
}
