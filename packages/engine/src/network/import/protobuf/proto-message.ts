import { InputError } from "../../../base/input-error.js";

/** A protobuf message read without generated code: its fields by name, each with its values in order. */
export interface ProtoMessage {
	/** Begins the errors about it: where it stands. */
	readonly place: string;
	readonly fields: ReadonlyMap<string, readonly ProtoValue[]>;
}

/** An enumeration's name and a truth value are words. */
export type ProtoValue =
	| { readonly kind: "number"; readonly value: number }
	| { readonly kind: "text"; readonly value: string }
	| { readonly kind: "word"; readonly value: string }
	| { readonly kind: "bytes"; readonly value: Uint8Array }
	| { readonly kind: "message"; readonly value: ProtoMessage };

export const EMPTY_MESSAGE: ProtoMessage = { place: "", fields: new Map() };

/** The functions below throw an InputError where a value has another type, or where there are several of one. */
export function numberField(
	message: ProtoMessage,
	name: string,
): number | undefined {
	return single(message, name, numberFields(message, name));
}

export function numberFields(
	message: ProtoMessage,
	name: string,
): readonly number[] {
	return valuesOf(message, name, "number", "a number");
}

export function integerField(
	message: ProtoMessage,
	name: string,
): number | undefined {
	return single(message, name, integerFields(message, name));
}

export function integerFields(
	message: ProtoMessage,
	name: string,
): readonly number[] {
	const values = numberFields(message, name);
	const odd = values.find((value) => !Number.isSafeInteger(value));
	if (odd !== undefined)
		throw fieldError(message, name, String(odd), "a whole number");
	return values;
}

export function textField(
	message: ProtoMessage,
	name: string,
): string | undefined {
	return single(message, name, textFields(message, name));
}

export function textFields(
	message: ProtoMessage,
	name: string,
): readonly string[] {
	return valuesOf(message, name, "text", "a text in quotes");
}

export function wordField(
	message: ProtoMessage,
	name: string,
): string | undefined {
	return single(message, name, valuesOf(message, name, "word", "a name"));
}

/** A word of an enumeration, of which some are served. */
export function choiceField<Choice extends string>(
	message: ProtoMessage,
	name: string,
	choices: readonly Choice[],
): Choice | undefined {
	const word = wordField(message, name);
	if (word === undefined || choices.includes(word as Choice))
		return word as Choice | undefined;
	throw fieldError(message, name, word, choices.join(" or "));
}

export function flagField(
	message: ProtoMessage,
	name: string,
): boolean | undefined {
	const [value] = message.fields.get(name) ?? [];
	if (value === undefined) return undefined;
	const found = single(message, name, message.fields.get(name)!)!.value;
	if (found === "true" || found === "t" || found === 1) return true;
	if (found === "false" || found === "f" || found === 0) return false;
	throw fieldError(message, name, describeValue(value), "true or false");
}

export function messageField(
	message: ProtoMessage,
	name: string,
): ProtoMessage | undefined {
	return single(message, name, messageFields(message, name));
}

export function messageFields(
	message: ProtoMessage,
	name: string,
): readonly ProtoMessage[] {
	return valuesOf(message, name, "message", "a message in braces");
}

export function bytesFields(
	message: ProtoMessage,
	name: string,
): readonly Uint8Array[] {
	return valuesOf(message, name, "bytes", "packed numbers");
}

type ValueOf<Kind extends ProtoValue["kind"]> = Extract<
	ProtoValue,
	{ readonly kind: Kind }
>["value"];

function valuesOf<Kind extends ProtoValue["kind"]>(
	message: ProtoMessage,
	name: string,
	kind: Kind,
	expected: string,
): readonly ValueOf<Kind>[] {
	return (message.fields.get(name) ?? []).map((value) => {
		if (value.kind === kind) return value.value as ValueOf<Kind>;
		throw fieldError(message, name, describeValue(value), expected);
	});
}

function single<Value>(
	message: ProtoMessage,
	name: string,
	values: readonly Value[],
): Value | undefined {
	if (values.length > 1)
		throw fieldError(message, name, `${values.length} values`, "one");
	return values[0];
}

function describeValue(value: ProtoValue): string {
	switch (value.kind) {
		case "text":
			return JSON.stringify(value.value);
		case "number":
		case "word":
			return String(value.value);
		case "bytes":
			return `${value.value.length} bytes`;
		case "message":
			return "a message";
		default:
			return value satisfies never;
	}
}

function fieldError(
	{ place }: ProtoMessage,
	name: string,
	found: string,
	expected: string,
): InputError {
	return new InputError(
		`${place}: ${name}: found ${found}, expected ${expected}`,
	);
}
