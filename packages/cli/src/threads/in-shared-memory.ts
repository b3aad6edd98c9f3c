type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/**
 * Copies plain data with its typed arrays in shared memory, so that sending it to a thread copies none of their
 * values. An array that is there already, or that is met again, is not copied.
 */
export function inSharedMemory(): <T>(value: T) => T {
	const copies = new WeakMap<object, TypedArray>();
	const share = (value: unknown): unknown => {
		if (typeof value !== "object" || value === null) return value;
		if (ArrayBuffer.isView(value)) {
			const array = value as TypedArray;
			if (array.buffer instanceof SharedArrayBuffer) return array;
			const copy = copies.get(array) ?? copyOf(array);
			copies.set(array, copy);
			return copy;
		}
		if (Array.isArray(value)) return value.map(share);
		if (value instanceof Map)
			return new Map([...value].map(([key, of]) => [key, share(of)]));
		return Object.fromEntries(
			Object.entries(value).map(([key, of]) => [key, share(of)]),
		);
	};
	return <T>(value: T) => share(value) as T;
}

function copyOf(array: TypedArray): TypedArray {
	if (array.buffer instanceof SharedArrayBuffer) return array;
	const Values = array.constructor as new (
		memory: SharedArrayBuffer,
	) => TypedArray;
	const copy = new Values(new SharedArrayBuffer(array.byteLength));
	copy.set(array);
	return copy;
}
