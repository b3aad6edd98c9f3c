/**
 * Keeps what follows from an immutable object and a few words, as long as the object lives: designs are costed again and
 * again, and their layers are much alike.
 *
 * @param make gives the same for the same object and words; an error is not kept
 */
export function remembered<Of extends object, Value>(): (
	of: Of,
	key: string,
	make: () => Value,
) => Value {
	const known = new WeakMap<Of, Map<string, Value>>();
	return (of, key, make) => {
		let values = known.get(of);
		if (values === undefined) {
			values = new Map();
			known.set(of, values);
		}
		const old = values.get(key);
		if (old !== undefined) return old;
		const value = make();
		values.set(key, value);
		return value;
	};
}
