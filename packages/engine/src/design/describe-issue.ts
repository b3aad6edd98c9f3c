import type * as z from "zod";

/** What was found and what was expected, on one line. */
export function describeIssue(
	issue: z.core.$ZodIssue,
	fields: unknown,
	jsonSchema: () => unknown,
): string {
	if (issue.code === "unrecognized_keys")
		return `unknown field, expected ${knownFields(issue.path, fields, jsonSchema() as MapSchema).join(", ")}`;
	// A single value may stand for a map or a list of it: then that is what was found.
	const found = issue.path.reduce<unknown>(
		(value, key) => (isPlain(value) ? value : fieldOf(value, key)),
		fields,
	);
	return `${found === undefined ? "missing" : `found ${show(found)}`}, ${expectation(issue)}`;
}

function expectation(issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case "invalid_value":
			return `expected ${issue.values.map(String).join(" or ")}`;
		case "invalid_union":
			return "options" in issue && issue.options !== undefined
				? `expected ${issue.options.map(String).join(" or ")}`
				: issue.message;
		case "too_small":
			return issue.origin === "string"
				? issue.message
				: `expected ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
		case "too_big":
			return `expected at most ${issue.maximum}`;
		case "invalid_type":
			return `expected ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
		default:
			return issue.message;
	}
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
	int: "a whole number",
	number: "a number",
	string: "text",
	boolean: "true or false",
	array: "a list",
	object: "a map of fields",
	record: "a map of fields",
};

/** A value as a message shows it: JSON, shortened. */
export function show(value: unknown): string {
	if (value === undefined || value === null) return "nothing";
	if (typeof value === "number") return String(value);
	const text = JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The part of a JSON schema that tells which fields a map may have. */
interface MapSchema {
	readonly properties?: Readonly<Record<string, MapSchema>>;
	readonly additionalProperties?: MapSchema | boolean;
	readonly oneOf?: readonly MapSchema[];
	readonly const?: unknown;
}

/** Fields of the map at `path` of the schema; of a union, those of the variant that was chosen. */
function knownFields(
	path: readonly PropertyKey[],
	fields: unknown,
	rules: MapSchema,
): readonly string[] {
	let value = fields;
	let schema = variantOf(rules, value);
	for (const key of path) {
		value = fieldOf(value, key);
		schema = variantOf(childOf(schema, String(key)), value);
	}
	return Object.keys(schema.properties ?? {});
}

function childOf(schema: MapSchema, key: string): MapSchema {
	const { properties = {}, additionalProperties } = schema;
	if (Object.hasOwn(properties, key)) return properties[key]!;
	return typeof additionalProperties === "object" ? additionalProperties : {};
}

function variantOf(schema: MapSchema, value: unknown): MapSchema {
	const chosen = schema.oneOf?.find(({ properties = {} }) =>
		Object.entries(properties).every(
			([key, property]) =>
				property.const === undefined || property.const === fieldOf(value, key),
		),
	);
	return chosen ?? schema;
}

function isPlain(value: unknown): boolean {
	return value !== undefined && value !== null && typeof value !== "object";
}

function fieldOf(value: unknown, key: PropertyKey): unknown {
	return typeof value === "object" &&
		value !== null &&
		Object.hasOwn(value, key)
		? (value as Record<PropertyKey, unknown>)[key]
		: undefined;
}
