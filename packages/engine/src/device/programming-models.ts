import type { ProgrammingVariation } from "../design/design.js";
import { spread } from "./spread.js";

/** How far the conductance of a cell lies from the one that it was programmed to, in levels. */
export interface ProgrammingModel<K extends ProgrammingVariation["kind"]> {
	/**
	 * @param level that was meant
	 * @param range levels of the whole range, 2^cellBits − 1
	 */
	standardDeviation(variation: Of<K>, level: number, range: number): number;
	/** Deviation in standard deviations, from the draws of the cell's place. */
	draw(place: CellDraws): number;
}

type Of<K> = Extract<ProgrammingVariation, { kind: K }>;

/** Random values of one cell, functions of each other. */
export interface CellDraws {
	/** In [0, 1). */
	uniform(): number;
	/** Standard normal. */
	normal(): number;
}

export const programmingModels: {
	readonly [K in ProgrammingVariation["kind"]]: ProgrammingModel<K>;
} = {
	none: { standardDeviation: () => 0, draw: () => 0 },
	normal: {
		standardDeviation: spread,
		draw: (place) => place.normal(),
	},
	// Anywhere within the tolerance: what the last verifying read accepted.
	"write-verify": {
		standardDeviation: ({ tolerance }, level) =>
			(tolerance * level) / Math.sqrt(3),
		draw: (place) => (2 * place.uniform() - 1) * Math.sqrt(3),
	},
};
