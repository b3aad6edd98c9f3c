import type { Figure } from "@mho/engine/figures";
import { writeWhole } from "../terminal/write-result.js";

type Figures = typeof import("@mho/engine/figures");
type PageDocument = Parameters<Figures["htmlReport"]>[0];

/** Files that a figure is written to. */
export interface FigureFiles {
	readonly svg?: string | undefined;
	readonly csv?: string | undefined;
}

/** Writes a figure as SVG and its numbers as CSV, where they are asked for; what draws is loaded only then. */
export async function writeFigure(
	{ svg, csv }: FigureFiles,
	build: (figures: Figures, document: PageDocument) => Figure,
): Promise<void> {
	if (svg === undefined && csv === undefined) return;
	const [figures, { parseHTML }] = await Promise.all([
		import("@mho/engine/figures"),
		import("linkedom"),
	]);
	const { document } = parseHTML("<!doctype html><html><body></body></html>");
	const figure = build(figures, document);
	if (svg !== undefined) {
		figure.plot.setAttribute("xmlns", "http://www.w3.org/2000/svg");
		writeWhole(svg, `${figure.plot.outerHTML}\n`);
	}
	if (csv !== undefined) writeWhole(csv, figures.figureCsv(figure.data));
}
