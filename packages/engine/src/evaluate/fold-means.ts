import type { Design } from "../design/design.js";
import type { Mapping } from "../map/mapping.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import {
	foldSkippedMeans,
	foldsMeans,
} from "../simulate/fold-skipped-means.js";
import type { PreparedNetwork } from "./prepare-network.js";
import { sampleCalibrationImages } from "./sample-calibration-images.js";

/** The network that the crossbars compute: with the means of what they skip, where the design folds them. */
export function foldMeans(
	{ data }: PreparedNetwork,
	network: QuantizedNetwork,
	mapping: Mapping,
	design: Design,
	seed: number,
): QuantizedNetwork {
	const isFolded = mapping.layers.some(({ shape }) =>
		foldsMeans(design, shape.layer),
	);
	if (!isFolded) return network;
	// Means of the inputs are all that is wanted: many vectors, few outputs.
	const options = { seed, vectors: 4096, outputs: 1 };
	const { layers, sums } = sampleCalibrationImages(
		data,
		network,
		mapping.layers,
		design,
		options,
	);
	return foldSkippedMeans(network, layers, design, sums);
}
