import { styleText } from "node:util";
import type { Table } from "@mho/engine";
import CliTable from "cli-table3";

/** No lines: columns are told apart by space alone. */
const NO_LINES = {
	top: "",
	"top-mid": "",
	"top-left": "",
	"top-right": "",
	bottom: "",
	"bottom-mid": "",
	"bottom-left": "",
	"bottom-right": "",
	left: "",
	"left-mid": "",
	mid: "",
	"mid-mid": "",
	right: "",
	"right-mid": "",
	middle: "  ",
};

/**
 * Prints tables to stdout. `styleText` colours a terminal alone, a CI's log too stays plain; NO_COLOR and
 * FORCE_COLOR decide otherwise.
 */
export function printTables(tables: readonly Table[]): void {
	process.stdout.write(`${tables.map(renderTable).join("\n\n")}\n`);
}

/** A table as aligned text. */
export function renderTable({ title, columns, rows, notes }: Table): string {
	const table = new CliTable({
		chars: NO_LINES,
		style: {
			"padding-left": 0,
			"padding-right": 0,
			head: [],
			border: [],
			compact: true,
		},
		colAligns: columns.map(({ align }) => align),
	});
	if (columns.some(({ header }) => header !== ""))
		table.push(columns.map(({ header }) => styleText("dim", header)));
	for (const row of rows) table.push([...row]);
	const body = table
		.toString()
		.split("\n")
		.map((line) => `  ${line.trimEnd()}`);
	return [
		styleText("bold", title),
		...body,
		...notes.map((note) => styleText("dim", `  ${note}`)),
	].join("\n");
}
