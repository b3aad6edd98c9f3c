import { styleText } from "node:util";
import type { Table } from "@mho/engine";
import CliTable from "cli-table3";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import { columnBands } from "./column-bands.js";

const MIDDLE = "  ";

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
	middle: MIDDLE,
};

/** A column of text that is narrower than this is no help. */
const LEAST_TEXT = 16;

/** Spaces before each line of a table. */
const INDENT = 2;

/**
 * Prints tables to stdout, no wider than the terminal where it is one. `styleText` colours a terminal alone, a
 * CI's log too stays plain; NO_COLOR and FORCE_COLOR decide otherwise.
 */
export function printTables(tables: readonly Table[]): void {
	const width = process.stdout.columns ?? Number.POSITIVE_INFINITY;
	process.stdout.write(
		`${tables.map((table) => renderTable(table, width)).join("\n\n")}\n`,
	);
}

/**
 * A table as aligned text.
 *
 * @param width characters of a line: columns that do not fit follow below, beside the first one again
 */
export function renderTable(table: Table, width: number): string {
	const shown = fitted(table, width - INDENT);
	const bands = columnBands(shown, width - INDENT, MIDDLE.length);
	return [
		styleText("bold", table.title),
		bands.map((band) => renderColumns(shown, band)).join("\n\n"),
		...table.notes.flatMap((note) =>
			wrapAnsi(note, width - INDENT)
				.split("\n")
				.map((line) => styleText("dim", `${" ".repeat(INDENT)}${line}`)),
		),
	].join("\n");
}

/** Tables of names and sentences, such as a summary, go on in the next line where a sentence is too long. */
function fitted(table: Table, width: number): Table {
	const { columns, rows } = table;
	if (columns.length !== 2 || columns[1]?.align !== "left") return table;
	const first = Math.max(...rows.map(([name = ""]) => stringWidth(name)));
	const left = width - first - MIDDLE.length;
	if (left < LEAST_TEXT) return table;
	return {
		...table,
		rows: rows.map(([name = "", text = ""]) => [name, wrapAnsi(text, left)]),
	};
}

function renderColumns(
	{ columns, rows }: Table,
	band: readonly number[],
): string {
	const shown = columns.filter((_, index) => band.includes(index));
	const table = new CliTable({
		chars: NO_LINES,
		style: {
			"padding-left": 0,
			"padding-right": 0,
			head: [],
			border: [],
			compact: true,
		},
		colAligns: shown.map(({ align }) => align),
	});
	if (columns.some(({ header }) => header !== ""))
		table.push(shown.map(({ header }) => styleText("dim", header)));
	for (const row of rows)
		table.push(row.filter((_, index) => band.includes(index)));
	return table
		.toString()
		.split("\n")
		.map((line) => `${" ".repeat(INDENT)}${line.trimEnd()}`)
		.join("\n");
}
