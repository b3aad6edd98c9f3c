import { type PlaceRandom, randomFor } from "../../base/random.js";
import { dominates, type Losses } from "../pareto/front.js";

/** What is known of an individual. */
export interface Fitness {
	/** To be minimised. */
	readonly losses: Losses;
	/** 0 where all constraints hold, more the further they are from it. */
	readonly violation: number;
}

/** How individuals come about; a draw is a number in [0, 1) that is another one each time. */
export interface Operators<Genes> {
	readonly random: (draw: () => number) => Genes;
	readonly cross: (
		a: Genes,
		b: Genes,
		draw: () => number,
	) => readonly [Genes, Genes];
	readonly mutate: (genes: Genes, draw: () => number) => Genes;
	/** Genes of the same name are the same individual, which lives once. */
	readonly nameOf: (genes: Genes) => string;
}

export interface EvolveOptions {
	readonly population: number;
	/** Individuals in all, the first ones included. */
	readonly evaluations: number;
	readonly seed: number;
}

interface Individual<Genes> {
	readonly genes: Genes;
	readonly fitness: Fitness;
}

/** Tries to breed an individual that has not been there before a random one takes its place. */
const TRIES = 20;

/**
 * NSGA-II: generations of individuals, of which the best fronts survive, and of the last of these the least crowded
 * ones. K. Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE Trans. Evol. Comput. 6
 * (2002), with its constrained domination. Unlike there, no individual is evaluated twice.
 *
 * Yields individuals to be evaluated, and is handed what they are like in the same order.
 */
export function* evolve<Genes>(
	operators: Operators<Genes>,
	{ population, evaluations, seed }: EvolveOptions,
): Generator<readonly Genes[], void, readonly Fitness[]> {
	const draw = stream(randomFor(seed, "nsga-2"));
	const seen = new Set<string>();
	let parents: readonly Ranked<Genes>[] = [];
	while (seen.size < evaluations) {
		const size = Math.min(population, evaluations - seen.size);
		const young = breed(parents, size, operators, draw, seen);
		if (young.length === 0) return;
		const fitness = yield young;
		const all = [
			...parents,
			...young.map((genes, n) => ({ genes, fitness: fitness[n]! })),
		];
		parents = survivors(all, population);
	}
}

function stream({ uniform }: PlaceRandom): () => number {
	let drawn = 0;
	return () => {
		const n = drawn++;
		return uniform(n % 2 ** 32, Math.floor(n / 2 ** 32));
	};
}

function breed<Genes>(
	parents: readonly Ranked<Genes>[],
	size: number,
	{ random, cross, mutate, nameOf }: Operators<Genes>,
	draw: () => number,
	seen: Set<string>,
): readonly Genes[] {
	const young: Genes[] = [];
	const admit = (genes: Genes): boolean => {
		const name = nameOf(genes);
		if (young.length === size || seen.has(name)) return false;
		seen.add(name);
		young.push(genes);
		return true;
	};
	for (let tries = 0; young.length < size && tries < TRIES * size; ) {
		const before = young.length;
		if (parents.length > 0) {
			const children = cross(
				tournament(parents, draw).genes,
				tournament(parents, draw).genes,
				draw,
			);
			for (const child of children) admit(mutate(child, draw));
		}
		// Of the first generation, or where all that is bred has been there before.
		const isStuck = parents.length === 0 || tries > (TRIES * size) / 2;
		if (young.length === before && isStuck) admit(random(draw));
		tries = young.length > before ? 0 : tries + 1;
	}
	return young;
}

interface Ranked<Genes> extends Individual<Genes> {
	/** Number of its front. */
	readonly rank: number;
	/** Distance to its neighbours on the front, over all objectives. */
	readonly crowding: number;
}

function tournament<Genes>(
	parents: readonly Ranked<Genes>[],
	draw: () => number,
): Ranked<Genes> {
	const pick = () => parents[Math.floor(draw() * parents.length)]!;
	const [a, b] = [pick(), pick()];
	if (a.rank !== b.rank) return a.rank < b.rank ? a : b;
	return a.crowding >= b.crowding ? a : b;
}

function survivors<Genes>(
	all: readonly Individual<Genes>[],
	size: number,
): readonly Ranked<Genes>[] {
	const chosen: Ranked<Genes>[] = [];
	for (const [rank, front] of frontsOf(all).entries()) {
		const crowding = crowdingOf(front.map(({ fitness }) => fitness.losses));
		const ranked = front
			.map((one, n) => ({ ...one, rank, crowding: crowding[n]! }))
			.sort((a, b) => b.crowding - a.crowding);
		chosen.push(...ranked.slice(0, size - chosen.length));
		if (chosen.length === size) break;
	}
	return chosen;
}

/** Whoever keeps the constraints comes first, then who violates them less; losses decide among those that keep them. */
function isBetter(a: Fitness, b: Fitness): boolean {
	return a.violation === b.violation
		? a.violation === 0 && dominates(a.losses, b.losses)
		: a.violation < b.violation;
}

function frontsOf<Genes>(
	all: readonly Individual<Genes>[],
): readonly (readonly Individual<Genes>[])[] {
	const worse = all.map((a) =>
		all.flatMap((b, n) => (isBetter(a.fitness, b.fitness) ? [n] : [])),
	);
	const betterOnes = all.map(() => 0);
	for (const list of worse) for (const n of list) betterOnes[n]!++;
	const fronts: Individual<Genes>[][] = [];
	let current = all.flatMap((_, n) => (betterOnes[n] === 0 ? [n] : []));
	while (current.length > 0) {
		fronts.push(current.map((n) => all[n]!));
		const next: number[] = [];
		for (const n of current)
			for (const other of worse[n]!)
				if (--betterOnes[other]! === 0) next.push(other);
		current = next;
	}
	return fronts;
}

/** Σ over objectives of the distance between the neighbours of each point, over the range; ∞ at the ends. */
function crowdingOf(front: readonly Losses[]): Float64Array {
	const crowding = new Float64Array(front.length);
	const objectives = front[0]?.length ?? 0;
	for (let m = 0; m < objectives; m++) {
		const order = front
			.map((_, n) => n)
			.sort((a, b) => front[a]![m]! - front[b]![m]!);
		const loss = (at: number) => front[order[at]!]![m]!;
		const range = loss(order.length - 1) - loss(0);
		crowding[order[0]!] = Infinity;
		crowding[order.at(-1)!] = Infinity;
		if (!(range > 0)) continue;
		for (let at = 1; at < order.length - 1; at++)
			crowding[order[at]!]! += (loss(at + 1) - loss(at - 1)) / range;
	}
	return crowding;
}
