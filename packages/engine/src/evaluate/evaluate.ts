import type { Activity } from "../activity/activity.js";
import type { Cost } from "../cost/cost.js";
import { costNetwork } from "../cost/cost-network.js";
import type { Design } from "../design/design.js";
import { fractionBits } from "../device/cell-grid.js";
import { isIdealRead } from "../device/is-ideal.js";
import { isExact } from "../map/layer-plan.js";
import { measuredActivity } from "../simulate/simulate-images.js";
import { accuracyOf } from "./accuracy.js";
import { calibrateDesign } from "./calibrate-design.js";
import { calibratedFor } from "./calibrated-for.js";
import { shapesFor } from "./evaluate-cost.js";
import { type ExpectedLoss, expectedLoss } from "./expected-loss.js";
import { foldMeans } from "./fold-means.js";
import { type ImageExecutor, inProcess } from "./image-executor.js";
import type { ImageTask } from "./image-task.js";
import { computeAfresh, type KeepStage } from "./kept-stages.js";
import { mapNetwork } from "./map-network.js";
import { operandNotes } from "./operand-notes.js";
import {
	type PairedDifference,
	pairedDifference,
} from "./paired-difference.js";
import type { PreparedNetwork } from "./prepare-network.js";
import { quantizationNote } from "./quantization-note.js";
import { quantizeFor } from "./quantize-for.js";

/** Accuracy and cost of a network on a design, from one set of counted events. */
export interface Evaluation {
	readonly schema: "mho/run/1";
	readonly network: string;
	/** Name of the design. */
	readonly design: string;
	/** The whole design point, in SI units, with what calibration images decided. */
	readonly resolvedDesign: Design;
	readonly seed: number;
	/** Images that accuracy and activity were measured on. */
	readonly images: number;
	readonly data: string;
	/** Fraction bits of the grid of levels on which the cells of each layer lie; 0 where they are ideal. */
	readonly cellGrid: Readonly<Record<string, number>>;
	readonly calibration: { readonly data: string; readonly images: number };
	readonly accuracy: {
		readonly float: number;
		/** Integer operands, exact arithmetic. */
		readonly integer: number;
		/** Through the crossbars of the design. */
		readonly simulated: number;
		/** Counted by labels. */
		readonly simulatedMinusFloat: PairedDifference;
		/** What the crossbars lose against float, by float's probabilities of the classes that change; absent where the count contradicts. */
		readonly expectedLoss?: ExpectedLoss | undefined;
		/** Images with the class that float gives, right or wrong. */
		readonly agreement: number;
	};
	/** What layers do otherwise than the design says, and what quantisation may be set to. */
	readonly notes: readonly string[];
	readonly activity: Activity;
	readonly cost: Cost;
}

export interface EvaluateOptions {
	/** Of everything random; ideal crossbars use none. */
	readonly seed?: number;
	/** Where the images are worked on. */
	readonly executor?: ImageExecutor;
	/** What earlier evaluations of the same network, data and executor have computed. */
	readonly keep?: KeepStage;
	readonly onProgress?: (
		phase: ImageTask["kind"],
		done: number,
		total: number,
	) => void;
}

/**
 * The whole path for one design: calibrate → quantise → encode → map → simulate → count → cost.
 *
 * @throws InputError where the network does not fit the design
 */
export async function evaluate(
	prepared: PreparedNetwork,
	given: Design,
	options: EvaluateOptions = {},
): Promise<Evaluation> {
	const { network, data, floatClasses, floatProbabilities } = prepared;
	const { seed = 1, keep = computeAfresh } = options;
	const design = calibrateDesign(prepared, given, seed, keep);
	const { test, calibration } = data;
	const { mapping, hardware } = mapNetwork(shapesFor(network, design), design);
	const ofLayers = mapping.layers.flatMap(({ weightBits, inputBits }) => [
		weightBits,
		inputBits,
	]);
	const calibrated = calibratedFor(prepared, design.operands);
	const quantized = keep(
		"quantised network",
		[design.operands, isIdealRead(design), ...ofLayers],
		() => quantizeFor(calibrated, mapping.layers, design),
	);
	const run = (task: ImageTask) =>
		(options.executor ?? inProcess)(task, test.images, test.count, (done) =>
			options.onProgress?.(task.kind, done, test.count),
		);
	const simulated = await keep(
		"crossbars",
		[quantized, test.images, ...readParts(design), seed],
		() =>
			run({
				kind: "crossbars",
				network: foldMeans(prepared, quantized, mapping, design, seed),
				mapping,
				design,
				seed,
			}),
	);
	// Layers that are all provably exact give the integer reference itself.
	const integer =
		mapping.layers.every(isExact) && isIdealRead(design)
			? simulated
			: await keep("integer reference", [quantized, test.images], () =>
					run({ kind: "integer reference", network: quantized }),
				);
	const activity = measuredActivity(mapping, simulated.events, test.count);
	const simulatedMinusFloat = pairedDifference(
		simulated.classes,
		floatClasses,
		test.labels,
	);
	const accuracy = {
		float: accuracyOf(floatClasses, test.labels),
		integer: accuracyOf(integer.classes, test.labels),
		simulated: accuracyOf(simulated.classes, test.labels),
		simulatedMinusFloat,
		expectedLoss: expectedLoss(
			floatProbabilities,
			simulated.classes,
			simulatedMinusFloat,
		),
		agreement: accuracyOf(simulated.classes, floatClasses),
	};
	return {
		schema: "mho/run/1",
		network: network.name,
		design: design.name,
		resolvedDesign: design,
		seed,
		images: test.count,
		data: test.name,
		cellGrid: Object.fromEntries(
			mapping.layers.map((layer) => [
				layer.shape.layer,
				fractionBits(layer, design),
			]),
		),
		calibration: { data: calibration.name, images: calibration.count },
		accuracy,
		notes: [
			...operandNotes(mapping.layers, design),
			...quantizationNote(accuracy, design.operands),
		],
		activity,
		cost: costNetwork(mapping, activity, design, hardware),
	};
}

/**
 * The parts of a design that scores and events follow from: not times, copies, or what surrounds the arrays. Only
 * parts that certainly do not matter are left out, so that a field that is new counts.
 */
function readParts({
	name: _,
	description: __,
	technologyNode: ___,
	hierarchy: { crossbarsPerPe, adcsPerPe },
	replication: ____,
	components: _____,
	idle: ______,
	crossbar: { arrayReadTime: _______, readPulse: ________, ...crossbar },
	...parts
}: Design): readonly unknown[] {
	// Which converter a column has matters only where they differ.
	const converters = parts.adcDefects && [crossbarsPerPe, adcsPerPe];
	return [...Object.values(parts), JSON.stringify([crossbar, converters])];
}
