import { renameSync, rmSync, writeFileSync } from "node:fs";
import { InputError, type Table } from "@mho/engine";
import type { JsonResult } from "./json-result.js";
import { printTables } from "./print-tables.js";

/**
 * Prints tables, or JSON where `--json` asks for it: `-` is stdout instead of the tables, a path is written
 * besides them.
 */
export function writeResult(
	result: JsonResult,
	tables: () => readonly Table[],
	json: string | undefined,
): void {
	if (json === "-") {
		process.stdout.write(jsonOf(result));
		return;
	}
	printTables(tables());
	if (json !== undefined) writeWhole(json, jsonOf(result));
}

/** Typed arrays become arrays, as the schemas of results have them. */
function jsonOf(result: object): string {
	const plain = (_: string, value: unknown): unknown =>
		ArrayBuffer.isView(value)
			? Array.from(value as unknown as ArrayLike<number>)
			: value;
	return `${JSON.stringify(result, plain, 2)}\n`;
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
