import { dsvFormat } from "d3-dsv";
import { InputError } from "../base/input-error.js";
import type { YamlSource } from "./yaml-file.js";

/** What `device.programming` of kind `table` says of cells, in µS. */
export interface CellTable {
	readonly conductance: readonly number[];
	readonly mean: readonly number[];
	readonly deviation: readonly number[];
	readonly topConductance: number;
}

const EXPECTED =
	"expected columns conductance,deviation or conductance,mean,deviation or level,mean,deviation or target,measured, in µS";

/**
 * Reads measurements of cells from CSV with a header: mean and standard deviation of cells meant to have a conductance;
 * the same by level, levels evenly spaced from the mean of the first to that of the last; or one line a measured cell,
 * of which mean and standard deviation are taken for each target. All in µS; lines that start with # are remarks.
 *
 * @throws InputError with the line, what was found and what was expected
 */
export function parseCellMeasurements({ name, text }: YamlSource): CellTable {
	const [, separator = ","] = /^[^#\n]*?([,;\t])/m.exec(text) ?? [];
	const lines = dsvFormat(separator)
		.parseRows(text)
		.map((fields, at) => ({
			fields: fields.map((field) => field.trim()),
			where: `${name}:${at + 1}`,
		}))
		.filter(
			({ fields }) =>
				fields.some((field) => field !== "") && !fields[0]!.startsWith("#"),
		);
	const [header, ...body] = lines;
	if (!header) throw new InputError(`${name}: found nothing, ${EXPECTED}`);
	const columns = header.fields.map((column) => column.toLowerCase());
	const rows = body.map(({ fields, where }) => ({
		where,
		values: numbersOf(fields, where, columns),
	}));
	const table = tableOf(columns, rows, header.where);
	if (table.conductance.length < 2)
		throw new InputError(
			`${name}: found ${table.conductance.length} conductances, expected two or more`,
		);
	return table;
}

interface Row {
	readonly where: string;
	readonly values: Readonly<Record<string, number>>;
}

function numbersOf(
	fields: readonly string[],
	where: string,
	columns: readonly string[],
): Readonly<Record<string, number>> {
	if (fields.length !== columns.length)
		throw new InputError(
			`${where}: found ${fields.length} values, expected ${columns.length}: ${columns.join(", ")}`,
		);
	return Object.fromEntries(
		columns.map((column, at) => {
			const value = fields[at] === "" ? Number.NaN : Number(fields[at]);
			if (!Number.isFinite(value) || value < 0)
				throw new InputError(
					`${where}: found ${JSON.stringify(fields[at])} as ${column}, expected a number of 0 or more`,
				);
			return [column, value];
		}),
	);
}

function tableOf(
	columns: readonly string[],
	rows: readonly Row[],
	header: string,
): CellTable {
	switch ([...columns].sort().join()) {
		case "conductance,deviation":
		case "conductance,deviation,mean":
			return inOrder(rows, "conductance", (row) => row.conductance!);
		case "deviation,level,mean":
			return byLevel(rows);
		case "measured,target":
			return inOrder(momentsOf(rows), "target", (row) => row.target!);
		default:
			throw new InputError(
				`${header}: found columns ${columns.join(",")}, ${EXPECTED}`,
			);
	}
}

function inOrder(
	rows: readonly Row[],
	column: string,
	conductanceOf: (row: Row["values"]) => number,
): CellTable {
	rows.forEach(({ where, values }, at) => {
		const before = rows[at - 1]?.values[column];
		if (before !== undefined && values[column]! <= before)
			throw new InputError(
				`${where}: found ${column} ${values[column]} after ${before}, expected them in ascending order`,
			);
	});
	const conductance = rows.map(({ values }) => conductanceOf(values));
	return {
		conductance,
		mean: rows.map(({ values }, at) => values.mean ?? conductance[at]!),
		deviation: rows.map(({ values }) => values.deviation!),
		topConductance: conductance.at(-1) ?? 0,
	};
}

function byLevel(rows: readonly Row[]): CellTable {
	const [first, last] = [rows[0]?.values, rows.at(-1)?.values];
	if (!first || !last) return inOrder(rows, "level", () => 0);
	const perLevel = (last.mean! - first.mean!) / (last.level! - first.level!);
	if (rows.length > 1 && !(perLevel > 0))
		throw new InputError(
			`${rows.at(-1)!.where}: found mean ${last.mean} of the last level and ${first.mean} of the first, expected it to grow`,
		);
	return inOrder(
		rows,
		"level",
		({ level }) => first.mean! + (level! - first.level!) * perLevel,
	);
}

/** Mean and standard deviation of the cells of each target, by ascending target. */
function momentsOf(rows: readonly Row[]): readonly Row[] {
	const cells = new Map<number, Row[]>();
	for (const row of rows) {
		const target = row.values.target!;
		const known = cells.get(target);
		if (known) known.push(row);
		else cells.set(target, [row]);
	}
	return [...cells]
		.sort(([a], [b]) => a - b)
		.map(([target, of]) => {
			const { where } = of[0]!;
			if (of.length < 2)
				throw new InputError(
					`${where}: found one cell of target ${target}, expected two or more to tell its deviation`,
				);
			const mean =
				of.reduce((sum, { values }) => sum + values.measured!, 0) / of.length;
			const squares = of.reduce(
				(sum, { values }) => sum + (values.measured! - mean) ** 2,
				0,
			);
			const deviation = Math.sqrt(squares / (of.length - 1));
			return { where, values: { target, mean, deviation } };
		});
}
