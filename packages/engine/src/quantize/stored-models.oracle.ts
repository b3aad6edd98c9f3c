import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseNpy } from "../base/npy.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import { layerShapes } from "../network/layer-shape.js";
import {
	modelFile,
	modelImages,
	openModel,
	sharedData,
	type TrainedModel,
	trainedModels,
} from "../network/trained-models.support.js";
import { calibrate } from "./calibration.js";
import { integerProductBy } from "./integer-product.js";
import { quantizeNetwork } from "./quantize-network.js";
import { classify, runInBatches } from "./run-quantized.js";

// Networks that arrive quantised or binary; their logits and classes are those of onnxruntime-node 1.30.
const IMAGES = 200;
const CALIBRATION = 20;
const IMAGE_BITS = 8;

/**
 * Codes of resnet8-mlperf-int8 for its first 20 images by the integer operators of ONNX Runtime: each layer of the file
 * written as the QLinearConv, QLinearAdd, QLinearAveragePool or QGemm that it stands for. From the file as it is ONNX
 * Runtime computes layers in float32, with other codes at ties: docs/quantisation.md.
 */
// biome-ignore format: an image a line
const RESNET8_CODES = [
	-43, -19, -28, 30, -59, -7, -20, -42, -37, -65,
	7, 30, -56, -64, -91, -86, -57, -75, 95, -2,
	3, 27, -26, -50, -49, -57, -30, -50, 61, -1,
	25, -11, -21, -28, -35, -43, -62, -41, 28, 0,
	-30, -10, 4, 0, -6, -59, 53, -73, -33, -41,
	-52, -51, -24, -5, -4, -17, 50, -18, -72, -35,
	-28, 36, -39, -20, -84, -19, -48, -10, -49, 3,
	-19, -40, -3, 8, 12, 1, 22, -20, -21, -14,
	-68, -65, -27, 55, -2, 8, -10, -42, -45, -64,
	-32, 32, -50, -31, -63, -69, -44, -59, -5, 11,
	43, -54, -27, -6, -18, -13, -56, -11, -32, -31,
	-41, 46, -98, -63, -113, -73, -88, -61, -35, 92,
	-75, -57, -14, -9, -11, 28, -18, 1, -64, -59,
	-41, -31, -33, -22, -20, -17, -20, 39, -63, -26,
	-3, 16, -66, -52, -72, -63, -84, -19, -36, 51,
	4, -11, -43, -56, -39, -55, -13, -69, 32, -23,
	-37, -80, -38, -20, -62, 12, -70, 11, -80, -42,
	-40, -25, -34, -28, -35, -19, -43, 47, -76, -20,
	0, -11, -34, -23, -34, -50, -38, -38, 72, 8,
	-32, -31, 12, 0, -26, -50, 78, -60, -32, -49,
];

describe.skipIf(!existsSync(sharedData))(
	"a network that brings its integers along",
	() => {
		const models = trainedModels().filter(
			({ name, dataset }) =>
				dataset !== "imagenet" &&
				(name.endsWith("int8") || name.startsWith("bnn")),
		);

		test.each(models)("$name has the codes of its file", (model) => {
			const layers = layerShapes(openModel(model));
			const bits = model.name.startsWith("bnn") ? 1 : 8;
			expect(layers.map(({ weightBits }) => weightBits)).toEqual(
				layers.map(() => bits),
			);
			// The image of a binary network comes in float.
			const first = bits === 1 ? undefined : bits;
			expect(layers.map(({ inputBits }) => inputBits)).toEqual(
				layers.map((_, l) => (l === 0 ? first : bits)),
			);
		});

		test.each(models)("$name gives the codes of ONNX Runtime", (model) => {
			const { scores, scale, zeroPoint, classes } = run(model);
			const { data } = parseNpy(
				modelFile(model, "expected_logits_first20.npy"),
				model.name,
			);
			const isResNet = model.name === "resnet8-mlperf-int8";
			const codes = isResNet
				? RESNET8_CODES
				: Array.from(data, (logit) => logit / scale + zeroPoint);
			for (const [i, code] of codes.entries())
				expect(Math.abs(scores[i]! - code)).toBeLessThan(0.01);
			// The logits of the file are those of layers in float32.
			const most = Math.max(
				...Array.from(data, (logit, i) =>
					Math.abs(scores[i]! - zeroPoint - logit / scale),
				),
			);
			expect(most).toBeLessThan(isResNet ? 3.01 : 0.01);
			const expected = modelFile(model, "expected_top1_u16.bin");
			expect([...classes]).toEqual(
				Array.from({ length: IMAGES }, (_, i) => expected.readUInt16LE(2 * i)),
			);
		});
	},
);

function run(model: TrainedModel) {
	const network = openModel(model);
	const images = modelImages(model, IMAGES);
	const own = new Map(
		layerShapes(network).map((shape) => [shape.layer, shape]),
	);
	const ranges = calibrate(
		network,
		images.subarray(0, (images.length / IMAGES) * CALIBRATION),
		CALIBRATION,
		createWasmGemm(),
	);
	const quantized = quantizeNetwork(network, ranges, {
		inputSign: "where-needed",
		bitsOf: (layer) => ({
			weightBits: own.get(layer)!.weightBits!,
			inputBits: own.get(layer)!.inputBits ?? IMAGE_BITS,
		}),
	});
	const product = integerProductBy(wasmIntegerGemm);
	const batch = 100;
	const scores = runInBatches(quantized, images, IMAGES, product, { batch });
	const { scale, zeroPoint } = quantized.nodes.find(
		({ output }) => output.name === quantized.output,
	)!.output;
	return { scores, scale, zeroPoint, classes: classify(scores, IMAGES) };
}
