import { renameSync, rmSync, writeFileSync } from "node:fs";
import { InputError, type Table } from "@mho/engine";
import { printTables } from "./print-tables.js";

/**
 * Prints tables, or JSON where `--json` asks for it: `-` is stdout instead of the tables, a path is written
 * besides them.
 */
export function writeResult(
	result: object,
	tables: () => readonly Table[],
	json: string | undefined,
): void {
	if (json === "-") {
		process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
		return;
	}
	printTables(tables());
	if (json !== undefined)
		writeWhole(json, `${JSON.stringify(result, null, 2)}\n`);
}

/** Writes beside and renames, so that no partial file is ever seen. */
export function writeWhole(path: string, text: string): void {
	const beside = `${path}.${process.pid}.part`;
	try {
		writeFileSync(beside, text);
		renameSync(beside, path);
	} catch (error) {
		rmSync(beside, { force: true });
		throw new InputError(
			`${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`,
		);
	}
}
