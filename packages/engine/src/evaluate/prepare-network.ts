import { InputError } from "../base/input-error.js";
import { sizeOf } from "../base/tensor.js";
import type { Gemm } from "../kernels/gemm/contract.js";
import { runFloatReference } from "../network/float-reference.js";
import { inferShapes } from "../network/infer-shapes.js";
import type { Network } from "../network/network.js";
import { calibrate, type TensorRanges } from "../quantize/calibration.js";
import { classify } from "../quantize/run-quantized.js";

/** Images as the network takes them. */
export interface Images {
	/** float, [count × input values] */
	readonly images: Float32Array;
	readonly count: number;
	/** Of one image. */
	readonly shape: readonly number[];
	/** What messages call the data. */
	readonly name: string;
}

/** Images with the class of each. */
export interface LabelledImages extends Images {
	readonly labels: Uint8Array | Uint16Array | Int32Array;
}

/** Calibration and test images; no image is in both. */
export interface EvaluationData {
	readonly calibration: Images;
	readonly test: LabelledImages;
}

/** What all designs share: the network, its data, and what float arithmetic makes of them. */
export interface PreparedNetwork {
	readonly network: Network;
	readonly data: EvaluationData;
	readonly ranges: TensorRanges;
	/** Most likely class of each test image in float. */
	readonly floatClasses: Int32Array;
}

const BATCH = 64;

/**
 * Calibrates a network and classifies the test images in float.
 *
 * @throws InputError where the images do not fit the network's input or the labels its classes
 */
export function prepareNetwork(
	network: Network,
	data: EvaluationData,
	gemm: Gemm,
): PreparedNetwork {
	checkImages(network, data.calibration);
	checkImages(network, data.test);
	checkLabels(network, data.test);
	const ranges = calibrate(
		network,
		data.calibration.images,
		data.calibration.count,
		gemm,
	);
	return {
		network,
		data,
		ranges,
		floatClasses: classifyFloat(network, data.test, gemm),
	};
}

function checkImages(
	network: Network,
	{ name, shape, count, images }: Images,
): void {
	const wanted = network.input.shape;
	if (shape.join() !== wanted.join()) {
		throw new InputError(
			`data ${name}: found images of ${shape.join("×")}, ${network.name} takes ${wanted.join("×")}`,
		);
	}
	if (count < 1 || images.length !== count * sizeOf(shape)) {
		throw new InputError(
			`data ${name}: found ${images.length} values for ${count} images of ${shape.join("×")}`,
		);
	}
}

function checkLabels(
	network: Network,
	{ name, count, labels }: LabelledImages,
): void {
	if (labels.length !== count) {
		throw new InputError(
			`data ${name}: found ${labels.length} labels for ${count} images`,
		);
	}
	const classes = sizeOf(inferShapes(network).get(network.output)!);
	const wrong = labels.findIndex((label) => label < 0 || label >= classes);
	if (wrong >= 0) {
		throw new InputError(
			`data ${name}: image ${wrong} has label ${labels[wrong]}, ${network.name} has classes 0 … ${classes - 1}`,
		);
	}
}

function classifyFloat(
	network: Network,
	{ images, count }: LabelledImages,
	gemm: Gemm,
): Int32Array {
	const values = images.length / count;
	const classes = new Int32Array(count);
	for (let first = 0; first < count; first += BATCH) {
		const last = Math.min(first + BATCH, count);
		const scores = runFloatReference(
			network,
			images.subarray(first * values, last * values),
			{ gemm },
		);
		classes.set(classify(scores, last - first), first);
	}
	return classes;
}
