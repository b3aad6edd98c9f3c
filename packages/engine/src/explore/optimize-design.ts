import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { type Evaluation, evaluate } from "../evaluate/evaluate.js";
import type { ImageExecutor } from "../evaluate/image-executor.js";
import type {
	LabelledImages,
	PreparedNetwork,
} from "../evaluate/prepare-network.js";
import type { JudgeBy } from "./accuracy-budget.js";
import { digitalUnitsOf, withDigitalUnits } from "./digital-units.js";
import { type KnobKind, knobKinds } from "./knob.js";
import type { Objective } from "./objective.js";
import { type Chosen, type Found, searchDesign } from "./search-design.js";
import { openSearch, part } from "./search-session.js";
import { stopEarlyWhereItPays } from "./stop-early.js";

export interface OptimizeOptions {
	/** Loss of accuracy against float that is allowed, as a fraction. */
	readonly maxAccuracyLoss: number;
	/** `either` if not stated. */
	readonly judgeBy?: JudgeBy | undefined;
	readonly objective: Objective;
	/** What is searched; the rest of the design stays. */
	readonly knobs: readonly KnobKind[];
	/** Images of the search, where there are labelled ones beside the test images. */
	readonly search?: LabelledImages | undefined;
	/** Else so many of the test images, which are left out of the accuracy. */
	readonly searchImages: number;
	/** Images that the noise of layers is measured on. */
	readonly noiseImages?: number;
	/** Memory for what is known of layers; less of it takes longer, and changes no result. */
	readonly studyBytes?: number | undefined;
	/** Designs that are simulated on one hardware, at most, and settings of single layers that are tried at the end. */
	readonly checks?: number | undefined;
	readonly exchanges?: number | undefined;
	readonly seed?: number;
	readonly executor?: ImageExecutor;
	readonly onProgress?: (phase: string, done: number, total: number) => void;
}

/** What `mho optimize` does where it is not told otherwise. */
export const OPTIMIZE_DEFAULTS: Pick<
	OptimizeOptions,
	"maxAccuracyLoss" | "objective" | "knobs" | "searchImages"
> = {
	maxAccuracyLoss: 0.005,
	objective: { energy: 1 },
	knobs: knobKinds,
	searchImages: 1000,
};

/** A search and what came of it, on images that it never saw. */
export interface Optimization {
	readonly schema: "mho/optimize/2";
	readonly network: string;
	readonly objective: Objective;
	readonly knobs: readonly KnobKind[];
	readonly maxAccuracyLoss: number;
	readonly search: { readonly data: string; readonly images: number };
	/** The design as it was given. */
	readonly start: Evaluation;
	/** The best that sets all layers alike. */
	readonly uniform: Tuned;
	/** The best that sets each layer for itself. */
	readonly tuned: Tuned;
}

export interface Tuned extends Omit<Found, "check"> {
	readonly evaluation: Evaluation;
}

/**
 * Chooses what the knobs leave open for the most of an objective under a budget of accuracy, first with all layers
 * alike, then layer by layer, and verifies both on images that no step has seen.
 *
 * @throws InputError where the design does not fit the network, or no images are left to verify on
 */
export async function optimizeDesign(
	prepared: PreparedNetwork,
	design: Design,
	options: OptimizeOptions,
): Promise<Optimization> {
	const { objective, knobs, executor, seed = 1, onProgress } = options;
	const { checks, exchanges } = options;
	const { search, rest } = options.search
		? { search: options.search, rest: prepared }
		: splitForSearch(prepared, options.searchImages);
	const session = await openSearch(prepared, search, options);
	const find = (phase: string, alike: boolean, from?: Found) =>
		searchDesign(session, design, {
			objective,
			knobs,
			alike,
			from,
			checks,
			exchanges,
			onProgress: (step, done, total) =>
				onProgress?.(`${phase}: ${step}`, done, total),
		});
	const verify = (phase: string, of: Design): Promise<Evaluation> =>
		evaluate(rest, of, {
			seed,
			...(executor && { executor }),
			onProgress: (_, done, total) =>
				onProgress?.(`verify ${phase}`, done, total),
		});
	const tuned = async (phase: string, found: Found): Promise<Tuned> => {
		const named = { ...found.design, name: `${design.name}-${phase}` };
		const { check: _, chosen, ...way } = found;
		return {
			...way,
			chosen: chosen && asBuilt(chosen, named),
			design: named,
			evaluation: await verify(phase, named),
		};
	};
	const uniform = await find("uniform", true);
	const settled = await find("layer by layer", false, uniform);
	const best = knobs.includes("adc")
		? await stopEarlyWhereItPays(session, settled, objective)
		: settled;
	return {
		schema: "mho/optimize/2",
		network: prepared.network.name,
		objective,
		knobs,
		maxAccuracyLoss: options.maxAccuracyLoss,
		search: { data: search.name, images: search.count },
		start: await verify("start", design),
		uniform: await tuned("uniform", uniform),
		tuned: await tuned("tuned", best),
	};
}

/** What was chosen, on hardware with the digital units that the design has: estimates have taken it that any number is there. */
function asBuilt({ hardware, choice }: Chosen, built: Design): Chosen {
	const units = digitalUnitsOf(built);
	const design = withDigitalUnits(hardware.design, units);
	return { choice, hardware: { ...hardware, design } };
}

/**
 * The first test images for the search, the others for the verification.
 *
 * @throws InputError where none are left
 */
function splitForSearch(
	prepared: PreparedNetwork,
	images: number,
): { readonly search: LabelledImages; readonly rest: PreparedNetwork } {
	const { data, floatClasses, floatProbabilities } = prepared;
	const { test } = data;
	if (images >= test.count)
		throw new InputError(
			`search images: found ${images} of the ${test.count} of ${test.name}: none are left to verify on`,
		);
	const rest = part(
		test,
		images,
		test.count,
		`${test.name}, without the first ${images}`,
	);
	return {
		search: part(test, 0, images, `${test.name}, the first ${images}`),
		rest: {
			...prepared,
			floatClasses: floatClasses.subarray(images),
			floatProbabilities: floatProbabilities.subarray(
				(images * floatProbabilities.length) / test.count,
			),
			data: { ...data, test: rest },
		},
	};
}
