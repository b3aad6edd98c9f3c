import { InputError } from "../base/input-error.js";
import { sizeOf } from "../base/tensor.js";
import { inferShapes } from "../network/infer-shapes.js";
import type { Network } from "../network/network.js";
import { rangesOf, type TensorRanges } from "../quantize/calibration.js";
import { floatAnswers } from "./float-answers.js";
import { type ImageExecutor, inProcess } from "./image-executor.js";
import type { ImageTask } from "./image-task.js";

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
	/** Of all classes of each test image, [images × classes]. */
	readonly floatProbabilities: Float64Array;
}

export interface PrepareOptions {
	/** Where the images are worked on. */
	readonly executor?: ImageExecutor;
	readonly onProgress?: (
		phase: ImageTask["kind"],
		done: number,
		total: number,
	) => void;
}

/**
 * Calibrates a network and classifies the test images in float.
 *
 * @throws InputError where the images do not fit the network's input or the labels its classes
 */
export async function prepareNetwork(
	network: Network,
	data: EvaluationData,
	options: PrepareOptions = {},
): Promise<PreparedNetwork> {
	const { calibration, test } = data;
	checkImages(network, test);
	checkImages(network, calibration);
	checkLabels(network, test);
	const { executor = inProcess, onProgress } = options;
	const { statistics } = await executor(
		{ kind: "calibration", network },
		calibration.images,
		calibration.count,
		(done) => onProgress?.("calibration", done, calibration.count),
	);
	const { classes, probabilities } = await floatAnswers(
		network,
		test,
		executor,
		(done) => onProgress?.("float reference", done, test.count),
	);
	const ranges = rangesOf(
		network,
		statistics!,
		calibration.images,
		calibration.count,
	);
	return {
		network,
		data,
		ranges,
		floatClasses: classes,
		floatProbabilities: probabilities,
	};
}

function checkImages(
	network: Network,
	{ name, shape, count, images }: Images,
): void {
	const wanted = network.input.shape;
	if (withoutOnes(shape) !== withoutOnes(wanted)) {
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

/** Axes of length 1 change no order: 28×28 is 1×28×28. */
function withoutOnes(shape: readonly number[]): string {
	return shape.filter((size) => size !== 1).join("×");
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
