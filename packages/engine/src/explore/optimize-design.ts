import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { type Evaluation, evaluate } from "../evaluate/evaluate.js";
import { evaluateCost, shapesFor } from "../evaluate/evaluate-cost.js";
import type { ImageExecutor } from "../evaluate/image-executor.js";
import {
	type PairedDifference,
	pairedDifference,
} from "../evaluate/paired-difference.js";
import type {
	LabelledImages,
	PreparedNetwork,
} from "../evaluate/prepare-network.js";
import {
	type Descent,
	descend,
	type KnobNoise,
	type Terrain,
} from "./descend.js";
import {
	fullResolution,
	type Knob,
	type KnobKind,
	type KnobSetting,
	knobsForAll,
	knobsPerLayer,
	settingsAlike,
	unturned,
	withSettings,
} from "./knob.js";
import {
	classesOf,
	createScoreProbe,
	relativeNoise,
	type SearchContext,
} from "./measure-design.js";
import { logObjective, type Objective } from "./objective.js";

export interface OptimizeOptions {
	/** Loss of accuracy against float that is allowed, as a fraction. */
	readonly maxAccuracyLoss: number;
	readonly objective: Objective;
	/** What is searched; the rest of the design stays. */
	readonly knobs: readonly KnobKind[];
	/** Images of the test set that the search may see; they are left out of the accuracy. */
	readonly searchImages: number;
	/** Of these, images that the noise of single knobs is measured on. */
	readonly noiseImages?: number;
	readonly seed?: number;
	readonly executor?: ImageExecutor;
	readonly onProgress?: (phase: string, done: number, total: number) => void;
}

/** A search and what came of it, on images that it never saw. */
export interface Optimization {
	readonly schema: "mho/optimize/1";
	readonly network: string;
	readonly objective: Objective;
	readonly maxAccuracyLoss: number;
	readonly searchImages: number;
	/** The design as it was given. */
	readonly start: Evaluation;
	/** The best that sets all layers alike. */
	readonly uniform: Tuned;
	/** The best that sets each layer for itself. */
	readonly tuned: Tuned;
}

export interface Tuned {
	readonly design: Design;
	readonly evaluation: Evaluation;
	/** The way there, from full resolution or from the uniform design, and how far down it the design lies. */
	readonly steps: readonly SearchStep[];
	readonly taken: number;
	/** Places on the way whose accuracy was simulated, on the images of the search. */
	readonly checks: readonly AccuracyCheck[];
}

export interface SearchStep {
	readonly layers: readonly string[];
	readonly kind: KnobKind;
	/** What the layers do from here on. */
	readonly setting: unknown;
	/** Relative noise of the scores that is expected from here on. */
	readonly noise: number;
	/** Objective over that at full resolution, by estimated activity. */
	readonly gain: number;
}

export interface AccuracyCheck {
	/** Steps that were taken. */
	readonly step: number;
	readonly againstFloat: PairedDifference;
	readonly passes: boolean;
}

const NOISE_IMAGES = 32;
/** Scores that are half noise classify nothing. */
const NOISE_LIMIT = 1;

/**
 * Lowers operand bits, ADC resolution and partial products of each layer as far as the accuracy allows, for the
 * most of an objective. The noise that each knob alone makes in the scores is measured on a few images; a greedy
 * descent by estimated cost orders the turns; bisection on simulated accuracy finds how many are taken. The same is
 * done with all layers alike, and both are verified on images that no step has seen.
 *
 * @throws InputError where the design does not fit the network
 */
export async function optimizeDesign(
	prepared: PreparedNetwork,
	design: Design,
	options: OptimizeOptions,
): Promise<Optimization> {
	const { network, ranges } = prepared;
	const { search, rest } = splitForSearch(prepared, options.searchImages);
	const { executor, seed = 1 } = options;
	const context = { network, ranges, executor, seed };
	const shapes = shapesFor(network, design);
	const full = fullResolution(design, options.knobs);
	const surroundings = { context, search, options };
	const verify = (phase: string, tuned: Design) =>
		evaluate(rest, tuned, {
			seed,
			...(executor && { executor }),
			onProgress: (_, done, total) =>
				options.onProgress?.(`verify ${phase}`, done, total),
		});
	const tuned = async (phase: string, found: Found): Promise<Tuned> => {
		const named = { ...found.design, name: `${design.name}-${phase}` };
		const { settings: _, score: __, ...way } = found;
		return { ...way, design: named, evaluation: await verify(phase, named) };
	};
	const alike = knobsForAll(shapes, full, options.knobs);
	const uniform = await searchKnobs(
		full,
		unturned(alike),
		surroundings,
		"uniform",
	);
	const single = knobsPerLayer(shapes, full, options.knobs);
	// A greedy way from the top may miss what lies below the best that is uniform.
	const ways = [unturned(single), settingsAlike(single, uniform.settings)];
	const found: Found[] = [];
	for (const start of ways)
		found.push(await searchKnobs(full, start, surroundings, "tuned"));
	const best = found.reduce((a, b) => (b.score > a.score ? b : a));
	return {
		schema: "mho/optimize/1",
		network: network.name,
		objective: options.objective,
		maxAccuracyLoss: options.maxAccuracyLoss,
		searchImages: search.data.test.count,
		start: await verify("start", design),
		uniform: await tuned("uniform", uniform),
		tuned: await tuned("tuned", best),
	};
}

/** What a search found. */
interface Found extends Omit<Tuned, "evaluation"> {
	readonly settings: readonly KnobSetting[];
	/** Logarithm of the objective, by estimated activity. */
	readonly score: number;
}

/**
 * The first test images for the search, the others for the verification.
 *
 * @throws InputError where none are left
 */
function splitForSearch(
	prepared: PreparedNetwork,
	images: number,
): { readonly search: PreparedNetwork; readonly rest: PreparedNetwork } {
	const { data, floatClasses } = prepared;
	const { test } = data;
	if (images >= test.count)
		throw new InputError(
			`search images: found ${images} of the ${test.count} of ${test.name}: none are left to verify on`,
		);
	const values = test.images.length / test.count;
	const part = (from: number, to: number, name: string): PreparedNetwork => ({
		...prepared,
		floatClasses: floatClasses.subarray(from, to),
		data: {
			...data,
			test: {
				...test,
				name,
				images: test.images.subarray(from * values, to * values),
				labels: test.labels.subarray(from, to),
				count: to - from,
			},
		},
	});
	return {
		search: part(0, images, `${test.name}, the first ${images}`),
		rest: part(images, test.count, `${test.name}, without the first ${images}`),
	};
}

interface Surroundings {
	readonly context: SearchContext;
	readonly search: PreparedNetwork;
	readonly options: OptimizeOptions;
}

async function searchKnobs(
	full: Design,
	start: readonly KnobSetting[],
	{ context, search, options }: Surroundings,
	phase: string,
): Promise<Found> {
	const { test } = search.data;
	const few = firstImages(test, options.noiseImages ?? NOISE_IMAGES);
	const probe = createScoreProbe(context, few);
	const scoreOf = (settings: readonly KnobSetting[]): number => {
		const candidate = withSettings(full, settings);
		const { cost } = evaluateCost(context.network, candidate);
		return logObjective(options.objective, cost);
	};
	const base = scoreOf([]);
	const notches = start.reduce(
		(sum, { knob }) => sum + knob.notches.length - 1,
		0,
	);
	let measured = 0;
	const noiseAt = rememberNoise((knob, notch) => {
		options.onProgress?.(`${phase}: noise of settings`, ++measured, notches);
		return leastNoise(knob, notch, (setting) =>
			relativeNoise(
				probe.scoresOf(withSettings(full, [setting])),
				probe.reference,
			),
		);
	});
	const steps = descend(start, { noiseAt, scoreOf }, NOISE_LIMIT);
	const settingsAt = (step: number) => steps[step - 1]?.settings ?? start;
	const checks: AccuracyCheck[] = [];
	const check = async (step: number): Promise<boolean> => {
		const classes = await classesOf(
			context,
			withSettings(full, settingsAt(step)),
			test,
		);
		const result = checkAccuracy(step, classes, search, options);
		checks.push(result);
		options.onProgress?.(
			`${phase}: accuracy`,
			checks.length,
			Math.ceil(Math.log2(steps.length + 1)) + 1,
		);
		return result.passes;
	};
	const taken = await lastThatPasses(steps.length, check);
	const settings = settingsAt(taken);
	return {
		settings,
		score: scoreOf(settings),
		design: withSettings(full, settings),
		steps: steps.map((step) => describe(step, base)),
		taken,
		checks,
	};
}

function firstImages(images: LabelledImages, wanted: number): LabelledImages {
	const count = Math.min(wanted, images.count);
	const values = images.images.length / images.count;
	return {
		...images,
		count,
		images: images.images.subarray(0, count * values),
		labels: images.labels.subarray(0, count),
	};
}

type NoiseAt = Terrain["noiseAt"];

function rememberNoise(measure: NoiseAt): NoiseAt {
	const known = new Map<Knob, Map<number, KnobNoise>>();
	return (knob, notch) => {
		const ofKnob = known.get(knob) ?? new Map<number, KnobNoise>();
		known.set(knob, ofKnob);
		const noise = ofKnob.get(notch) ?? measure(knob, notch);
		ofKnob.set(notch, noise);
		return noise;
	};
}

function leastNoise(
	knob: Knob,
	notch: number,
	noiseOf: (setting: KnobSetting) => number,
): KnobNoise {
	const ways = knob.notches[notch]!.map((_, way) => ({
		way,
		noise: noiseOf({ knob, notch, way }),
	}));
	return ways.reduce((least, next) =>
		next.noise < least.noise ? next : least,
	);
}

/** The loss and half of its interval must stay within what is allowed: the search picks the best of many. */
function checkAccuracy(
	step: number,
	classes: Int32Array,
	{ data, floatClasses }: PreparedNetwork,
	{ maxAccuracyLoss }: OptimizeOptions,
): AccuracyCheck {
	const { labels } = data.test;
	const againstFloat = pairedDifference(classes, floatClasses, labels);
	// Half way from the loss to its upper end.
	const loss = -(againstFloat.difference + againstFloat.lower95) / 2;
	const passes = loss <= maxAccuracyLoss;
	return { step, againstFloat, passes };
}

/** The greatest step that passes, by bisection; 0, which need not pass, where none is found. */
async function lastThatPasses(
	last: number,
	check: (step: number) => Promise<boolean>,
): Promise<number> {
	let passing = 0;
	let failing = last + 1;
	while (failing - passing > 1) {
		const middle = Math.floor((passing + failing) / 2);
		if (await check(middle)) passing = middle;
		else failing = middle;
	}
	return passing;
}

function describe(
	{ settings, turned, noise, score }: Descent,
	base: number,
): SearchStep {
	const { knob, notch, way } = settings[turned]!;
	const { layers, kind } = knob;
	const setting = knob.notches[notch]![way]![kind];
	return { layers, kind, setting, noise, gain: Math.exp(score - base) };
}
