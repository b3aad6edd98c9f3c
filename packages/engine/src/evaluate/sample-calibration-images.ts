import { type Design, IDEAL_DEVICE } from "../design/design.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import type { LayerMapping } from "../map/mapping.js";
import { integerProductBy } from "../quantize/integer-product.js";
import {
	matrixLayersOf,
	type QuantizedNetwork,
} from "../quantize/quantized-network.js";
import {
	type ProgrammedLayer,
	programLayer,
} from "../simulate/program-layer.js";
import {
	type ColumnSums,
	type SampleOptions,
	sampleColumnSums,
} from "../simulate/sample-column-sums.js";
import type { EvaluationData } from "./prepare-network.js";

/** Calibration images that column sums are taken from: the first ones. */
const SAMPLED_IMAGES = 32;

/** Column sums of the first calibration images, with the layers that they were taken in. */
export function sampleCalibrationImages(
	{ calibration }: EvaluationData,
	network: QuantizedNetwork,
	mappings: readonly LayerMapping[],
	design: Design,
	options: SampleOptions,
): {
	readonly layers: ReadonlyMap<string, ProgrammedLayer>;
	readonly sums: ReadonlyMap<string, ColumnSums>;
} {
	// Of levels: what is chosen from the sums is chosen before there is a chip.
	const ideal = { ...design, device: IDEAL_DEVICE };
	const layers = new Map(
		matrixLayersOf(network).map((layer, l) => [
			layer.name,
			programLayer(layer, mappings[l]!, ideal),
		]),
	);
	const images = Math.min(SAMPLED_IMAGES, calibration.count);
	const values = calibration.images.length / calibration.count;
	const sums = sampleColumnSums(
		network,
		layers,
		design,
		calibration.images.subarray(0, images * values),
		images,
		{ integerProduct: integerProductBy(wasmIntegerGemm), ...options },
	);
	return { layers, sums };
}
