import type { LayerOverrides } from "../design/design.js";
import type { Objective } from "./objective.js";
import type { OptionCost } from "./option-cost.js";

/** What a layer is set to, and the relative noise of the scores that it adds. */
export interface LayerSetting {
	readonly layer: string;
	readonly setting: LayerOverrides;
	readonly noise: number;
}

/** One way to set a layer: what it costs, and the relative noise of the scores that it adds. */
export interface LayerOption extends LayerSetting, OptionCost {}

/** A network's options, layer by layer, on one hardware. */
export interface OptionTable {
	readonly layers: readonly (readonly LayerOption[])[];
	/** Layers whose inputs must have the same bits. */
	readonly siblings?: readonly (readonly number[])[] | undefined;
	/** Arrays of a chip with converters of so many bits. */
	arrays(adcBits: number): number;
}

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
 * itself, and bisection finds the price at which the budget is spent; exchanges of single options spend what is left.
 *
 * @returns undefined where no choice keeps the budget
 */
export function chooseOptions(
	table: OptionTable,
	objective: Objective,
	budget: number,
): Choice | undefined {
	const choice = chooseFreely(table, objective, budget);
	const differing = choice && differingSiblings(choice, table);
	if (!differing) return choice;
	const widest = Math.max(...differing.map((l) => inputBitsOf(choice, l)));
	const layers = table.layers.map((options, l) =>
		differing.includes(l)
			? options.filter(({ setting }) => setting.inputBits === widest)
			: options,
	);
	return layers.some((options) => options.length === 0)
		? undefined
		: chooseOptions({ ...table, layers }, objective, budget);
}

/** Whether inputs that must have the same bits do. */
export function siblingsAgree(
	options: readonly LayerOption[],
	{ siblings = [] }: OptionTable,
): boolean {
	return siblings.every(
		(group) =>
			new Set(group.map((l) => options[l]!.setting.inputBits)).size === 1,
	);
}

function differingSiblings(
	choice: Choice,
	{ siblings = [] }: OptionTable,
): readonly number[] | undefined {
	return siblings.find(
		(group) => new Set(group.map((l) => inputBitsOf(choice, l))).size > 1,
	);
}

function inputBitsOf({ options }: Choice, l: number): number {
	return options[l]!.setting.inputBits ?? 0;
}

function chooseFreely(
	table: OptionTable,
	objective: Objective,
	budget: number,
): Choice | undefined {
	let best: Choice | undefined;
	for (const adcBits of adcWidths(table)) {
		const layers = table.layers.map((options) =>
			options.filter((option) => option.adcBits <= adcBits),
		);
		if (layers.some((options) => options.length === 0)) continue;
		const found = chooseWithin(
			layers,
			table.arrays(adcBits),
			objective,
			budget,
		);
		if (found && found.score > (best?.score ?? Number.NEGATIVE_INFINITY))
			best = found;
	}
	return best;
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

function chooseWithin(
	layers: readonly (readonly LayerOption[])[],
	arrays: number,
	objective: Objective,
	budget: number,
): Choice | undefined {
	const quietest = layers.map((options) => leastBy(options, (o) => o.noise));
	if (sumOf(quietest, (option) => option.noise) > budget) return undefined;
	let point: readonly LayerOption[] = quietest;
	let best = evaluateChoice(point, arrays, objective);
	for (let round = 0; round < ROUNDS; round++) {
		const price = pricesAt(point, arrays, objective);
		point = spend(layers, price, budget) ?? quietest;
		const choice = evaluateChoice(point, arrays, objective);
		if (choice.score > best.score) best = choice;
	}
	return exchange(best, layers, arrays, objective, budget);
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
	layers: readonly (readonly LayerOption[])[],
	price: Price,
	budget: number,
): readonly LayerOption[] | undefined {
	const at = (priceOfNoise: number) =>
		layers.map((options) =>
			leastBy(options, (o) => price(o) + priceOfNoise * o.noise),
		);
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
	arrays: number,
	objective: Objective,
	budget: number,
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

/** Options of which no other one is better in noise, energy, array time, link time and ADC bits. */
export function withoutDominated(
	options: readonly LayerOption[],
): readonly LayerOption[] {
	const kept: LayerOption[] = [];
	for (const option of options.toSorted((a, b) => a.noise - b.noise)) {
		const isBeaten = kept.some(
			(other) =>
				other.energy <= option.energy &&
				other.arrayTime <= option.arrayTime &&
				other.linkTime <= option.linkTime &&
				other.adcBits <= option.adcBits,
		);
		if (!isBeaten) kept.push(option);
	}
	return kept;
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
