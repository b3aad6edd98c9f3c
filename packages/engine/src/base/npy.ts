import { InputError } from "./input-error.js";
import { sizeOf } from "./tensor.js";

/** Numbers of any type that numpy writes, row-major over `shape`; 64-bit integers become float64. */
export interface NumberTensor {
	readonly shape: readonly number[];
	readonly data: NumberArray;
}

export type NumberArray =
	| Float32Array
	| Float64Array
	| Int8Array
	| Uint8Array
	| Int16Array
	| Uint16Array
	| Int32Array
	| Uint32Array;

const MAGIC = "\x93NUMPY";

/**
 * Reads a `.npy` file, versions 1 to 3, in C order. Little-endian types `f4`, `f8`, `i1` … `i8`, `u1` … `u8` and
 * `b1`. The data are copied.
 */
export function parseNpy(bytes: Uint8Array, name: string): NumberTensor {
	const fail = (message: string): never => {
		throw new InputError(`${name}: ${message}`);
	};
	const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
	if (magic !== MAGIC || bytes.length < 12) fail("not an npy file");
	const version = bytes[6]!;
	if (version < 1 || version > 3)
		fail(`npy version ${version}, expected 1 to 3`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const start = version === 1 ? 10 : 12;
	const length =
		version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
	const end = start + length;
	if (end > bytes.length)
		fail(`npy header needs ${end} bytes, found ${bytes.length}`);
	let header = "";
	for (const byte of bytes.subarray(start, Math.min(end, start + MAX_HEADER)))
		header += String.fromCharCode(byte);
	const { type, shape } = readHeader(header, fail);
	const count = sizeOf(shape);
	const found = bytes.length - end;
	if (found !== count * type.bytes)
		fail(`shape [${shape}] needs ${count * type.bytes} bytes, found ${found}`);
	const copy = new Uint8Array(bytes.subarray(end));
	return { shape, data: type.read(copy.buffer) };
}

/** Longer headers hold no more than spaces. */
const MAX_HEADER = 4096;

interface NpyType {
	readonly bytes: number;
	readonly read: (buffer: ArrayBuffer) => NumberArray;
}

const TYPES: Readonly<Record<string, NpyType>> = {
	"<f4": { bytes: 4, read: (buffer) => new Float32Array(buffer) },
	"<f8": { bytes: 8, read: (buffer) => new Float64Array(buffer) },
	"|b1": { bytes: 1, read: (buffer) => new Uint8Array(buffer) },
	"|i1": { bytes: 1, read: (buffer) => new Int8Array(buffer) },
	"|u1": { bytes: 1, read: (buffer) => new Uint8Array(buffer) },
	"<i2": { bytes: 2, read: (buffer) => new Int16Array(buffer) },
	"<u2": { bytes: 2, read: (buffer) => new Uint16Array(buffer) },
	"<i4": { bytes: 4, read: (buffer) => new Int32Array(buffer) },
	"<u4": { bytes: 4, read: (buffer) => new Uint32Array(buffer) },
	"<i8": {
		bytes: 8,
		read: (buffer) =>
			Float64Array.from(Array.from(new BigInt64Array(buffer), Number)),
	},
	"<u8": {
		bytes: 8,
		read: (buffer) =>
			Float64Array.from(Array.from(new BigUint64Array(buffer), Number)),
	},
};

/** The header is a Python literal: `{'descr': '<f4', 'fortran_order': False, 'shape': (20, 10), }`. */
function readHeader(
	header: string,
	fail: (message: string) => never,
): { readonly type: NpyType; readonly shape: readonly number[] } {
	const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? "unknown";
	const type = Object.hasOwn(TYPES, descr) ? TYPES[descr] : undefined;
	if (!type)
		return fail(
			`npy type ${descr}, expected one of ${Object.keys(TYPES).join(", ")}`,
		);
	if (!/'fortran_order':\s*False/.test(header))
		fail("npy data in Fortran order, expected C order");
	const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
	if (sizes === undefined) return fail("npy header without a shape");
	const shape = sizes
		.split(",")
		.filter((size) => size.trim() !== "")
		.map(Number);
	if (!shape.every((size) => Number.isSafeInteger(size)))
		fail(`npy shape (${sizes})`);
	return { type, shape };
}
