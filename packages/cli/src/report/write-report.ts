import type { Report, ReportSource } from "@mho/engine/figures";
import { designSource } from "../input/open-design.js";
import { writeWhole } from "../terminal/write-result.js";

/** Plots and pages of the engine. */
type Figures = typeof import("@mho/engine/figures");
type PageDocument = Parameters<Figures["htmlReport"]>[0];

/**
 * Writes a report as one HTML file. The plotting library and the document that it draws in are loaded only here:
 * they take longer than most commands.
 *
 * @param build makes the report's figures in a document
 */
export async function writeReport(
	path: string,
	build: (figures: Figures, document: PageDocument) => Report,
): Promise<void> {
	const [figures, { parseHTML }] = await Promise.all([
		import("@mho/engine/figures"),
		import("linkedom"),
	]);
	const { document } = parseHTML(
		"<!doctype html><html><head></head><body></body></html>",
	);
	writeWhole(path, figures.htmlReport(document, build(figures, document)));
}

/** What a reader needs to get the report again: the command and the designs as their files say them. */
export function reportSources(
	args: readonly string[],
	designs: readonly string[],
): readonly ReportSource[] {
	return [
		commandSource(args),
		...designs.map((design) => ({
			title: `Design ${design}`,
			text: designSource(design).text.trim(),
		})),
	];
}

/** The command that was given. */
export function commandSource(args: readonly string[]): ReportSource {
	return { title: "Command", text: `mho ${args.map(quoted).join(" ")}` };
}

/** As a shell takes it. */
function quoted(argument: string): string {
	return /^[\w./:=,@%+-]+$/.test(argument)
		? argument
		: `'${argument.replaceAll("'", `'\\''`)}'`;
}
