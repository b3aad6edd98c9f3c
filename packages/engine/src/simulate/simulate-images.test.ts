import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrayEvents } from "../activity/array-events.js";
import type { Design } from "../design/design.js";
import { type Device, IDEAL_DEVICE } from "../design/device.js";
import type { EarlyTermination } from "../design/partial-product-policy.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { mapNetwork } from "../evaluate/map-network.js";
import {
	expectKernelToRun,
	kernelsUnderTest,
} from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { storedBits } from "../map/stored-digits.js";
import {
	anySmallNetwork,
	type SmallNetwork,
} from "../network/small-network.arbitrary.js";
import {
	anyDesign,
	anyEarlyTermination,
	anyRuntime,
	anyThreshold,
	anyZeroPlane,
} from "../presets/design.arbitrary.js";
import { calibrate } from "../quantize/calibration.js";
import { integerProduct } from "../quantize/integer-product.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import { SCORE_BITS } from "../quantize/quantized-network.js";
import { runQuantized } from "../quantize/run-quantized.js";
import {
	programNetwork,
	simulateImages,
	simulateScores,
} from "./simulate-images.js";

expectKernelToRun();

const IMAGES = 3;

function program({ network, images, count }: SmallNetwork, design: Design) {
	const quantized = quantizeNetwork(
		network,
		calibrate(network, images, count, referenceGemm),
		{ ...design.operands, bitsOf: () => design.operands },
	);
	const { mapping } = mapNetwork(shapesFor(network, design), design);
	return {
		quantized,
		programmed: programNetwork(quantized, mapping, design, 1, kernelsUnderTest),
	};
}

describe("a network in crossbars that lose nothing", () => {
	test("gives the scores of the integer reference, with the shortcut and without", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(IMAGES),
				anyDesign({ leastInputBits: 2 }),
				(small, design) => {
					const { quantized, programmed } = program(small, design);
					const { images } = small;
					const read = simulateImages(programmed, images, IMAGES, {
						useShortcut: false,
					});
					const shortcut = simulateImages(programmed, images, IMAGES);
					expect(read.scores).toEqual(
						Int32Array.from(
							runQuantized(quantized, images, IMAGES, integerProduct),
						),
					);
					expect(shortcut).toEqual(read);
				},
			),
			{ numRuns: 40 },
		);
	});
});

test("a network whose outputs are stopped early gives the scores of the integer reference", () => {
	fc.assert(
		fc.property(
			anySmallNetwork(IMAGES),
			anyDesign({ leastInputBits: 2, partialProducts: anyEarlyTermination }),
			(small, any) => {
				const { partialProducts } = any;
				const design: Design = {
					...any,
					partialProducts: {
						...(partialProducts as EarlyTermination),
						otherwise: { kind: "all" },
					},
				};
				const { quantized, programmed } = program(small, design);
				const { images } = small;
				const { scores } = simulateImages(programmed, images, IMAGES);
				expect(scores).toEqual(
					Int32Array.from(
						runQuantized(quantized, images, IMAGES, integerProduct),
					),
				);
			},
		),
		{ numRuns: 25 },
	);
});

describe("a simulation", () => {
	test("does not depend on the images that are in memory at a time", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(IMAGES),
				anyDesign({
					adc: { kind: "fixed", bits: 4, step: 2, signed: true },
					partialProducts: fc.oneof(
						anyThreshold,
						anyZeroPlane,
						anyRuntime,
						anyEarlyTermination,
					),
					leastInputBits: 2,
				}),
				(small, design) => {
					const { programmed } = program(small, design);
					const [one, two, all] = [1, 2, 16].map((batch) =>
						simulateImages(programmed, small.images, IMAGES, { batch }),
					);
					expect(one).toEqual(all);
					expect(two).toEqual(all);
				},
			),
			{ numRuns: 40 },
		);
	});

	test("with deviating cells and noise depends on the number of an image, not on who else is read", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(IMAGES),
				anyDesign({
					adc: { kind: "fixed", bits: 6, step: 1, signed: true },
					leastInputBits: 2,
				}),
				(small, ideal) => {
					const device: Device = {
						...IDEAL_DEVICE,
						programming: { kind: "normal", ofRange: 0.05, ofConductance: 0 },
						readNoise: { kind: "normal", ofRange: 0.05, ofConductance: 0 },
					};
					const { programmed } = program(small, { ...ideal, device });
					const { images } = small;
					const all = simulateScores(programmed, images, IMAGES);
					const values = images.length / IMAGES;
					const one = simulateScores(programmed, images, 1);
					const others = simulateScores(
						programmed,
						images.subarray(values),
						IMAGES - 1,
						{ firstImage: 1, batch: 1 },
					);
					expect([...one.scores, ...others.scores]).toEqual([...all.scores]);
				},
			),
			{ numRuns: 15 },
		);
	});

	test("gives events per image, as they follow from the mapping where no data drives them", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(IMAGES),
				anyDesign({ partialProducts: anyThreshold, leastInputBits: 2 }),
				(small, design) => {
					const { programmed } = program(small, design);
					const { activity } = simulateImages(programmed, small.images, IMAGES);
					expect(activity).toMatchObject({
						source: "measured",
						images: IMAGES,
					});
					const { layers } = programmed.mapping;
					expect(activity.layers.map(({ layer }) => layer)).toEqual([
						"conv1",
						"conv2",
						"ip1",
						"ip2",
					]);
					activity.layers.forEach(({ array, traffic, adcBits }, l) => {
						const layer = layers[l]!;
						expect(array).toMatchObject(arrayEvents(layer, design));
						expect(adcBits).toBe(layer.adc.bits);
						// Without shortcuts: from each layer to the next, the scores of the last one out.
						const next = layers[l + 1];
						const bits = next ? storedBits(next) : SCORE_BITS;
						const { positions, poolOutputs } = layer.shape;
						const outputs = layer.shape.outputs * layer.shape.groups;
						const stored = poolOutputs || outputs * positions;
						const image = l === 0 ? layer.shape.inputValues : 0;
						expect(traffic).toMatchObject({
							routerBits: image * layer.inputBits + stored * bits,
							edramWriteBits: image * storedBits(layer) + stored * bits,
							edramReadBits:
								layer.rowLoadsPerPosition * positions * storedBits(layer),
							tileOutputBits: outputs * positions * bits,
							linkBits: image * layer.inputBits + (next ? 0 : stored * bits),
						});
					});
				},
			),
			{ numRuns: 40 },
		);
	});
});
