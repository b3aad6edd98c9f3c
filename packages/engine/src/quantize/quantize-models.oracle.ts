import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseCifar10 } from "../base/cifar10.js";
import { parseNpy } from "../base/npy.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import { importOnnx } from "../network/import/onnx/import-onnx.js";
import { calibrate } from "./calibration.js";
import { integerProductBy } from "./integer-product.js";
import { quantizeNetwork } from "./quantize-network.js";
import { classify, runInBatches } from "./run-quantized.js";

// Trained networks for CIFAR-10; their classes in float are those of onnxruntime-node 1.30.
const data = fileURLToPath(
	new URL("../../../../../shared/data/", import.meta.url),
);
const PIXELS = 3 * 32 * 32;
const CALIBRATION = 100;
const IMAGES = 150;

describe.skipIf(!existsSync(data))(
	"a network with shortcuts or pooling",
	() => {
		const channelMean = [123.675, 116.28, 103.53];
		const channelStd = [58.395, 57.12, 57.375];
		const byChannel = (pixel: number, i: number): number => {
			const channel = Math.floor((i % PIXELS) / 1024);
			return (pixel - channelMean[channel]!) / channelStd[channel]!;
		};
		const networks: readonly {
			readonly name: string;
			readonly preprocess: () => (pixel: number, i: number) => number;
		}[] = [
			{ name: "resnet8-mlperf", preprocess: () => (pixel) => pixel },
			{ name: "resnet20-cifar10-bn", preprocess: () => byChannel },
			{ name: "caffe-cifar10-quick", preprocess: pixelMean },
		];

		test.each(networks)(
			"keeps the classes of $name",
			({ name, preprocess }) => {
				const gemm = createWasmGemm();
				const images = (path: string, count: number): Float32Array => {
					const { images } = parseCifar10(readFileSync(join(data, path)), path);
					return Float32Array.from(
						images.data.subarray(0, count * PIXELS),
						preprocess(),
					);
				};
				const network = importOnnx(
					readFileSync(join(data, "models", name, "model.onnx")),
				);
				const ranges = calibrate(
					network,
					images("cifar10/calib_train_0000_1999.bin", CALIBRATION),
					CALIBRATION,
					gemm,
				);
				const expected = readFileSync(
					join(data, "models", name, "expected_top1_u16.bin"),
				);
				const test = images("cifar10/test_0000_4999.bin", IMAGES);
				const differing = (bits: number): number => {
					const quantized = quantizeNetwork(network, ranges, {
						inputSign: "where-needed",
						bitsOf: () => ({ weightBits: bits, inputBits: bits }),
					});
					const product = integerProductBy(wasmIntegerGemm);
					const scores = runInBatches(quantized, test, IMAGES, product, {
						batch: 100,
					});
					return classify(scores, IMAGES).reduce(
						(count, label, i) =>
							count + (label === expected.readUInt16LE(2 * i) ? 0 : 1),
						0,
					);
				};
				expect(differing(16)).toBeLessThanOrEqual(1);
				expect(differing(8)).toBeLessThanOrEqual(0.03 * IMAGES);
			},
		);

		function pixelMean(): (pixel: number, i: number) => number {
			const path = join(data, "cifar10/train_mean_chw_f32.npy");
			const mean = parseNpy(readFileSync(path), path).data;
			return (pixel, i) => pixel - mean[i % PIXELS]!;
		}
	},
);
