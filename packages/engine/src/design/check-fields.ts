import type * as z from "zod";
import { InputError } from "../base/input-error.js";
import { describeIssue } from "./describe-issue.js";
import { placeOf, type YamlFile } from "./yaml-file.js";

/** What the fields of a file must be. */
export interface FieldRules<T> {
	readonly schema: z.ZodType<T, unknown>;
	/** The same as JSON schema: it knows the names of the fields. */
	readonly jsonSchema: () => Readonly<Record<string, unknown>>;
}

/**
 * The fields as the schema gives them.
 *
 * @param files where they are from: one, or several laid over each other, the uppermost first
 * @throws InputError with file, line and column, what was found and what was expected
 */
export function checkFields<T>(
	fields: Readonly<Record<string, unknown>>,
	files: readonly YamlFile[],
	{ schema, jsonSchema }: FieldRules<T>,
): T {
	const result = schema.safeParse(fields);
	if (result.success) return result.data;
	const { issues } = result.error;
	// A misspelt field is also a missing one; the misspelling tells more.
	const issue =
		issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0]!;
	const path =
		issue.code === "unrecognized_keys"
			? [...issue.path, issue.keys[0]!]
			: issue.path;
	throw new InputError(
		`${placeOf(files, path)}: ${describeIssue(issue, fields, jsonSchema)}`,
	);
}
