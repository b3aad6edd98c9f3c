import { paretoFront, paretoFronts } from "../pareto/front.js";
import { lossesOf, violationOf } from "../pareto/losses-of.js";
import { allChoices, type Choice } from "../sweep/choices.js";
import { metrics, type PointFigures } from "../sweep/metric.js";
import type { Space, Strategy } from "../sweep/space.js";
import { learnPoints } from "./point-model.js";
import { BATCH, type Search, type SearchStrategy } from "./search.js";
import { spreadOut } from "./spread-out.js";

type CheapFirst = Extract<Strategy, { kind: "cheap-first" }>;

export const cheapFirst: SearchStrategy<CheapFirst> = {
	kind: "cheap-first",
	description:
		"costs of all points first, then accuracy where the front may be, few images before many",
	isAdaptive: true,
	search: lookTwice,
};

/** Points whose accuracy is looked at between two looks at the model. */
const AT_A_TIME = 8;
/** Points that the model is asked about. */
const CANDIDATES = 4000;
/** How far from what is expected an accuracy may be, in standard deviations. */
const OPTIMISM = 2;

/** What is known of a point. */
interface Known {
	readonly choice: Choice;
	/** Its cost, from stated distributions. */
	readonly cost: PointFigures;
	/** Of the most images that it was evaluated on. */
	figures?: PointFigures;
	images: number;
}

function* lookTwice(space: Space, { points, firstImages }: CheapFirst): Search {
	const all: Known[] = [];
	let batch: Choice[] = [];
	const costs = function* (): Search {
		const told = yield batch.map((choice) => ({ choice, images: 0 }));
		batch.forEach((choice, n) => {
			if (told[n]) all.push({ choice, cost: told[n], images: 0 });
		});
		batch = [];
	};
	for (const choice of allChoices(space.axes)) {
		batch.push(choice);
		if (batch.length === BATCH) yield* costs();
	}
	yield* costs();
	if (space.evaluate === "cost") return;
	const full = space.images ?? Infinity;
	let left = points;
	while (left > 0) {
		const picked = nextLooks(space, all, full, Math.min(left, AT_A_TIME));
		if (picked.length === 0) return;
		const asks = picked.map((known) => {
			const images = known.images === 0 ? firstImages : 4 * known.images;
			return {
				choice: known.choice,
				images: 2 * images > full ? full : images,
			};
		});
		const told = yield asks;
		picked.forEach((known, n) => {
			known.images = asks[n]!.images;
			if (told[n]) known.figures = told[n];
			else all.splice(all.indexOf(known), 1);
			if (known.images === full) left--;
		});
	}
}

/**
 * Points that may keep the constraints and be on the front as far as is known, and are not known as well as they can be.
 * What breaks a constraint even at its most optimistic keeps nobody else off the front.
 */
function nextLooks(
	space: Space,
	all: readonly Known[],
	full: number,
	count: number,
): readonly Known[] {
	const candidates = all.length <= CANDIDATES ? all : cheapest(space, all);
	const seen = candidates.filter(({ figures }) => figures);
	const optimistic = optimisticAccuracies(space, candidates, seen);
	const hopes = candidates.map((known, n) => {
		const { cost, figures, images } = known;
		const accuracy = figures
			? figures.accuracy! +
				(images === full ? 0 : OPTIMISM * errorOf(figures, images))
			: optimistic[n]!;
		const accuracyFloat =
			figures?.accuracyFloat ?? seen[0]?.figures?.accuracyFloat ?? 1;
		const hoped = { ...(figures ?? cost), accuracy, accuracyFloat };
		return { known, hoped, violation: violationOf(hoped, space.constraints) };
	});
	const allowed = hopes.filter(({ violation }) => violation === 0);
	// The model may be wrong about all of them as long as it has not seen one that is allowed.
	if (allowed.length === 0)
		return hopes
			.filter(({ known }) => known.images !== full)
			.sort((a, b) => a.violation - b.violation)
			.slice(0, count)
			.map(({ known }) => known);
	const losses = allowed.map(({ hoped }) => lossesOf(hoped, space.objectives));
	const front = paretoFront(losses).filter(
		(n) => allowed[n]!.known.images !== full,
	);
	return spreadOut(
		front.map((n) => losses[n]!),
		count,
	).map((at) => allowed[front[at]!]!.known);
}

/** The first fronts of costs alone. */
function cheapest(space: Space, all: readonly Known[]): readonly Known[] {
	const objectives = space.objectives.filter(
		({ metric }) => !metrics[metric].needsAccuracy,
	);
	const fronts = paretoFronts(
		all.map(({ cost }) => lossesOf(cost, objectives)),
	);
	const chosen: Known[] = [];
	for (const front of fronts) {
		chosen.push(...front.map((n) => all[n]!));
		if (chosen.length >= CANDIDATES) break;
	}
	return chosen;
}

/** Of points that were not looked at: what a model expects at best. */
function optimisticAccuracies(
	space: Space,
	candidates: readonly Known[],
	seen: readonly Known[],
): Float64Array {
	if (seen.length < 3) return new Float64Array(candidates.length).fill(1);
	const { mean, deviation } = learnPoints(
		space.axes,
		seen.map(({ choice }) => choice),
		seen.map(({ figures }) => figures!.accuracy!),
	)(candidates.map(({ choice }) => choice));
	return mean.map((value, n) => Math.min(1, value + OPTIMISM * deviation[n]!));
}

/** Standard deviation of an accuracy over so many images; one of all right could be one of a few wrong. */
function errorOf({ accuracy = 0 }: PointFigures, images: number): number {
	const share = (accuracy * images + 1) / (images + 2);
	return Math.sqrt((share * (1 - share)) / images);
}
