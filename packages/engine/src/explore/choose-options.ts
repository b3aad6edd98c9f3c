import type { Objective } from "./objective.js";
import {
	inputWidth,
	type LayerOption,
	type OptionTable,
} from "./option-table.js";

/** One option for each layer. */
export interface Choice {
	readonly options: readonly LayerOption[];
	/** Noise of all layers, taken to add up. */
	readonly noise: number;
	/** Logarithm of the objective, by estimated cost. */
	readonly score: number;
}

/** Rounds in which the objective is taken as a sum of layers at its present point. */
const ROUNDS = 6;
const HALVINGS = 40;

/**
 * The options that give most of an objective while their noises add up to no more than a budget. For converters of
 * each width, the objective is linear in the layers near a point: with a price on noise every layer chooses for
 * itself, siblings together, and bisection finds the price at which the budget is spent; other bits of the inputs of
 * siblings are tried, and exchanges of single options spend what is left.
 *
 * @returns undefined where no choice keeps the budget
 */
export function chooseOptions(
	table: OptionTable,
	objective: Objective,
	budget: number,
): Choice | undefined {
	let best: Choice | undefined;
	for (const adcBits of adcWidths(table)) {
		const open = openTo(table, adcBits);
		if (!open) continue;
		const limits = { arrays: table.arrays(adcBits), objective, budget };
		const found = chooseWithin(open, limits);
		if (found && found.score > (best?.score ?? Number.NEGATIVE_INFINITY))
			best = found;
	}
	return best;
}

/** What layers may choose from. */
interface OpenOptions {
	readonly layers: readonly (readonly LayerOption[])[];
	readonly groups: readonly SiblingGroup[];
}

/** Layers that choose the width of their inputs together. */
interface SiblingGroup {
	readonly members: readonly number[];
	/** For each width that all of them can have: the options of each member, [widths][members]. */
	readonly widths: readonly (readonly (readonly LayerOption[])[])[];
}

interface Limits {
	readonly arrays: number;
	readonly objective: Objective;
	readonly budget: number;
}

/** Options of converters that are no wider; undefined where some layer has none. */
function openTo(
	{ layers, siblings = [] }: OptionTable,
	adcBits: number,
): OpenOptions | undefined {
	const open = layers.map((options) =>
		options.filter((option) => option.adcBits <= adcBits),
	);
	const groups = siblings.map((members) => {
		const ofWidth = (l: number, width: string) =>
			open[l]!.filter((option) => inputWidth(option) === width);
		const found = new Set(open[members[0]!]!.map(inputWidth));
		return {
			members,
			widths: [...found]
				.map((width) => members.map((l) => ofWidth(l, width)))
				.filter((width) => width.every((options) => options.length > 0)),
		};
	});
	return open.some((options) => options.length === 0) ||
		groups.some(({ widths }) => widths.length === 0)
		? undefined
		: { layers: open, groups };
}

/** The same with one setting for all layers. */
export function chooseAlike(
	table: OptionTable,
	objective: Objective,
	budget: number,
): Choice | undefined {
	const bySetting = new Map<string, LayerOption[]>();
	for (const options of table.layers) {
		for (const option of options) {
			const key = JSON.stringify(option.setting);
			const alike = bySetting.get(key) ?? [];
			alike.push(option);
			bySetting.set(key, alike);
		}
	}
	let best: Choice | undefined;
	for (const options of bySetting.values() as Iterable<
		readonly LayerOption[]
	>) {
		if (options.length < table.layers.length) continue;
		const adcBits = Math.max(...options.map((option) => option.adcBits));
		const choice = evaluateChoice(options, table.arrays(adcBits), objective);
		if (choice.noise <= budget && !(best && best.score >= choice.score))
			best = choice;
	}
	return best;
}

function adcWidths({ layers }: OptionTable): readonly number[] {
	return [...new Set(layers.flat().map(({ adcBits }) => adcBits))];
}

function chooseWithin(open: OpenOptions, limits: Limits): Choice | undefined {
	let best = spendOn(open, limits);
	if (!best) return undefined;
	// With whole groups to move, what a price leaves of the budget may be much.
	for (let isBetter = true; isBetter; ) {
		isBetter = false;
		for (const { members, widths } of open.groups) {
			for (const width of widths) {
				const layers = replaced(sameWidths(best, open), members, width);
				const other = spendOn({ layers, groups: [] }, limits);
				if (!other || other.score <= best.score + LEAST_SAVING) continue;
				best = other;
				isBetter = true;
			}
		}
	}
	return exchange(best, sameWidths(best, open), limits);
}

/** The options of each layer, of siblings only those whose inputs have the width that was chosen. */
function sameWidths(
	{ options: chosen }: Choice,
	{ layers, groups }: OpenOptions,
): readonly (readonly LayerOption[])[] {
	return groups.reduce((open, { members, widths }) => {
		const present = inputWidth(chosen[members[0]!]!);
		const width = widths.find(
			([options]) => inputWidth(options![0]!) === present,
		)!;
		return replaced(open, members, width);
	}, layers);
}

function replaced<T>(
	all: readonly T[],
	at: readonly number[],
	values: readonly T[],
): readonly T[] {
	return at.reduce((result, index, n) => result.with(index, values[n]!), all);
}

/** By a price on noise alone. */
function spendOn(
	open: OpenOptions,
	{ arrays, objective, budget }: Limits,
): Choice | undefined {
	const quietest = leastTogether(open, (option) => option.noise);
	if (sumOf(quietest, (option) => option.noise) > budget) return undefined;
	let point: readonly LayerOption[] = quietest;
	let best = evaluateChoice(point, arrays, objective);
	for (let round = 0; round < ROUNDS; round++) {
		const price = pricesAt(point, arrays, objective);
		point = spend(open, price, budget) ?? quietest;
		const choice = evaluateChoice(point, arrays, objective);
		if (choice.score > best.score) best = choice;
	}
	return best;
}

/** For each layer what is least for itself, for siblings what is least together. */
function leastTogether(
	{ layers, groups }: OpenOptions,
	of: (option: LayerOption) => number,
): readonly LayerOption[] {
	const chosen = layers.map((options) => leastBy(options, of));
	for (const { members, widths } of groups) {
		let least = Number.POSITIVE_INFINITY;
		for (const width of widths) {
			const options = width.map((ofMember) => leastBy(ofMember, of));
			const sum = sumOf(options, of);
			if (sum >= least) continue;
			least = sum;
			for (const [n, l] of members.entries()) chosen[l] = options[n]!;
		}
	}
	return chosen;
}

type Price = (option: LayerOption) => number;

/** What an option costs near a point, in logarithms of the objective. */
function pricesAt(
	point: readonly LayerOption[],
	arrays: number,
	objective: Objective,
): Price {
	const { energy, throughput } = weightsOf(objective);
	const arrayTime = sumOf(point, (option) => option.arrayTime);
	const linkTime = sumOf(point, (option) => option.linkTime);
	const isLinkBound = linkTime > arrayTime / arrays;
	const ofEnergy = energy / sumOf(point, (option) => option.energy);
	const ofArrays = isLinkBound ? 0 : throughput / arrayTime;
	const ofLink = isLinkBound ? throughput / linkTime : 0;
	return (option) =>
		ofEnergy * option.energy +
		ofArrays * option.arrayTime +
		ofLink * option.linkTime;
}

function spend(
	open: OpenOptions,
	price: Price,
	budget: number,
): readonly LayerOption[] | undefined {
	const at = (priceOfNoise: number) =>
		leastTogether(open, (o) => price(o) + priceOfNoise * o.noise);
	const keeps = (choice: readonly LayerOption[]) =>
		sumOf(choice, (option) => option.noise) <= budget;
	const free = at(0);
	if (keeps(free)) return free;
	let low = -20;
	let high = 20;
	let found: readonly LayerOption[] | undefined;
	for (let n = 0; n < HALVINGS; n++) {
		const middle = (low + high) / 2;
		const choice = at(10 ** middle);
		if (keeps(choice)) {
			found = choice;
			high = middle;
		} else low = middle;
	}
	return found;
}

/** Exchanges the options of one or two layers, whichever gain most near the present point, as long as any gains. */
function exchange(
	start: Choice,
	layers: readonly (readonly LayerOption[])[],
	{ arrays, objective, budget }: Limits,
): Choice {
	let best = start;
	for (;;) {
		const { options } = best;
		const pair = bestPair(
			options,
			layers,
			pricesAt(options, arrays, objective),
			budget - best.noise,
		);
		if (!pair) return best;
		let changed = options;
		for (const { l, option } of pair) changed = changed.with(l, option);
		const next = evaluateChoice(changed, arrays, objective);
		if (next.score <= best.score) return best;
		best = next;
	}
}

interface Exchange {
	readonly l: number;
	readonly option: LayerOption;
	/** Against the present option. */
	readonly price: number;
	readonly noise: number;
}

/** One exchange, or two in different layers, of the least price that stay within what is left of the budget. */
function bestPair(
	options: readonly LayerOption[],
	layers: readonly (readonly LayerOption[])[],
	price: Price,
	left: number,
): readonly Exchange[] | undefined {
	const exchanges = layers.flatMap((ofLayer, l) => {
		const present = options[l]!;
		return ofLayer.map((option) => ({
			l,
			option,
			price: price(option) - price(present),
			noise: option.noise - present.noise,
		}));
	});
	const savings = exchanges.filter((one) => one.price < 0);
	let best: readonly Exchange[] | undefined;
	let least = -LEAST_SAVING;
	for (const saving of savings) {
		if (saving.noise <= left && saving.price < least) {
			best = [saving];
			least = saving.price;
		}
		for (const other of exchanges) {
			if (other.l === saving.l) continue;
			const sum = saving.price + other.price;
			if (sum >= least || saving.noise + other.noise > left) continue;
			best = [saving, other];
			least = sum;
		}
	}
	return best;
}

/** Of the logarithm of the objective. */
const LEAST_SAVING = 1e-6;

/** What options come to together, on a chip of so many arrays. */
export function evaluateChoice(
	options: readonly LayerOption[],
	arrays: number,
	objective: Objective,
): Choice {
	const { energy, throughput } = weightsOf(objective);
	const interval = Math.max(
		sumOf(options, (option) => option.arrayTime) / arrays,
		sumOf(options, (option) => option.linkTime),
	);
	const joules = sumOf(options, (option) => option.energy);
	return {
		options,
		noise: sumOf(options, (option) => option.noise),
		score: -energy * Math.log(joules) - throughput * Math.log(interval),
	};
}

/** At a given chip area, area efficiency is throughput; a latency falls with the time of the layers as well. */
function weightsOf({
	energy = 0,
	throughput = 0,
	area = 0,
	latency = 0,
}: Objective): { readonly energy: number; readonly throughput: number } {
	return { energy, throughput: throughput + area + latency };
}

function leastBy(
	options: readonly LayerOption[],
	of: (option: LayerOption) => number,
): LayerOption {
	let least = options[0]!;
	let value = of(least);
	for (const option of options) {
		const own = of(option);
		if (own >= value) continue;
		least = option;
		value = own;
	}
	return least;
}

function sumOf(
	options: readonly LayerOption[],
	of: (option: LayerOption) => number,
): number {
	let sum = 0;
	for (const option of options) sum += of(option);
	return sum;
}
