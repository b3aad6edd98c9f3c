import { type Evaluation, InputError, migrate } from "@mho/engine";

/**
 * Evaluations in what `mho run --json` or `mho compare --json` has written.
 *
 * @throws InputError where it is something else, or of a newer mho
 */
export function readEvaluations(text: string): readonly Evaluation[] {
	const run = resultOf(text, "mho/run/1");
	if (run) return [run as unknown as Evaluation];
	const comparison = resultOf(text, "mho/compare/1");
	if (comparison) return comparison.evaluations as readonly Evaluation[];
	throw new InputError("expected JSON of mho run or mho compare");
}

function resultOf(
	text: string,
	schema: string,
): Readonly<Record<string, unknown>> | undefined {
	const given = migrate(parsed(text), schema);
	return given.schema === schema ? given : undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
	try {
		return JSON.parse(text) ?? {};
	} catch {
		return {};
	}
}
