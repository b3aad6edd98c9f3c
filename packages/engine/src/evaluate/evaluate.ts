import type { Activity } from "../activity/activity.js";
import type { Cost } from "../cost/cost.js";
import { costNetwork } from "../cost/cost-network.js";
import type { Design } from "../design/design.js";
import { integerProduct } from "../quantize/integer-product.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import { classify, runQuantized } from "../quantize/run-quantized.js";
import {
	programNetwork,
	type SimulateOptions,
	simulateImages,
} from "../simulate/simulate-images.js";
import {
	accuracyOf,
	type PairedDifference,
	pairedDifference,
} from "./accuracy.js";
import { shapesFor } from "./evaluate-cost.js";
import { mapNetwork } from "./map-network.js";
import type { PreparedNetwork } from "./prepare-network.js";

/** Accuracy and cost of a network on a design, from one set of counted events. */
export interface Evaluation {
	readonly schema: "mho/run/1";
	readonly network: string;
	readonly design: Design;
	readonly seed: number;
	/** Images that accuracy and activity were measured on. */
	readonly images: number;
	readonly data: string;
	readonly calibration: { readonly data: string; readonly images: number };
	readonly accuracy: {
		readonly float: number;
		/** Integer operands, exact arithmetic. */
		readonly integer: number;
		/** Through the crossbars of the design. */
		readonly simulated: number;
		readonly simulatedMinusFloat: PairedDifference;
	};
	readonly activity: Activity;
	readonly cost: Cost;
}

export interface EvaluateOptions
	extends Pick<SimulateOptions, "mvm" | "batch"> {
	/** Of everything random; ideal crossbars use none. */
	readonly seed?: number;
	readonly onProgress?: (
		phase: "integer reference" | "crossbars",
		done: number,
		total: number,
	) => void;
}

const BATCH = 16;

/**
 * The whole path for one design: quantise → encode → map → simulate → count → cost.
 *
 * @throws InputError where the network does not fit the design
 */
export function evaluate(
	prepared: PreparedNetwork,
	design: Design,
	options: EvaluateOptions = {},
): Evaluation {
	const { network, data, ranges, floatClasses } = prepared;
	const { test, calibration } = data;
	const { mapping, hardware } = mapNetwork(shapesFor(network, design), design);
	const bits = new Map(
		mapping.layers.map((layer) => [layer.shape.layer, layer]),
	);
	const quantized = quantizeNetwork(network, ranges, {
		inputSign: design.operands.inputSign,
		bitsOf: (layer) => bits.get(layer)!,
	});
	const integerClasses = classifyIntegers(quantized, prepared, options);
	const simulated = simulateImages(
		programNetwork(quantized, mapping, design),
		test.images,
		test.count,
		{
			...options,
			onProgress: (done) => options.onProgress?.("crossbars", done, test.count),
		},
	);
	return {
		schema: "mho/run/1",
		network: network.name,
		design,
		seed: options.seed ?? 1,
		images: test.count,
		data: test.name,
		calibration: { data: calibration.name, images: calibration.count },
		accuracy: {
			float: accuracyOf(floatClasses, test.labels),
			integer: accuracyOf(integerClasses, test.labels),
			simulated: accuracyOf(simulated.classes, test.labels),
			simulatedMinusFloat: pairedDifference(
				simulated.classes,
				floatClasses,
				test.labels,
			),
		},
		activity: simulated.activity,
		cost: costNetwork(mapping, simulated.activity, design, hardware),
	};
}

function classifyIntegers(
	quantized: QuantizedNetwork,
	{ data }: PreparedNetwork,
	options: EvaluateOptions,
): Int32Array {
	const { images, count } = data.test;
	const values = images.length / count;
	const classes = new Int32Array(count);
	for (let first = 0; first < count; first += BATCH) {
		const last = Math.min(first + BATCH, count);
		const scores = runQuantized(
			quantized,
			images.subarray(first * values, last * values),
			last - first,
			integerProduct,
		);
		classes.set(classify(scores, last - first), first);
		options.onProgress?.("integer reference", last, count);
	}
	return classes;
}
