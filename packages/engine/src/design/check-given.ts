import * as z from "zod";
import { InputError } from "../base/input-error.js";
import { describeIssue } from "./describe-issue.js";

/**
 * What was given as data, as the schema has it.
 *
 * @throws InputError with the path of the field, what was found and what was expected
 */
export function checkGiven<T>(
	schema: z.ZodType<T, unknown>,
	given: unknown,
): T {
	const result = schema.safeParse(given);
	if (result.success) return result.data;
	const { issues } = result.error;
	// A misspelt field is also a missing one; the misspelling tells more.
	const issue =
		issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0]!;
	const place = [
		...issue.path,
		...(issue.code === "unrecognized_keys" ? [issue.keys[0]!] : []),
	].join(".");
	const description = describeIssue(issue, given, () =>
		z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
	);
	throw new InputError(`${place === "" ? "" : `${place}: `}${description}`);
}
