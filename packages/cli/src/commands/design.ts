import {
	checkEncoders,
	designJsonSchema,
	diffDesigns,
	left,
	presets,
} from "@mho/engine";
import type { Command } from "commander";
import { designSource, openDesign } from "../input/open-design.js";
import { writeResult } from "../terminal/write-result.js";
import { jsonOption } from "./options.js";

/** `mho design`: what designs there are, their text, whether one is valid, the schema. */
export function addDesignCommand(program: Command): void {
	const design = program
		.command("design")
		.description("list, show and check designs, print their schema");
	design
		.command("list")
		.description("the presets")
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho design list")
		.action(({ json }: { json?: string }) => {
			const list = presets.map(({ name, title }) => ({ name, title }));
			const table = {
				title: "Presets",
				columns: [left("name"), left("what it is")],
				rows: list.map(({ name, title }) => [name, title]),
				notes: [
					"mho design show NAME prints one; extends: NAME in a file of your own starts from it",
				],
			};
			writeResult(
				{ schema: "mho/design-list/1", presets: list },
				() => [table],
				json,
			);
		});
	design
		.command("show")
		.description(
			"the text of a design; with --json the complete design in SI units",
		)
		.argument("<design>", "preset or design file")
		.addOption(jsonOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho design show asp-dac-2018 > mine.yaml",
		)
		.action((name: string, { json }: { json?: string }) => {
			const resolved = openDesign(name);
			if (json === undefined) process.stdout.write(designSource(name).text);
			else writeResult(resolved, () => [], json);
		});
	design
		.command("check")
		.description("whether a design file is valid")
		.argument("<design>", "preset or design file")
		.addHelpText("after", "\nExample:\n  mho design check mine.yaml")
		.action((name: string) => {
			const resolved = openDesign(name);
			checkEncoders(resolved);
			process.stdout.write(`${name}: valid design "${resolved.name}"\n`);
		});
	design
		.command("diff")
		.description("fields in which two designs differ, in SI units")
		.argument("<first>", "preset or design file")
		.argument("<second>", "preset or design file")
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho design diff isaac mine.yaml")
		.action((first: string, second: string, { json }: { json?: string }) => {
			const differences = diffDesigns(openDesign(first), openDesign(second));
			const text = (value: unknown) =>
				value === undefined ? "" : String(value);
			const table = {
				title: `${first} and ${second}`,
				columns: [left("field"), left(first), left(second)],
				rows: differences.map((each) => [
					each.field,
					text(each.first),
					text(each.second),
				]),
				notes: differences.length === 0 ? ["they do not differ"] : [],
			};
			writeResult(
				{ schema: "mho/design-diff/1", first, second, differences },
				() => [table],
				json,
			);
		});
	design
		.command("schema")
		.description("the JSON schema of design files, for editors")
		.addHelpText(
			"after",
			"\nExample:\n  mho design schema > design.schema.json",
		)
		.action(() => {
			process.stdout.write(`${JSON.stringify(designJsonSchema(), null, 2)}\n`);
		});
}
