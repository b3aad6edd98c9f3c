import type { Design } from "../design/design.js";
import { withMeantCells } from "../device/ideal-cells.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import { arraysPerPe } from "../map/layer-plan.js";
import type { LayerMapping } from "../map/mapping.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import { integerProductBy } from "../quantize/integer-product.js";
import {
	matrixLayersOf,
	type QuantizedMatrixLayer,
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
import { calibratedFor } from "./calibrated-for.js";
import { shapesFor } from "./evaluate-cost.js";
import type { EvaluationData, PreparedNetwork } from "./prepare-network.js";
import { quantizeFor } from "./quantize-for.js";

/** Calibration images that column sums are taken from: the first ones. */
const SAMPLED_IMAGES = 32;

/** Column sums of the first calibration images, with the layers that they were taken in, on the cells of the design. */
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
	const layers = new Map(
		matrixLayersOf(network).map((layer, l) => [
			layer.name,
			programLayer(layer, mappings[l]!, design),
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

/** Layers of a network in the arrays of a design, and what their columns sum to. */
export interface SampledLayers {
	readonly layers: readonly QuantizedMatrixLayer[];
	readonly mappings: readonly LayerMapping[];
	/** By layer. */
	readonly sums: ReadonlyMap<string, ColumnSums>;
}

/** Column sums of a network's calibration images on a design; its converters and copies do not matter. */
export function columnSumsOf(
	prepared: PreparedNetwork,
	design: Design,
	seed: number,
): SampledLayers {
	const calibrated = calibratedFor(prepared, design.operands);
	// What is chosen from the sums is chosen before there is a chip.
	const open = withMeantCells(withLosslessAdcs(design));
	const perPe = arraysPerPe(open, weightEncoders[open.encoding.weights].cells);
	const mappings = shapesFor(calibrated.network, open).map((shape) =>
		placeLayer(planLayer(shape, open), 1, perPe),
	);
	const quantized = quantizeFor(calibrated, mappings, open);
	const { sums } = sampleCalibrationImages(
		prepared.data,
		quantized,
		mappings,
		open,
		{ seed },
	);
	return { layers: matrixLayersOf(quantized), mappings, sums };
}

/** The same design as far as it is known without data. */
function withLosslessAdcs(design: Design): Design {
	const adc = { kind: "lossless" } as const;
	const layers = Object.entries(design.layers).map(([name, layer]) => [
		name,
		{ ...layer, adc },
	]);
	return { ...design, adc, layers: Object.fromEntries(layers) };
}
