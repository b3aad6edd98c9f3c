import { InputError } from "../../../base/input-error.js";
import { sizeOf } from "../../../base/tensor.js";
import type { FloatArray } from "../../nodes/node.js";
import { aligned, joinPieces } from "../protobuf/packed-values.js";
import { float16Value, type NumericType, numericType } from "./data-type.js";
import type { OnnxTensor } from "./onnx-model.js";
import type { OnnxConstant } from "./operator.js";

/** Gives `length` bytes of another file from `offset` on; all that follow where the length is left out. */
export type ReadExternal = (
	location: string,
	offset: number,
	length: number | undefined,
) => Uint8Array;

/** A stored tensor, whose values are decoded when they are first asked for. `place` begins error messages. */
export function storedConstant(
	tensor: OnnxTensor,
	place: string,
	readExternal?: ReadExternal,
): OnnxConstant {
	const type = numericType(tensor.dataType, place);
	const { shape } = tensor;
	if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0))
		throw new InputError(`${place}: shape [${shape}] needs sizes ≥ 0`);
	let data: FloatArray | undefined;
	return {
		kind: "constant",
		type,
		shape,
		get data() {
			data ??= decodeValues(tensor, type, place, readExternal);
			return data;
		},
	};
}

function decodeValues(
	tensor: OnnxTensor,
	type: NumericType,
	place: string,
	readExternal: ReadExternal | undefined,
): FloatArray {
	const count = sizeOf(tensor.shape);
	const bytes = tensor.isExternal
		? externalBytes(tensor, place, readExternal)
		: valueBytes(tensor, type);
	if (bytes === undefined) {
		const { integerData } = tensor;
		const perField = BYTES[type] < 1 ? 1 / BYTES[type] : 1;
		const fields = Math.ceil(count / perField);
		const found = integerData.length;
		checkCount(tensor, place, found === fields ? count : found * perField);
		return decodeIntegers(integerData, type, count);
	}
	const fields = Math.ceil(count * BYTES[type]) / BYTES[type];
	const found = bytes.length / BYTES[type];
	checkCount(tensor, place, found === fields ? count : found);
	return decodeBytes(bytes, type, count);
}

function checkCount({ shape }: OnnxTensor, place: string, found: number): void {
	const wanted = sizeOf(shape);
	if (wanted !== found)
		throw new InputError(
			`${place}: shape [${shape}] needs ${wanted} values, found ${found}`,
		);
}

function externalBytes(
	{ externalData, shape }: OnnxTensor,
	place: string,
	readExternal: ReadExternal | undefined,
): Uint8Array {
	const location = externalData.get("location");
	const number = (key: string): number | undefined => {
		const text = externalData.get(key);
		if (text === undefined) return undefined;
		const value = Number(text);
		if (Number.isSafeInteger(value) && value >= 0) return value;
		throw new InputError(`${place}: ${key} of external data is ${text}`);
	};
	if (!location)
		throw new InputError(`${place}: external data without a location`);
	if (!readExternal)
		throw new InputError(
			`${place}: [${shape}] values are stored in another file, ${location}, which is not at hand`,
		);
	return readExternal(location, number("offset") ?? 0, number("length"));
}

/** Of one value; two of 4 bits share a byte. */
const BYTES: Readonly<Record<NumericType, number>> = {
	UINT4: 0.5,
	INT4: 0.5,
	FLOAT: 4,
	DOUBLE: 8,
	FLOAT16: 2,
	BFLOAT16: 2,
	BOOL: 1,
	UINT8: 1,
	INT8: 1,
	UINT16: 2,
	INT16: 2,
	UINT32: 4,
	INT32: 4,
	UINT64: 8,
	INT64: 8,
};

/** Bytes of the values where they are stored as such, undefined where they are integers of variable length. */
function valueBytes(
	{ rawData, floatData, doubleData }: OnnxTensor,
	type: NumericType,
): Uint8Array | undefined {
	if (rawData) return rawData;
	if (type === "FLOAT") return joinPieces(floatData);
	return type === "DOUBLE" ? joinPieces(doubleData) : undefined;
}

/** Fields int32_data, int64_data and uint64_data: 16-bit floats as bits, unsigned 64-bit integers as signed ones. */
function decodeIntegers(
	values: readonly number[],
	type: NumericType,
	count: number,
): FloatArray {
	switch (type) {
		case "UINT4":
		case "INT4":
			return nibbles(values, type, count);
		case "FLOAT16":
			return floatsOf(values, float16Value);
		case "BFLOAT16":
			return floatsOf(values, bfloat16Value);
		case "UINT64":
			return Float64Array.from(values, (v) => (v < 0 ? v + 2 ** 64 : v));
		default:
			return Float64Array.from(values);
	}
}

function decodeBytes(
	bytes: Uint8Array,
	type: NumericType,
	count: number,
): FloatArray {
	if (type === "UINT4" || type === "INT4") return nibbles(bytes, type, count);
	const size = BYTES[type];
	const { buffer, byteOffset } = aligned(bytes, size);
	const of = <Values>(
		array: new (
			buffer: ArrayBufferLike,
			start: number,
			length: number,
		) => Values,
	): Values => new array(buffer, byteOffset, count);
	switch (type) {
		case "FLOAT":
			return of(Float32Array);
		case "DOUBLE":
			return of(Float64Array);
		case "FLOAT16":
			return floatsOf(of(Uint16Array), float16Value);
		case "BFLOAT16":
			return floatsOf(of(Uint16Array), bfloat16Value);
		case "BOOL":
		case "UINT8":
			return Float64Array.from(of(Uint8Array));
		case "INT8":
			return Float64Array.from(of(Int8Array));
		case "UINT16":
			return Float64Array.from(of(Uint16Array));
		case "INT16":
			return Float64Array.from(of(Int16Array));
		case "UINT32":
			return Float64Array.from(of(Uint32Array));
		case "INT32":
			return Float64Array.from(of(Int32Array));
		case "UINT64":
			return Float64Array.from(Array.from(of(BigUint64Array), Number));
		case "INT64":
			return Float64Array.from(Array.from(of(BigInt64Array), Number));
		default:
			return type satisfies never;
	}
}

/** Different values of 16 bits. */
const PATTERNS = 2 ** 16;

/** Values of 16-bit floats, looked up where there are many: `Float32Array.from` with a function is 20 times slower. */
function floatsOf(
	bits: ArrayLike<number>,
	decode: (bits: number) => number,
): Float32Array {
	const values = new Float32Array(bits.length);
	if (bits.length <= PATTERNS) {
		for (let i = 0; i < values.length; i++) values[i] = decode(bits[i]!);
		return values;
	}
	const all = Array.from({ length: PATTERNS }, (_, pattern) => pattern);
	const known = floatsOf(all, decode);
	for (let i = 0; i < values.length; i++)
		values[i] = known[bits[i]! & (PATTERNS - 1)]!;
	return values;
}

/** Values of 4 bits, the first of a byte in its lower half. */
function nibbles(
	bytes: ArrayLike<number>,
	type: "UINT4" | "INT4",
	count: number,
): Float64Array {
	return Float64Array.from({ length: count }, (_, i) => {
		const nibble = (bytes[i >> 1]! >> (i % 2 === 0 ? 0 : 4)) & 15;
		return type === "INT4" && nibble > 7 ? nibble - 16 : nibble;
	});
}

function bfloat16Value(bits: number): number {
	return new Float32Array(Uint32Array.of(bits << 16).buffer)[0]!;
}
