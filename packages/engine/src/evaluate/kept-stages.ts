/**
 * Gives what a stage of an evaluation makes of some parts of its input, computed or kept from an earlier evaluation.
 *
 * @param parts all that the value depends on, except what is the same in all evaluations that share what is kept
 */
export type KeepStage = <Value>(
	stage: string,
	parts: readonly unknown[],
	make: () => Value,
) => Value;

/** Keeps nothing. */
export const computeAfresh: KeepStage = (_, __, make) => make();

/** Values of a stage that are kept at a time; a sweep in order comes back to a few. */
const KEPT = 256;

/**
 * Keeps values by the parts that they follow from, of evaluations of one network on the same data: objects count by
 * identity, other values by what they are. Of each stage the one that was not asked for longest is forgotten first.
 *
 * @param most values that are kept of a stage
 */
export function keepStages(most: number = KEPT): KeepStage {
	const stages = new Map<string, Map<string, { readonly value: unknown }>>();
	return <Value>(
		stage: string,
		parts: readonly unknown[],
		make: () => Value,
	): Value => {
		let values = stages.get(stage);
		if (!values) {
			values = new Map();
			stages.set(stage, values);
		}
		let key = "";
		for (const part of parts) key += `${nameOf(part)},`;
		const known = values.get(key) ?? { value: make() };
		// At the end of the map's order: the last to be forgotten.
		values.delete(key);
		values.set(key, known);
		if (values.size > most) values.delete(values.keys().next().value!);
		return known.value as Value;
	};
}

const names = new WeakMap<object, string>();
let named = 0;

function nameOf(part: unknown): string {
	if (typeof part !== "object" || part === null)
		return JSON.stringify(part) ?? "undefined";
	const known = names.get(part);
	if (known !== undefined) return known;
	const name = `#${named++}`;
	names.set(part, name);
	return name;
}
