import type { Design } from "../design/design.js";
import { mitigationsOf } from "../design/mitigations.js";
import { withIdealCells } from "../device/ideal-cells.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import type { Mapping } from "../map/mapping.js";
import { integerProductBy } from "../quantize/integer-product.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import { correctBiases } from "../simulate/correct-biases.js";
import {
	foldSkippedMeans,
	foldsMeans,
} from "../simulate/fold-skipped-means.js";
import { programNetwork } from "../simulate/simulate-images.js";
import type { EvaluationData, PreparedNetwork } from "./prepare-network.js";
import { sampleCalibrationImages } from "./sample-calibration-images.js";

/**
 * The network that the crossbars compute: with the means of what they skip, where the design folds them, or of all that
 * the programmed chip is off by, where it corrects biases.
 */
export function foldMeans(
	{ data }: PreparedNetwork,
	network: QuantizedNetwork,
	mapping: Mapping,
	design: Design,
	seed: number,
): QuantizedNetwork {
	if (mitigationsOf(design).biases === "corrected")
		return correctForChip(data, network, mapping, design, seed);
	const isFolded = mapping.layers.some(({ shape }) =>
		foldsMeans(design, shape.layer),
	);
	if (!isFolded) return network;
	// Means of the inputs are all that is wanted: many vectors, no outputs.
	const options = { seed, vectors: 4096, outputs: 0 };
	const { layers, sums } = sampleCalibrationImages(
		data,
		network,
		mapping.layers,
		withIdealCells(design),
		options,
	);
	return foldSkippedMeans(network, layers, design, sums);
}

/** Calibration images that a programmed chip is compared on: the first ones. */
const COMPARED_IMAGES = 32;

function correctForChip(
	{ calibration }: EvaluationData,
	network: QuantizedNetwork,
	mapping: Mapping,
	design: Design,
	seed: number,
): QuantizedNetwork {
	const count = Math.min(COMPARED_IMAGES, calibration.count);
	const values = calibration.images.length / calibration.count;
	return correctBiases(
		programNetwork(network, mapping, design, seed),
		calibration.images.subarray(0, count * values),
		count,
		integerProductBy(wasmIntegerGemm),
	);
}
