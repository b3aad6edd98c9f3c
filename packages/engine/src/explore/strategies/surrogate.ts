import { randomFor } from "../../base/random.js";
import { type Losses, paretoFronts } from "../pareto/front.js";
import { allChoices, type Choice, countChoices } from "../sweep/choices.js";
import type { Axis, Space, Strategy } from "../sweep/space.js";
import type { Fitness } from "./evolve.js";
import { fitnessOf } from "./nsga-2.js";
import { learnPoints } from "./point-model.js";
import { choicesAt } from "./sampled.js";
import type { Search, SearchStrategy } from "./search.js";
import { spreadOut } from "./spread-out.js";

type Surrogate = Extract<Strategy, { kind: "surrogate" }>;

export const surrogate: SearchStrategy<Surrogate> = {
	kind: "surrogate",
	description:
		"a Gaussian process of each objective says where the front may be; those points come next",
	isAdaptive: true,
	search: searchByModel,
};

/** Share of the points that are drawn at random before there is a model. */
const FIRST_SHARE = 0.25;
/** Models are fitted anew after so many more points, in shares of all. */
const BATCH_SHARE = 0.1;
/** Points that a model is asked about. */
const CANDIDATES = 4000;
/** How much better than expected a point may be, in deviations of the model. */
const OPTIMISM = 1;

function* searchByModel(space: Space, { points, seed }: Surrogate): Search {
	const { axes } = space;
	const wanted = Math.min(points, countChoices(axes));
	const { uniform } = randomFor(seed, "surrogate");
	const known: { readonly choice: Choice; readonly fitness: Fitness }[] = [];
	const names = new Set<string>();
	let drawn = 0;
	const draw = (count: number) => {
		const first = drawn;
		drawn += 60 * count;
		return choicesAt(axes, count, (n) =>
			axes.map((_, k) => uniform(first + n, k)),
		);
	};
	const ask = function* (choices: readonly Choice[]): Search {
		const told = yield choices.map((choice) => ({ choice }));
		choices.forEach((choice, n) => {
			names.add(choice.join());
			known.push({ choice, fitness: fitnessOf(told[n], space) });
		});
	};
	yield* ask(
		[...draw(Math.max(4, Math.round(FIRST_SHARE * wanted)))].slice(0, wanted),
	);
	const batch = Math.max(1, Math.round(BATCH_SHARE * wanted));
	while (known.length < wanted) {
		const pool =
			countChoices(axes) <= CANDIDATES ? allChoices(axes) : draw(CANDIDATES);
		const candidates = [...pool].filter((choice) => !names.has(choice.join()));
		if (candidates.length === 0) return;
		const size = Math.min(batch, wanted - known.length);
		yield* ask(promising(axes, known, candidates, size));
	}
}

/** Candidates that may be on the front, far from each other. */
function promising(
	axes: readonly Axis[],
	known: readonly { readonly choice: Choice; readonly fitness: Fitness }[],
	candidates: readonly Choice[],
	count: number,
): readonly Choice[] {
	const good = known.filter(({ fitness }) => fitness.violation === 0);
	if (good.length < 3) return candidates.slice(0, count);
	const choices = good.map(({ choice }) => choice);
	const objectives = good[0]!.fitness.losses.length;
	const allowed =
		good.length === known.length
			? candidates.map(() => 1)
			: learnPoints(
					axes,
					known.map(({ choice }) => choice),
					known.map(({ fitness }) => (fitness.violation === 0 ? 1 : 0)),
				)(candidates).mean;
	const expected: number[][] = candidates.map(() => []);
	const seen: number[][] = good.map(() => []);
	for (let m = 0; m < objectives; m++) {
		const scale = evenScale(good.map(({ fitness }) => fitness.losses[m]!));
		const values = good.map(({ fitness }) => scale(fitness.losses[m]!));
		values.forEach((value, n) => {
			seen[n]!.push(value);
		});
		const { mean, deviation } = learnPoints(axes, choices, values)(candidates);
		candidates.forEach((_, n) => {
			expected[n]!.push(mean[n]! - OPTIMISM * deviation[n]!);
		});
	}
	const likely = candidates.flatMap((_, n) => (allowed[n]! > 0.5 ? [n] : []));
	const usable = likely.length >= count ? likely : candidates.map((_, n) => n);
	return bestOf(seen, usable, expected, count).map((n) => candidates[n]!);
}

/** Losses of one sign count by their logarithm: costs are products. */
function evenScale(values: readonly number[]): (loss: number) => number {
	if (values.every((value) => value > 0)) return Math.log;
	if (values.every((value) => value < 0)) return (loss) => -Math.log(-loss);
	return (loss) => loss;
}

/** Numbers of the candidates on the first fronts of all points, those that were seen among them. */
function bestOf(
	seen: readonly Losses[],
	usable: readonly number[],
	expected: readonly Losses[],
	count: number,
): readonly number[] {
	const together = [...seen, ...usable.map((n) => expected[n]!)];
	const chosen: number[] = [];
	for (const front of paretoFronts(together)) {
		const fresh = front.filter((n) => n >= seen.length);
		const spread = spreadOut(
			fresh.map((n) => together[n]!),
			count - chosen.length,
		);
		chosen.push(...spread.map((at) => usable[fresh[at]! - seen.length]!));
		if (chosen.length === count) break;
	}
	return chosen;
}
