import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { InputError, left } from "@mho/engine";
import type { Command } from "commander";
import { writeResult, writeWhole } from "../terminal/write-result.js";
import { INIT_FILES } from "./init-files.js";
import { jsonOption } from "./options.js";

/** `mho init`: files to start from. */
export function addInitCommand(program: Command): void {
	program
		.command("init")
		.description(
			"write a design file and a data file to start from, with comments on what can be set",
		)
		.argument("[folder]", "where; it is made where it is not there", ".")
		.addOption(jsonOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho init my-chip\n  mho cost lenet5 --design my-chip/design.yaml",
		)
		.action((folder: string, { json }: { readonly json?: string }) => {
			const files = INIT_FILES.map((file) => ({
				...file,
				path: join(folder, file.name),
			}));
			for (const { path } of files) refuseToOverwrite(path);
			makeFolder(folder);
			for (const { path, text } of files) writeWhole(path, text);
			const written = files.map(({ path, what }) => ({ path, what }));
			const design = join(folder, "design.yaml");
			const table = {
				title: "Written",
				columns: [left("file"), left("what it is")],
				rows: written.map(({ path, what }) => [path, what]),
				notes: [
					`mho design check ${design} says whether it is valid; mho run lenet5 --design ${design} runs the built-in network on it`,
				],
			};
			writeResult({ schema: "mho/init/1", written }, () => [table], json);
		});
}

/** @throws InputError where the file is there */
function refuseToOverwrite(path: string): void {
	if (existsSync(path))
		throw new InputError(
			`${path}: it is there already and is not overwritten, expected another folder: mho init FOLDER`,
		);
}

/** @throws InputError where it cannot be made */
function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true });
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new InputError(
			code === "EEXIST" || code === "ENOTDIR"
				? `${folder}: found a file, expected a folder`
				: `${folder}: the folder cannot be made (${code})`,
		);
	}
}
