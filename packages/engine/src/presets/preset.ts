/** A reference architecture: its design file and what was published about it. */
export interface Preset {
	readonly name: string;
	readonly title: string;
	/** The design as YAML text, with comments. */
	readonly design: string;
	readonly published: readonly PublishedFigure[];
}

/** A figure from a publication, never one of ours. */
export interface PublishedFigure {
	readonly name: string;
	readonly value: number;
	/** SI unit, or that of a figure of merit. */
	readonly unit: string;
	readonly source: string;
}
