/** A table as text, ready for a terminal, a CSV file or a page. */
export interface Table {
	readonly title: string;
	readonly columns: readonly Column[];
	readonly rows: readonly (readonly string[])[];
	/** What a reader should know, below the table. */
	readonly notes: readonly string[];
}

export interface Column {
	readonly header: string;
	readonly align: "left" | "right";
}

export const left = (header: string): Column => ({ header, align: "left" });
export const right = (header: string): Column => ({ header, align: "right" });
