import { csvFormatRows } from "d3-dsv";
import type { FigureData } from "./figure.js";

/** The numbers behind a figure as CSV (RFC 4180), in full precision. */
export function figureCsv({ columns, rows }: FigureData): string {
	const cells = rows.map((row) => row.map(String));
	return `${csvFormatRows([[...columns], ...cells])}\n`;
}
