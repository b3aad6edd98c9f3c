import { InputError } from "./input-error.js";

/** Bytes of any number of dimensions, row-major over `shape`. */
export interface ByteTensor {
	readonly shape: readonly number[];
	readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

/**
 * Reads an idx file of unsigned bytes, the format of MNIST's images and labels: two zero bytes, the type, the
 * number of dimensions, each dimension as big-endian uint32, then the data. `data` is a view of `bytes`.
 *
 * @param first how many items are wanted; `bytes` may then end after them
 */
export function parseIdx(
	bytes: Uint8Array,
	name: string,
	first: number = Number.POSITIVE_INFINITY,
): ByteTensor {
	if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) {
		throw new InputError(
			`${name}: not an idx file (the first two bytes must be 0)`,
		);
	}
	if (bytes[2] !== UNSIGNED_BYTE) {
		throw new InputError(
			`${name}: idx data of type 0x${bytes[2]!.toString(16)}, expected 0x8 (unsigned bytes)`,
		);
	}
	const dimensions = bytes[3]!;
	const header = 4 + 4 * dimensions;
	if (bytes.length < header) {
		throw new InputError(
			`${name}: idx header needs ${header} bytes, found ${bytes.length}`,
		);
	}
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const shape = Array.from({ length: dimensions }, (_, i) =>
		view.getUint32(4 + 4 * i),
	);
	const isPart = first < shape[0]!;
	if (isPart) shape[0] = first;
	const expected = shape.reduce((product, size) => product * size, 1);
	const found = bytes.length - header;
	if (isPart ? found < expected : found !== expected) {
		throw new InputError(
			`${name}: shape [${shape}] needs ${expected} bytes, found ${found}`,
		);
	}
	return {
		shape,
		data: new Uint8Array(bytes.buffer, bytes.byteOffset + header, expected),
	};
}
