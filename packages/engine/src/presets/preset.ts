import type { Design } from "../design/design.js";
import type { ReproducedFigure } from "./reproduced-figure.js";

/** A reference architecture: its design file and what was published about it. */
export interface Preset {
	readonly name: string;
	readonly aliases?: readonly string[];
	readonly title: string;
	/** The design as YAML text, with comments. */
	readonly design: string;
	readonly published: readonly PublishedFigure[];
	/**
	 * Published figures beside ours, where no data are needed for them.
	 *
	 * @param design the preset's
	 * @param isaac ISAAC's, which gains are over
	 */
	readonly reproduce?: (
		design: Design,
		isaac: Design,
	) => readonly ReproducedFigure[];
}

/** A figure from a publication, never one of ours. */
export interface PublishedFigure {
	readonly name: string;
	readonly value: number;
	/** SI unit, or that of a figure of merit. */
	readonly unit: string;
	readonly source: string;
}
