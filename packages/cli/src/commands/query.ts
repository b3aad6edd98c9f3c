import { renameSync, rmSync } from "node:fs";
import { InputError, left, right, type Table } from "@mho/engine";
import { type Command, Option } from "commander";
import { type QueryResult, readStore } from "../store/result-store.js";
import { writeResult } from "../terminal/write-result.js";
import { jsonOption } from "./options.js";
import { outputPath } from "./output-path.js";

interface QueryOptions {
	readonly output?: string;
	readonly json?: string;
}

const ALL = "select * from points";

/** `mho query`: SQL over the results of a sweep, and their export. */
export function addQueryCommand(program: Command): void {
	program
		.command("query")
		.description(
			"ask a store of results in SQL; the table is points, a row is a point in SI units",
		)
		.argument("<store>", "file of mho sweep")
		.argument("[sql]", "what to ask", ALL)
		.addOption(
			new Option(
				"-o, --output <file>",
				"write the rows to a .csv, .parquet or .json file",
			).argParser(outputPath),
		)
		.addOption(jsonOption())
		.addHelpText(
			"after",
			'\nExample:\n  mho query results.duckdb "select status, count(*) from points group by all"\n  mho query results.duckdb \'select "adc.bits", accuracy from points order by accuracy desc limit 5\'\n  mho query results.duckdb -o results.parquet',
		)
		.action((store: string, sql: string, options: QueryOptions) =>
			query(store, sql, options),
		);
}

async function query(
	path: string,
	sql: string,
	{ output, json }: QueryOptions,
): Promise<void> {
	const format = output === undefined ? undefined : formatOf(output);
	const store = await readStore(path);
	try {
		if (output !== undefined) {
			await exportRows(sql, output, format!, store.query);
			return;
		}
		const result = await store.query(sql);
		writeResult(
			{ schema: "mho/query/1", ...result },
			() => [queryTable(result)],
			json,
		);
	} finally {
		store.close();
	}
}

function formatOf(path: string): string {
	const format = /\.(csv|parquet|json)$/i.exec(path)?.[1];
	if (format) return format.toLowerCase();
	throw new InputError(
		`--output: found ${path}, expected a file that ends in .csv, .parquet or .json`,
	);
}

/** Written beside and renamed, so that no partial file is ever seen. */
async function exportRows(
	sql: string,
	path: string,
	format: string,
	run: (sql: string) => Promise<QueryResult>,
): Promise<void> {
	const beside = `${path}.${process.pid}.part`;
	const options =
		format === "json" ? "FORMAT json, ARRAY true" : `FORMAT ${format}`;
	try {
		await run(
			`COPY (${sql.replace(/;\s*$/, "")}) TO '${beside.replaceAll("'", "''")}' (${options})`,
		);
		renameSync(beside, path);
	} finally {
		rmSync(beside, { force: true });
	}
}

/** Rows that a terminal shows; all go into files and JSON. */
const SHOWN_ROWS = 40;

function queryTable({ columns, rows }: QueryResult): Table {
	const isNumber = columns.map((_, at) =>
		rows.every((row) => row[at] === null || typeof row[at] === "number"),
	);
	const more = rows.length - SHOWN_ROWS;
	return {
		title: `${rows.length.toLocaleString("en")} rows`,
		columns: columns.map((name, at) => (isNumber[at] ? right : left)(name)),
		rows: rows.slice(0, SHOWN_ROWS).map((row) => row.map(cell)),
		notes:
			more > 0
				? [`${more.toLocaleString("en")} more: --json or --output gives all`]
				: [],
	};
}

function cell(value: unknown): string {
	if (value === null || value === undefined) return "";
	if (typeof value === "number") return String(Number(value.toPrecision(6)));
	return typeof value === "string" ? value : JSON.stringify(value);
}
