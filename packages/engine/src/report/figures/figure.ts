/** A plot with the numbers behind it. */
export interface Figure {
	/** Names the file of an export and the anchor in a page. */
	readonly id: string;
	readonly title: string;
	/** What is to be seen, and how it was had. */
	readonly caption: string;
	readonly plot: SVGSVGElement;
	readonly data: FigureData;
}

/** Numbers of a plot in SI units, as a CSV file and a page show them. */
export interface FigureData {
	/** Name and unit. */
	readonly columns: readonly string[];
	readonly rows: readonly (readonly (string | number)[])[];
}
