import type { PbfReader } from "pbf";
import type { ProtoMessage, ProtoValue } from "../protobuf/proto-message.js";
import {
	decode,
	type Fields,
	pushFloats,
	pushIntegers,
	readDoubleBytes,
	readFloatBytes,
	readInteger,
	readMessage,
	readText,
} from "../protobuf/wire-format.js";
import { NET } from "./caffe-schema.js";
import type { FieldType, MessageSchema } from "./message-schema.js";

/**
 * Decodes a caffemodel into the form that a definition in text has. Weights stay views of `bytes`.
 *
 * @throws InputError for bytes that are no caffemodel
 */
export function readCaffemodel(bytes: Uint8Array): ProtoMessage {
	const fields = decode(bytes, "a caffemodel", decoderOf(NET), new Map());
	return { place: "caffemodel", fields };
}

type FieldMap = Map<string, ProtoValue[]>;

/** Decoders are made once per message of the schema. */
const DECODERS = new WeakMap<MessageSchema, Fields<FieldMap>>();

function decoderOf(schema: MessageSchema): Fields<FieldMap> {
	const known = DECODERS.get(schema);
	if (known) return known;
	const decoder = Object.fromEntries(
		Object.entries(schema)
			.filter(([, [, type]]) => type !== "skipped")
			.map(([name, [number, type]]) => [
				number,
				(fields: FieldMap, reader: PbfReader) => {
					const values = fields.get(name) ?? [];
					fields.set(name, values);
					values.push(...readValues(reader, type));
				},
			]),
	);
	DECODERS.set(schema, decoder);
	return decoder;
}

function readValues(reader: PbfReader, type: FieldType): readonly ProtoValue[] {
	switch (type) {
		case "integer":
			return numbers(pushIntegers, reader);
		case "float":
			return numbers(pushFloats, reader);
		case "flag":
			return [
				{ kind: "word", value: readInteger(reader) === 0 ? "false" : "true" },
			];
		case "text":
			return [{ kind: "text", value: readText(reader) }];
		case "floats":
			return [{ kind: "bytes", value: readFloatBytes(reader) }];
		case "doubles":
			return [{ kind: "bytes", value: readDoubleBytes(reader) }];
		case "skipped":
			return [];
		default:
			break;
	}
	if ("names" in type) {
		const number = readInteger(reader);
		return [{ kind: "word", value: type.names[number] ?? String(number) }];
	}
	const fields = readMessage(reader, decoderOf(type.message), new Map());
	return [{ kind: "message", value: { place: "caffemodel", fields } }];
}

function numbers(
	push: (to: number[], reader: PbfReader) => void,
	reader: PbfReader,
): readonly ProtoValue[] {
	const values: number[] = [];
	push(values, reader);
	return values.map((value) => ({ kind: "number", value }));
}
