import { InputError, parseIdx, parseNpy } from "@mho/engine";
import { parse } from "csv-parse/sync";
import { readPackedFile } from "./read-packed-file.js";

/**
 * Class of each image, in order, from a file: .npy, idx (gz), one number a line, .csv with a column of labels, or
 * nothing but bytes.
 */
export function readLabels(path: string): ArrayLike<number> {
	if (isTable(path)) return readLabelTable(path).map(({ label }) => label);
	const name = `labels ${path}`;
	const bytes = readPackedFile(path, "labels");
	if (/\.npy$/i.test(path)) return parseNpy(bytes, name).data;
	if (/\.bin$/i.test(path)) return bytes;
	return parseIdx(bytes, name).data;
}

/** Whether the file is text with a line for each image. */
export function isTable(path: string): boolean {
	return /\.(csv|txt)$/i.test(path);
}

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
 * @throws InputError with the line where a label is no whole number
 */
export function readLabelTable(path: string): readonly LabelledFile[] {
	const rows = parseTable(path);
	const [first = []] = rows;
	const named = first.findIndex((cell) => LABEL_COLUMN.test(cell));
	const hasHeader = named >= 0;
	const labelColumn = hasHeader ? named : Math.min(first.length, 2) - 1;
	const fileColumn = hasHeader
		? first.findIndex((cell) => FILE_COLUMN.test(cell))
		: labelColumn - 1;
	return rows.slice(hasHeader ? 1 : 0).map((row, n) => {
		const text = row[labelColumn] ?? "";
		const label = Number(text);
		if (text === "" || !Number.isInteger(label))
			throw new InputError(
				`labels ${path}: row ${n + (hasHeader ? 2 : 1)}: found "${text}", expected a whole number`,
			);
		return { file: fileColumn < 0 ? undefined : row[fileColumn], label };
	});
}

function parseTable(path: string): readonly (readonly string[])[] {
	const text = new TextDecoder().decode(readPackedFile(path, "labels"));
	try {
		return parse(text, { bom: true, trim: true, skip_empty_lines: true });
	} catch (error) {
		throw new InputError(
			`labels ${path}: not a table: ${(error as Error).message}`,
		);
	}
}
