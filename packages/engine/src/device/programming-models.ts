import { exponential } from "../base/exponential.js";
import { polynomial } from "../base/polynomial.js";
import { type LevelScale, microsiemensPerLevel } from "../design/cell-scale.js";
import type { ProgrammingVariation } from "../design/device.js";
import { interpolate } from "./interpolate.js";
import { fitDeviation, programmingFits } from "./programming-fits.js";
import { spread } from "./spread.js";

/** How far the conductance of a cell lies from the one that it was programmed to, in levels. */
export interface ProgrammingModel<K extends ProgrammingVariation["kind"]> {
	/** Standard deviation of a cell that was to have a conductance of `held`. */
	deviation(variation: Of<K>, held: number, scale: LevelScale): number;
	/** What such a cell has; the caller sees to it that it is not negative. */
	program(
		variation: Of<K>,
		held: number,
		scale: LevelScale,
		draws: CellDraws,
	): number;
}

type Of<K> = Extract<ProgrammingVariation, { kind: K }>;

/** Random values of one cell, functions of each other. */
export interface CellDraws {
	/** In [0, 1). */
	uniform(): number;
	/** Standard normal. */
	normal(): number;
}

/** The model of a normal distribution around what was meant. */
function normal<K extends ProgrammingVariation["kind"]>(
	deviation: ProgrammingModel<K>["deviation"],
): ProgrammingModel<K> {
	return {
		deviation,
		program: (variation, held, scale, draws) => {
			const sigma = deviation(variation, held, scale);
			return sigma === 0 ? held : held + draws.normal() * sigma;
		},
	};
}

export const programmingModels: {
	readonly [K in ProgrammingVariation["kind"]]: ProgrammingModel<K>;
} = {
	none: { deviation: () => 0, program: (_, held) => held },
	normal: normal((variation, held, { range }) =>
		spread(variation, held, range),
	),
	lognormal: {
		deviation: ({ sigma }, held) => {
			const growth = Math.exp(sigma * sigma);
			return held * Math.sqrt(growth * (growth - 1));
		},
		program: ({ sigma }, held, _, draws) =>
			sigma === 0 ? held : held * exponential(sigma * draws.normal()),
	},
	// Anywhere within the tolerance: what the last verifying read accepted.
	"write-verify": {
		deviation: ({ tolerance }, held) => (tolerance * held) / Math.sqrt(3),
		program: ({ tolerance }, held, _, draws) =>
			tolerance === 0
				? held
				: held + (2 * draws.uniform() - 1) * tolerance * held,
	},
	polynomial: normal(({ coefficients, topConductance }, held, scale) => {
		const unit = microsiemensPerLevel(scale, topConductance);
		return Math.max(0, polynomial(coefficients, held * unit)) / unit;
	}),
	fit: normal(({ fit }, held, scale) => {
		const model = programmingFits[fit];
		const unit = microsiemensPerLevel(scale, model.greatest);
		return fitDeviation(model, held * unit) / unit;
	}),
	table: {
		deviation: ({ conductance, deviation, topConductance }, held, scale) => {
			const unit = microsiemensPerLevel(scale, topConductance);
			return interpolate(conductance, deviation, held * unit) / unit;
		},
		program: (variation, held, scale, draws) => {
			const { conductance, mean = conductance, topConductance } = variation;
			const unit = microsiemensPerLevel(scale, topConductance);
			// Beyond the table the mean keeps the distance that it has at its end.
			const within = Math.min(
				Math.max(held * unit, conductance[0]!),
				conductance.at(-1)!,
			);
			const shift = interpolate(conductance, mean, within) - within;
			const sigma = programmingModels.table.deviation(variation, held, scale);
			return held + shift / unit + draws.normal() * sigma;
		},
	},
};
