import type { Table } from "@mho/engine";
import stringWidth from "string-width";

/**
 * Columns of a table in bands that each fit a line: the first column, which names the rows, stands in every band.
 *
 * @param width characters of a line
 * @param gap characters between two columns
 * @returns indices of the columns of each band; a column wider than the line has a band of its own
 */
export function columnBands(
	{ columns, rows }: Table,
	width: number,
	gap: number,
): readonly (readonly number[])[] {
	const widths = columns.map(({ header }, index) =>
		Math.max(...[header, ...rows.map((row) => row[index] ?? "")].map(measured)),
	);
	const [first = 0, ...others] = widths;
	const bands: number[][] = [[0]];
	let used = first;
	others.forEach((columnWidth, index) => {
		const taken = used + gap + columnWidth;
		const fits = taken <= width || bands.at(-1)?.length === 1;
		if (fits) bands.at(-1)?.push(index + 1);
		else bands.push([0, index + 1]);
		used = fits ? taken : first + gap + columnWidth;
	});
	return bands;
}

/** Of the longest line. */
const measured = (text: string): number =>
	Math.max(...text.split("\n").map((line) => stringWidth(line)));
