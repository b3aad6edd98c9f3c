import { csvParseRows } from "d3-dsv";
import { InputError } from "../base/input-error.js";

/** A line of a table of labels. */
export interface LabelledFile {
	/** Absent where the table has labels alone. */
	readonly file?: string | undefined;
	readonly label: number;
}

const FILE_COLUMN = /^(file|filename|file_name|image|path|name)$/i;
const LABEL_COLUMN = /^(label|labels|class|class_id|target|index)$/i;

/**
 * Reads lines of `file,label`, of `label`, or with other columns under a header that names these two.
 *
 * @param name what messages call the table
 * @throws InputError with the line where a label is no whole number
 */
export function parseLabelTable(
	text: string,
	name: string,
): readonly LabelledFile[] {
	const rows = csvParseRows(text.replace(/^\uFEFF/, ""), (cells, n) => ({
		line: n + 1,
		cells: cells.map((cell) => cell.trim()),
	})).filter(({ cells }) => cells.some((cell) => cell !== ""));
	const first = rows[0]?.cells ?? [];
	const named = first.findIndex((cell) => LABEL_COLUMN.test(cell));
	const hasHeader = named >= 0;
	const labelColumn = hasHeader ? named : Math.min(first.length, 2) - 1;
	const fileColumn = hasHeader
		? first.findIndex((cell) => FILE_COLUMN.test(cell))
		: labelColumn - 1;
	return rows.slice(hasHeader ? 1 : 0).map(({ cells, line }) => {
		const found = cells[labelColumn] ?? "";
		const label = Number(found);
		if (found === "" || !Number.isInteger(label))
			throw new InputError(
				`${name}: line ${line}: found "${found}", expected a whole number`,
			);
		return { file: fileColumn < 0 ? undefined : cells[fileColumn], label };
	});
}
