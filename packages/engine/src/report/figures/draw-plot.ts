import * as Plot from "@observablehq/plot";

/** An entry of a legend: what a colour stands for. */
export interface LegendEntry {
	readonly label: string;
	readonly color: string;
}

/** Fonts that a paper has too; text stays text in the exported file. */
const FONT = "Helvetica, Arial, 'DejaVu Sans', sans-serif";
const FONT_SIZE = 11;
/** Mean width of a character over its height, generously. */
const CHARACTER = 0.6;
const SWATCH = 10;
const LINE = 18;

export const FIGURE_WIDTH = 720;

/**
 * Draws a plot, with its legend inside the same picture, so that an export has both.
 *
 * @param document of a page, or one like it where there is none
 */
export function drawPlot(
	document: Document,
	options: Plot.PlotOptions,
	legend: readonly LegendEntry[] = [],
): SVGSVGElement {
	const drawn = Plot.plot({
		width: FIGURE_WIDTH,
		style: { fontFamily: FONT, fontSize: `${FONT_SIZE}px` },
		...options,
		document,
	} as Plot.PlotOptions);
	const plot = (
		drawn.tagName.toLowerCase() === "svg" ? drawn : drawn.querySelector("svg")
	) as SVGSVGElement;
	withoutIdleLabels(plot);
	return legend.length === 0 ? plot : withLegend(document, plot, legend);
}

/** Plot labels groups that have no role, which readers of a screen cannot use and checkers refuse. */
function withoutIdleLabels(plot: SVGSVGElement): void {
	for (const group of plot.querySelectorAll("g[aria-label]"))
		group.removeAttribute("aria-label");
}

function withLegend(
	document: Document,
	plot: SVGSVGElement,
	legend: readonly LegendEntry[],
): SVGSVGElement {
	const width = Number(plot.getAttribute("width"));
	const places = placeEntries(legend, width);
	const top = (places.at(-1)?.line ?? 0) * LINE + LINE + 4;
	const height = Number(plot.getAttribute("height")) + top;
	const picture = svgElement(document, "svg", {
		width,
		height,
		viewBox: `0 0 ${width} ${height}`,
		"font-family": FONT,
		"font-size": FONT_SIZE,
		fill: "currentColor",
	}) as SVGSVGElement;
	for (const { label, color, x, line } of places) {
		const y = line * LINE + 4;
		const text = svgElement(document, "text", { x: x + SWATCH + 5, y: y + 9 });
		text.textContent = label;
		picture.append(
			svgElement(document, "rect", {
				x,
				y,
				width: SWATCH,
				height: SWATCH,
				fill: color,
			}),
			text,
		);
	}
	plot.setAttribute("y", String(top));
	picture.append(plot);
	return picture;
}

function placeEntries(
	legend: readonly LegendEntry[],
	width: number,
): readonly (LegendEntry & { readonly x: number; readonly line: number })[] {
	let x = 0;
	let line = 0;
	return legend.map((entry) => {
		const taken = SWATCH + 5 + entry.label.length * FONT_SIZE * CHARACTER + 14;
		if (x > 0 && x + taken > width) {
			x = 0;
			line++;
		}
		const place = { ...entry, x, line };
		x += taken;
		return place;
	});
}

function svgElement(
	document: Document,
	name: string,
	attributes: Readonly<Record<string, string | number>>,
): SVGElement {
	const element = document.createElementNS(
		"http://www.w3.org/2000/svg",
		name,
	) as SVGElement;
	for (const [key, value] of Object.entries(attributes))
		element.setAttribute(key, String(value));
	return element;
}
