import { PbfReader } from "pbf";
import { InputError } from "../../../base/input-error.js";

/**
 * Decodes a message that is a whole file; `what` names the format in errors.
 *
 * @throws InputError for anything that does not decode
 */
export function decode<T>(
	bytes: Uint8Array,
	what: string,
	fields: Fields<T>,
	target: T,
): T {
	try {
		return readFields(new PbfReader(bytes), bytes.length, fields, target);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new InputError(`not ${what}, or a truncated one: ${reason}`);
	}
}

/** A message while it is read. */
export type Mutable<T> = {
	-readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[]
		? Item[]
		: T[Key];
};

/** What to do with each known field, by its number; fields that are not listed are skipped. */
export type Fields<T> = Readonly<
	Record<number, (target: T, reader: PbfReader) => void>
>;

function readFields<T>(
	reader: PbfReader,
	end: number,
	fields: Fields<T>,
	target: T,
): T {
	for (
		let field = reader.nextField(end);
		field !== 0;
		field = reader.nextField(end)
	) {
		fields[field]?.(target, reader);
	}
	if (reader.pos !== end)
		throw new Error(
			`a message should end at byte ${end}, but ends at ${reader.pos}`,
		);
	return target;
}

const WIRE_VARINT = 0;
const WIRE_FIXED64 = 1;
const WIRE_BYTES = 2;
const WIRE_FIXED32 = 5;

function expectWire(reader: PbfReader, type: number): void {
	if (reader.type !== type)
		throw new Error(
			`wire type ${reader.type} at byte ${reader.pos}, expected ${type}`,
		);
}

export function readInteger(reader: PbfReader): number {
	expectWire(reader, WIRE_VARINT);
	return reader.readVarint(true);
}

export function readFloat(reader: PbfReader): number {
	expectWire(reader, WIRE_FIXED32);
	return reader.readFloat();
}

/** End of the length-delimited field at the reader, whose length it skips. */
function readLength(reader: PbfReader): number {
	expectWire(reader, WIRE_BYTES);
	const length = reader.readVarint();
	if (length > reader.length - reader.pos) {
		throw new Error(
			`${length} bytes needed at byte ${reader.pos}, found ${reader.length - reader.pos}`,
		);
	}
	return reader.pos + length;
}

export function readBytes(reader: PbfReader): Uint8Array {
	const end = readLength(reader);
	const bytes = reader.buf.subarray(reader.pos, end);
	reader.pos = end;
	return bytes;
}

export function readText(reader: PbfReader): string {
	const start = reader.pos;
	readLength(reader);
	reader.pos = start;
	return reader.readString();
}

export function readMessage<T>(
	reader: PbfReader,
	fields: Fields<T>,
	target: T,
): T {
	return readFields(reader, readLength(reader), fields, target);
}

/** A repeated integer, packed or not. */
export function pushIntegers(to: number[], reader: PbfReader): void {
	if (reader.type !== WIRE_BYTES) {
		to.push(readInteger(reader));
		return;
	}
	const end = readLength(reader);
	while (reader.pos < end) to.push(reader.readVarint(true));
}

/** A repeated float32, packed or not, as bytes. */
export function readFloatBytes(reader: PbfReader): Uint8Array {
	if (reader.type === WIRE_BYTES) return readBytes(reader);
	expectWire(reader, WIRE_FIXED32);
	reader.readFixed32();
	return reader.buf.subarray(reader.pos - 4, reader.pos);
}

/** A repeated float64, packed or not, as bytes. */
export function readDoubleBytes(reader: PbfReader): Uint8Array {
	if (reader.type === WIRE_BYTES) return readBytes(reader);
	expectWire(reader, WIRE_FIXED64);
	reader.readDouble();
	return reader.buf.subarray(reader.pos - 8, reader.pos);
}

export function pushFloats(to: number[], reader: PbfReader): void {
	const bytes = readFloatBytes(reader);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 0; at + 4 <= bytes.length; at += 4)
		to.push(view.getFloat32(at, true));
}
