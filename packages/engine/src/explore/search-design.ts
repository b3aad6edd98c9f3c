import type { Design } from "../design/design.js";
import { asManyAdcsAsPay } from "./adc-count.js";
import {
	type Choice,
	chooseAlike,
	chooseOptions,
	evaluateChoice,
} from "./choose-options.js";
import {
	digitalUnitsOf,
	keepUp,
	withDigitalUnits,
	withoutUnitLimits,
} from "./digital-units.js";
import { encodingChoices, type HardwareChoice } from "./hardware-choices.js";
import type { KnobKind } from "./knob.js";
import {
	bisectBudget,
	budgetsAround,
	SMALL_STEP,
	withinReach,
} from "./noise-budget.js";
import { logObjective, type Objective } from "./objective.js";
import type { OptionTable } from "./option-table.js";
import {
	LEAST_GAIN,
	promisingExchange,
	type Refused,
} from "./promising-exchange.js";
import { bestOfEachHeight, rankGeometries } from "./rank-geometries.js";
import type { DesignCheck, SearchSession } from "./search-session.js";
import { exchangeOf, type SearchStep, type Tried } from "./search-step.js";
import { skippingAtRunTime } from "./skip-at-run-time.js";

export interface SearchOptions {
	readonly objective: Objective;
	readonly knobs: readonly KnobKind[];
	/** All layers alike. */
	readonly alike?: boolean;
	/** Designs of one hardware whose accuracy is simulated, at most, and single exchanges that follow. */
	readonly checks?: number | undefined;
	readonly exchanges?: number | undefined;
	/** A design that is known to pass, with the noise that it was chosen for: the search starts from there. */
	readonly from?: Found | undefined;
	readonly onProgress?:
		| ((phase: string, done: number, total: number) => void)
		| undefined;
}

/** What a search found, and how. */
export interface Found {
	readonly design: Design;
	/** Relative noise of the scores that is allowed to add up. */
	readonly budget: number;
	/** What was chosen, and on which hardware; nothing where the design is as it was given. */
	readonly chosen?: Chosen | undefined;
	/** On the images of the search. */
	readonly check: DesignCheck;
	/** Logarithm of the objective, from the activity on these images. */
	readonly score: number;
	/** Hardware that was considered, best first, by estimated cost. */
	readonly hardware: readonly RankedHardware[];
	/** Designs whose accuracy was simulated, in order. */
	readonly steps: readonly SearchStep[];
}

export interface Chosen {
	readonly hardware: HardwareChoice;
	readonly choice: Choice;
}

export interface RankedHardware {
	readonly label: string;
	/** Logarithm of the objective, by estimated cost, at the noise that the ranking was made for. */
	readonly score: number;
}

/** Noise of the scores that a search begins with. */
const FIRST_BUDGET = 0.02;
/** Steps around a budget: of one that passes elsewhere, and of one of which nothing is known. */
const NEAR = 2;
const FAR = 8;
const MOST_CHECKS = 7;
/** Single options that are exchanged at the end and simulated. */
const MOST_EXCHANGES = 6;
/** Kinds of hardware whose designs are simulated, as long as they promise more than what was found. */
const FINALISTS = 5;
/** Encodings whose geometries are studied, and that are tried where nothing passes. */
const ENCODINGS = 2;
/** Geometries that are studied, for each encoding. */
const SHORTLIST = 3;

/**
 * The settings that give most of an objective under a budget of accuracy. By estimated cost and measured noise the
 * best choice for a total noise is found without simulation, on every hardware that the knobs allow; on the best of
 * these, bisection on simulated accuracy finds how much noise the network stands. The next best, of other encodings,
 * follow as long as the estimate says that they would gain more than what has passed.
 *
 * @throws InputError where the design does not fit the network
 */
export async function searchDesign(
	session: SearchSession,
	start: Design,
	options: SearchOptions,
): Promise<Found> {
	const {
		knobs,
		alike = false,
		from,
		checks = MOST_CHECKS,
		exchanges = MOST_EXCHANGES,
		onProgress,
	} = options;
	const addsUnits = knobs.includes("units");
	// Estimates take it that as many will be added as keep up.
	const given = addsUnits ? withoutUnitLimits(start) : start;
	const sourceOf = ({ design }: HardwareChoice) =>
		session.optionsFor(design.operands);
	const tables = new Map<HardwareChoice, OptionTable>();
	const tableOf = (hardware: HardwareChoice): OptionTable => {
		const table =
			tables.get(hardware) ??
			sourceOf(hardware).table(hardware.design, {
				knobs,
				alike,
				digits: hardware.digits,
			});
		tables.set(hardware, table);
		return table;
	};
	const choose = (hardware: HardwareChoice, budget: number) => {
		const pick = alike ? chooseAlike : chooseOptions;
		return pick(tableOf(hardware), options.objective, budget);
	};
	const budget = from?.budget || FIRST_BUDGET;
	const reach = (hardware: HardwareChoice, of: number) =>
		withinReach(of, tableOf(hardware), (at) => !!choose(hardware, at));
	const rank = (choices: readonly HardwareChoice[], phase: string) =>
		choices
			.flatMap((hardware, n) => {
				onProgress?.(phase, n + 1, choices.length);
				const noise = reach(hardware, budget);
				const choice =
					noise === undefined ? undefined : choose(hardware, noise);
				return choice
					? [{ hardware, choice, noise: noise!, score: choice.score }]
					: [];
			})
			.toSorted(byNoiseAndScore);
	const encodings = rank(
		encodingChoices(
			given,
			knobs,
			alike,
			session.hasSignedInputs(given.operands),
		),
		"encodings",
	);
	const geometries = encodings
		.slice(0, knobs.includes("geometry") ? ENCODINGS : 0)
		.flatMap(({ hardware, choice }) =>
			rankGeometries(hardware, choice, options, sourceOf(hardware))
				.slice(0, SHORTLIST)
				.map(({ settings: _, ...geometry }) => geometry),
		);
	const transplants = from?.chosen
		? bestOfEachHeight(
				rankGeometries(
					from.chosen.hardware,
					from.chosen.choice,
					options,
					sourceOf(from.chosen.hardware),
				),
			)
		: [];
	const ranked = [...encodings, ...rank(geometries, "geometries")].toSorted(
		byNoiseAndScore,
	);
	const steps: SearchStep[] = [];
	let best: Omit<Found, "steps" | "hardware"> | undefined = from?.check.passes
		? from
		: undefined;
	/** With the converters and digital units that its arrays need, where these are open: they change nothing that is computed. */
	const measure = async (of: Design) => {
		const checked = await asGiven(session, of, options.objective);
		const { costOf } = checked.check;
		let { design, score } = checked;
		let { cost } = checked.check;
		const changes = [
			...(addsUnits ? [keepUp] : []),
			...(knobs.includes("adc") ? [asManyAdcsAsPay] : []),
			...(addsUnits ? [keepUp] : []),
		];
		for (const change of changes)
			({ design, cost, score } = change(design, options.objective, costOf));
		return { ...checked, design, score, check: { ...checked.check, cost } };
	};
	const tryChoice = async (
		hardware: HardwareChoice,
		choice: Choice,
		atBudget: number,
		tried: Tried,
	): Promise<boolean> => {
		const tuned = settled(hardware.design, choice);
		const found = await measure(withDigitalUnits(tuned, digitalUnitsOf(start)));
		const { score } = found;
		const { againstFloat, expectedLoss, images, passes } = found.check;
		steps.push({
			hardware: hardware.label,
			tried,
			budget: atBudget,
			score,
			againstFloat,
			expectedLoss,
			images,
			passes,
		});
		onProgress?.("accuracy", steps.length, checks * FINALISTS + exchanges);
		if (passes && !(best && best.score >= score))
			best = {
				...found,
				budget: atBudget,
				chosen: { hardware, choice },
			};
		return passes;
	};
	const check = async (hardware: HardwareChoice, atBudget: number) => {
		const choice = choose(hardware, atBudget);
		return !choice || tryChoice(hardware, choice, atBudget, { kind: "noise" });
	};
	for (const [n, hardware] of finalistsOf(ranked).entries()) {
		// Where no noise is known that passes, it may be far from the first one.
		const isNear =
			steps.some(({ passes }) => passes) || (from?.budget ?? 0) > 0;
		if (!best && n >= ENCODINGS) break;
		// An estimate, as that of the choices which it is compared with.
		const toBeat = best?.chosen?.choice.score;
		const isWorthwhile = (at: number) =>
			toBeat === undefined ||
			(choose(hardware, at)?.score ?? toBeat) > toBeat + LEAST_GAIN;
		const first = best?.budget || budget;
		const start =
			toBeat === undefined
				? reach(hardware, first)
				: budgetsAround(first, isNear ? NEAR : FAR).find(isWorthwhile);
		if (start === undefined) continue;
		await bisectBudget(
			{ start, most: checks, step: isNear ? SMALL_STEP : 2, isWorthwhile },
			(at) => check(hardware, at),
		);
	}
	// Present settings on other arrays disturb hardly more than they do now.
	for (const { settings, ...hardware } of transplants)
		await tryChoice(hardware, settings, best?.budget || budget, {
			kind: "arrays",
		});
	if (knobs.includes("products") && best?.chosen) {
		const { chosen, budget: atBudget } = best;
		const policies = skippingAtRunTime(chosen.choice, chosen.hardware.design);
		for (const { skipping, tried } of policies)
			if (!(await tryChoice(chosen.hardware, skipping, atBudget, tried))) break;
	}
	const refused: Refused = { noise: [], tried: new Set() };
	for (let n = 0; !alike && n < exchanges && best?.chosen; n++) {
		const { chosen, budget: atBudget } = best;
		const { hardware, choice } = chosen;
		const table = tableOf(hardware);
		const next = promisingExchange(choice, table, options.objective, refused);
		if (!next) break;
		const passes = await tryChoice(hardware, next.choice, atBudget, {
			kind: "exchange",
			...exchangeOf(choice, next.choice),
		});
		if (!passes) refused.noise[next.layer] = next.option.noise;
	}
	best ??= await measure(start);
	return {
		...best,
		steps,
		hardware: ranked.map(({ hardware, score }) => ({
			label: hardware.label,
			score,
		})),
	};
}

/**
 * The best ones of several encodings, whose accuracy may hold where that of the first does not: arrays of other sizes
 * hardly change what a noise does.
 */
function finalistsOf(
	ranked: readonly { readonly hardware: HardwareChoice }[],
): readonly HardwareChoice[] {
	const encodings = new Set<string>();
	const apart = ranked.filter(({ hardware: { design, digits } }) => {
		const { inputSign } = design.operands;
		const encoding = JSON.stringify([design.encoding, digits, inputSign]);
		const isFirst = !encodings.has(encoding);
		encodings.add(encoding);
		return isFirst;
	});
	return apart.slice(0, FINALISTS).map(({ hardware }) => hardware);
}

/** Best first of those that stand the same noise; what is noisier whatever its layers are set to comes after them. */
function byNoiseAndScore(
	a: { readonly noise: number; readonly score: number },
	b: { readonly noise: number; readonly score: number },
): number {
	return a.noise - b.noise || b.score - a.score;
}

/**
 * A tuned design as what a search has found, for another search to start from. The noise of its layers is not measured,
 * and taken as 0.
 */
export async function foundBefore(
	session: SearchSession,
	design: Design,
	objective: Objective,
): Promise<Found> {
	const { costs } = session.optionsFor(design.operands);
	const settings = Object.entries(design.layers).map(([layer, setting]) => ({
		layer,
		setting,
		noise: 0,
	}));
	const { options, arrays } = costs(design, settings);
	const adcBits = Math.max(...options.map((option) => option.adcBits));
	const chosen = {
		hardware: { label: "as given", design },
		choice: evaluateChoice(options, arrays(adcBits), objective),
	};
	const found = await asGiven(session, design, objective);
	return { ...found, chosen, steps: [], hardware: [] };
}

async function asGiven(
	session: SearchSession,
	design: Design,
	objective: Objective,
): Promise<Omit<Found, "steps" | "hardware">> {
	const check = await session.check(design);
	const score = logObjective(objective, check.cost);
	return { design, budget: 0, check, score };
}

/** The design with the settings that were chosen for its layers. */
function settled(design: Design, { options }: Choice): Design {
	const layers = Object.fromEntries(
		options.map(({ layer, setting }) => [layer, setting]),
	);
	const widest = (operand: "weightBits" | "inputBits") =>
		Math.max(
			...options.map(
				({ setting }) => setting[operand] ?? design.operands[operand],
			),
		);
	return {
		...design,
		// What the chip is built for: figures of its peak.
		operands: {
			...design.operands,
			weightBits: widest("weightBits"),
			inputBits: widest("inputBits"),
		},
		layers,
	};
}
