import type { Table } from "../table.js";
import type { Figure } from "./figure.js";
import { figureCsv } from "./figure-csv.js";
import { REPORT_SCRIPT } from "./report-script.js";
import { REPORT_STYLE } from "./report-style.js";

/** What a report page shows, from top to bottom. */
export interface Report {
	readonly title: string;
	/** Tables above the figures: what was found. */
	readonly summary: readonly Table[];
	readonly figures: readonly Figure[];
	/** Tables below the figures. */
	readonly details: readonly Table[];
	/** Texts to reproduce the report from: the command, the design files. */
	readonly sources: readonly ReportSource[];
	/** Of the program. */
	readonly version: string;
}

export interface ReportSource {
	readonly title: string;
	readonly text: string;
}

/** Nothing is loaded from anywhere: what the page needs is in it. */
const CONTENT_POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src blob: data:";

/**
 * A report as one HTML file that works offline, in light and dark, and on paper.
 *
 * @param page an empty document that the elements are made in; it is filled
 */
export function htmlReport(page: Document, report: Report): string {
	const { title, summary, figures, details, sources, version } = report;
	const make = elementMaker(page);
	page.documentElement.setAttribute("lang", "en");
	page.head.append(
		make("meta", { charset: "utf-8" }),
		make("meta", {
			name: "viewport",
			content: "width=device-width, initial-scale=1",
		}),
		make("meta", {
			"http-equiv": "Content-Security-Policy",
			content: CONTENT_POLICY,
		}),
		make("title", {}, title),
		make("style", {}, REPORT_STYLE),
	);
	page.body.append(
		make(
			"main",
			{},
			make("h1", {}, title),
			...summary.map((table, n) => tableSection(make, table, n > 0)),
			...figures.map((figure) => figureSection(make, figure)),
			...details.map((table) => tableSection(make, table, true)),
			...sources.map(({ title: name, text }) =>
				make(
					"section",
					{},
					make("h2", {}, name),
					make("pre", { tabindex: "0", "aria-label": name }, text),
				),
			),
		),
		make("footer", {}, `mho ${version}`),
		make("script", {}, REPORT_SCRIPT),
	);
	return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

type Make = (
	name: string,
	attributes: Readonly<Record<string, string>>,
	...children: readonly (Node | string)[]
) => HTMLElement;

const elementMaker =
	(page: Document): Make =>
	(name, attributes, ...children) => {
		const element = page.createElement(name);
		for (const [key, value] of Object.entries(attributes))
			element.setAttribute(key, value);
		element.append(...children);
		return element;
	};

function figureSection(make: Make, figure: Figure): HTMLElement {
	const { id, title, caption, plot, data } = figure;
	plot.setAttribute("role", "img");
	plot.setAttribute("aria-label", `${title}. ${caption}`);
	const button = (kind: string): HTMLElement =>
		make(
			"button",
			{
				type: "button",
				"data-export": kind,
				"aria-label": `${title} as ${kind}`,
			},
			kind,
		);
	return make(
		"section",
		{ id },
		make("h2", {}, title),
		make(
			"figure",
			{},
			make("div", { class: "plot" }, plot),
			make("figcaption", {}, caption),
		),
		make(
			"div",
			{ class: "exports" },
			button("SVG"),
			button("PNG"),
			button("CSV"),
		),
		make(
			"details",
			{},
			make("summary", {}, "Numbers"),
			make("div", {
				class: "scroll",
				tabindex: "0",
				role: "region",
				"aria-label": `Numbers of ${title}`,
			}),
		),
		// Read by the page's script; a `<` cannot end the element.
		make("script", { type: "text/csv" }, figureCsv(data).replaceAll("<", "‹")),
	);
}

function tableSection(
	make: Make,
	{ title, columns, rows, notes }: Table,
	isTitled: boolean,
): HTMLElement {
	const hasHeader = columns.some(({ header }) => header !== "");
	const cells = (name: string, texts: readonly string[]): HTMLElement[] =>
		texts.map((text, n) =>
			n === 0 && name === "td"
				? make("th", { scope: "row" }, text)
				: make(
						name,
						{
							class: columns[n]?.align ?? "left",
							...(name === "th" ? { scope: "col" } : {}),
						},
						text,
					),
		);
	const table = make("table", hasHeader ? {} : { class: "facts" });
	if (hasHeader)
		table.append(
			make(
				"thead",
				{},
				make(
					"tr",
					{},
					...cells(
						"th",
						columns.map(({ header }) => header),
					),
				),
			),
		);
	table.append(
		make(
			"tbody",
			{},
			...rows.map((row) => make("tr", {}, ...cells("td", row))),
		),
	);
	return make(
		"section",
		{},
		...(isTitled ? [make("h2", {}, title)] : []),
		make(
			"div",
			{ class: "scroll", tabindex: "0", role: "region", "aria-label": title },
			table,
		),
		...notes.map((note) => make("p", { class: "note" }, note)),
	);
}
