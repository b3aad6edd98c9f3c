import type { Choice } from "../sweep/choices.js";
import type { PointFigures } from "../sweep/metric.js";
import type { Space, Strategy } from "../sweep/space.js";

/** A point that a search wants to know about. */
export interface Ask {
	readonly choice: Choice;
	/** Test images; all of the space's where nothing is said, 0 for the cost alone. */
	readonly images?: number | undefined;
}

/** What it is told: nothing where the point could not be evaluated. */
export type Told = PointFigures | undefined;

/**
 * A search asks for points in batches and is told of each what it gave, in the order in which it asked. The same
 * answers lead to the same questions, so that a search that was stopped is gone through again from its answers.
 */
export type Search = Generator<readonly Ask[], void, readonly Told[]>;

/** One way to search a space. */
export interface SearchStrategy<S extends Strategy = Strategy> {
	readonly kind: S["kind"];
	readonly description: string;
	/** Whether what it asks depends on what it is told. */
	readonly isAdaptive: boolean;
	readonly search: (space: Space, strategy: S) => Search;
}

/** Points that are asked for at a time where the answers do not matter. */
export const BATCH = 8192;

/** Asks for points one batch after the other, whatever they give. */
export function* askAll(choices: Iterable<Choice>): Search {
	let batch: Ask[] = [];
	for (const choice of choices) {
		batch.push({ choice });
		if (batch.length < BATCH) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}
