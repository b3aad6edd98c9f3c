import type { Cost } from "../cost/cost.js";
import { costNetwork } from "../cost/cost-network.js";
import type { Design, Operands } from "../design/design.js";
import { calibrateDesign } from "../evaluate/calibrate-design.js";
import { calibratedFor } from "../evaluate/calibrated-for.js";
import { evaluateCost, shapesFor } from "../evaluate/evaluate-cost.js";
import type { ExpectedLoss } from "../evaluate/expected-loss.js";
import { floatAnswers } from "../evaluate/float-answers.js";
import { type ImageExecutor, inProcess } from "../evaluate/image-executor.js";
import {
	type PairedDifference,
	pairedDifference,
} from "../evaluate/paired-difference.js";
import type {
	LabelledImages,
	PreparedNetwork,
} from "../evaluate/prepare-network.js";
import { readImages } from "../evaluate/read-images.js";
import {
	checkBudget,
	isHopeless,
	type JudgeBy,
	keepsBudget,
	lossToJudgeBy,
} from "./accuracy-budget.js";
import {
	createOptionSource,
	type OptionSource,
	STUDY_BYTES,
} from "./layer-options.js";
import { createScoreProbe } from "./score-probe.js";

/** What searches of one network share: what they have measured, and the images that they may see. */
export interface SearchSession {
	readonly prepared: PreparedNetwork;
	/** Images of the search. */
	readonly images: LabelledImages;
	/** Whether some layer takes numbers of either sign, of more bits than a sign. */
	hasSignedInputs(operands: Operands): boolean;
	/** Whether no image that calibrates or is searched on goes below 0. */
	readonly hasUnsignedImages: boolean;
	/** What layers can be set to, with these operands. */
	optionsFor(operands: Operands): OptionSource;
	/** The design with the converters that calibration images say. */
	calibrate(design: Design): Design;
	/** Accuracy and cost of a design on the images of the search; remembered. */
	check(design: Design): Promise<DesignCheck>;
}

/** A design on the images of a search. */
export interface DesignCheck {
	/** By counted labels. */
	readonly againstFloat: PairedDifference;
	/** By float's probabilities; absent where it does not count. */
	readonly expectedLoss?: ExpectedLoss | undefined;
	/** Images that were read: fewer where the first ones were enough to say no. */
	readonly images: number;
	/** The loss, moved a little towards the upper end of its interval, is within the budget. */
	readonly passes: boolean;
	/** From the activity on these images. */
	readonly cost: Cost;
	/** The same of a design that computes the same on other digital hardware. */
	costOf(design: Design): Cost;
}

export interface SessionOptions {
	/** Loss of accuracy against float that is allowed, as a fraction. */
	readonly maxAccuracyLoss: number;
	/** `either` if not stated. */
	readonly judgeBy?: JudgeBy | undefined;
	readonly seed?: number;
	/** Images that the noise of layers is measured on. */
	readonly noiseImages?: number;
	/** Memory for what is known of layers, besides images and networks; less of it takes longer, and changes no result. */
	readonly studyBytes?: number | undefined;
	readonly executor?: ImageExecutor | undefined;
	readonly onProgress?:
		| ((phase: string, done: number, total: number) => void)
		| undefined;
}

const NOISE_IMAGES = 16;
/** Part of the images that are read first: bad designs need no more. */
const FIRST_PART = 0.25;

/**
 * Opens a search of a network on some images, none of which may be among those that accuracy is reported on.
 *
 * @throws InputError where they are too few to say of any design that it keeps the budget
 */
export async function openSearch(
	prepared: PreparedNetwork,
	images: LabelledImages,
	options: SessionOptions,
): Promise<SearchSession> {
	const {
		seed = 1,
		executor = inProcess,
		noiseImages = NOISE_IMAGES,
		judgeBy = "either",
		studyBytes = STUDY_BYTES,
	} = options;
	checkBudget(images.count, options.maxAccuracyLoss);
	const { network } = prepared;
	const float = await floatAnswers(network, images, executor, (done) =>
		options.onProgress?.("float reference", done, images.count),
	);
	const few = part(images, 0, Math.min(noiseImages, images.count));
	const sources = new Map<string, OptionSource>();
	const room = { bytes: studyBytes };
	const checks = new Map<string, DesignCheck>();
	const read = async (design: Design, count: number) => {
		const within = part(images, 0, count);
		const { mapping, hardware, classes, activity } = await readImages(
			prepared,
			design,
			within,
			{ seed, executor },
		);
		const againstFloat = pairedDifference(
			classes,
			float.classes.subarray(0, count),
			within.labels,
		);
		const probabilities = float.probabilities.subarray(
			0,
			(count * float.probabilities.length) / images.count,
		);
		return {
			againstFloat,
			expectedLoss: lossToJudgeBy(
				judgeBy,
				probabilities,
				classes,
				againstFloat,
			),
			cost: costNetwork(mapping, activity, design, hardware),
			costOf: (other: Design) => evaluateCost(network, other, activity).cost,
			images: count,
		};
	};
	return {
		prepared,
		images,
		hasSignedInputs: (operands) =>
			shapesFor(network, { operands } as Design).some(
				({ inputBits, signedInputs }) => signedInputs && inputBits !== 1,
			),
		hasUnsignedImages: [prepared.data.calibration, images].every(
			(of) => !of.images.some((value) => value < 0),
		),
		optionsFor(operands) {
			const key = JSON.stringify([
				operands.inputSign,
				operands.unsignedImages,
				operands.activationRange,
				operands.biasCorrection,
				operands.channelEqualization,
			]);
			const known = sources.get(key);
			if (known) return known;
			const probe = createScoreProbe(
				calibratedFor(prepared, operands),
				operands,
				few,
				seed,
			);
			const shapes = shapesFor(network, { operands } as Design);
			const source = createOptionSource(
				shapes,
				probe,
				(layer) =>
					options.onProgress?.("noise of layers", layer, shapes.length),
				room,
			);
			sources.set(key, source);
			return source;
		},
		calibrate: (design) => calibrateDesign(prepared, design, seed),
		async check(design) {
			const key = JSON.stringify({ ...design, name: "", description: "" });
			const known = checks.get(key);
			if (known) return known;
			const first = await read(design, Math.ceil(images.count * FIRST_PART));
			const all = isHopeless(first, options.maxAccuracyLoss)
				? first
				: await read(design, images.count);
			const passes =
				all.images === images.count &&
				keepsBudget(all, options.maxAccuracyLoss);
			const check = { ...all, passes };
			checks.set(key, check);
			return check;
		},
	};
}

/** Some of the images. */
export function part(
	images: LabelledImages,
	from: number,
	to: number,
	name: string = images.name,
): LabelledImages {
	const values = images.images.length / images.count;
	return {
		...images,
		name,
		images: images.images.subarray(from * values, to * values),
		labels: images.labels.subarray(from, to),
		count: to - from,
	};
}
