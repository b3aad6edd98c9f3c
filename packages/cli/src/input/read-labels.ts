import {
	type LabelledFile,
	parseIdx,
	parseLabelTable,
	parseNpy,
} from "@mho/engine";
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

/**
 * Reads a table of labels.
 *
 * @throws InputError with the line where a label is no whole number
 */
export function readLabelTable(path: string): readonly LabelledFile[] {
	const text = new TextDecoder().decode(readPackedFile(path, "labels"));
	return parseLabelTable(text, `labels ${path}`);
}
