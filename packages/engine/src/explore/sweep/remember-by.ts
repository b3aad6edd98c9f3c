/** Values that are kept at a time; a sweep in order comes back to a few. */
const KEPT = 4096;

/**
 * A function that keeps its values by the parts of its argument that they follow from: objects count by identity,
 * other values by what they are. The oldest is forgotten where there are too many.
 *
 * @param partsOf all parts that the value depends on
 */
export function rememberBy<Argument, Value>(
	partsOf: (argument: Argument) => readonly unknown[],
	make: (argument: Argument) => Value,
): (argument: Argument) => Value {
	const values = new Map<string, { readonly value: Value }>();
	return (argument) => {
		const key = partsOf(argument).map(nameOf).join();
		const known = values.get(key);
		if (known) return known.value;
		const value = make(argument);
		if (values.size === KEPT) values.delete(values.keys().next().value!);
		values.set(key, { value });
		return value;
	};
}

const names = new WeakMap<object, string>();
let named = 0;

function nameOf(part: unknown): string {
	if (typeof part !== "object" || part === null) return JSON.stringify(part);
	const known = names.get(part);
	if (known !== undefined) return known;
	const name = `#${named++}`;
	names.set(part, name);
	return name;
}
