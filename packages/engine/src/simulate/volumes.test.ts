import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFor } from "../base/random.js";
import {
	evenly,
	simulateNetwork,
} from "../evaluate/simulate-network.support.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { layerShapes } from "../network/layer-shape.js";
import type { Network } from "../network/network.js";
import { anyDesign, anyThreshold } from "../presets/design.arbitrary.js";

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
				const random = randomFor(seed, "volumes");
				const values = channels * depth * side * side;
				const images = evenly([IMAGES * values], 9, random).data;
				const operands = { ...design.operands, biasCorrection };
				const networks = [onVolumes(volume), onImages(volume)] as const;
				const [read, expected] = networks.map((network) =>
					simulateNetwork(network, images, IMAGES, { ...design, operands }),
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
	{ outputs, depth, side, isPadded, seed }: AnyVolume,
	shape: readonly number[],
): Network {
	const axes = shape.length - 1;
	const pad = isPadded ? 1 : 0;
	const outside = axes === 3 ? [0, pad, pad] : [pad, pad];
	const kernel = axes === 3 ? [depth, 2, 2] : [2, 2];
	const after = side + 2 * pad - 1;
	const random = randomFor(seed, "volumes");
	const weights = evenly([outputs, shape[0]!, ...kernel], 1, random);
	return {
		name: "on volumes",
		input: { name: "data", shape },
		nodes: [
			{
				kind: "convolution",
				name: "layer",
				inputs: ["data"],
				weights,
				bias: evenly([outputs], 2, random).data,
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
				weights: evenly([3, outputs * after ** 2], 3, random),
				bias: evenly([3], 4, random).data,
			},
		],
		output: "scores",
	};
}
