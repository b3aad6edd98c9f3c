import type { OptionTable } from "./option-table.js";

// Noise of the scores that a search allows a design to add up.

/** Budgets farther apart than this factor are told apart. */
const RESOLUTION = 1.15;
/** By which a second kind of hardware is tried with less or more noise than the first one stands. */
export const SMALL_STEP = 1.2;
/** Budgets that are tried where all settings are noisier, by the least that the noises of layers sum to. */
const REACH = [1.2, 2, 4, 8, 16];

/**
 * That budget, or one for the noise that a hardware has whatever its layers are set to.
 *
 * @param hasChoice whether there are settings with so little noise
 * @returns nothing where there are none with far more
 */
export function withinReach(
	budget: number,
	table: OptionTable,
	hasChoice: (budget: number) => boolean,
): number | undefined {
	if (hasChoice(budget)) return budget;
	const least = leastNoise(table);
	return REACH.map((factor) => factor * least).find(hasChoice);
}

/** Of layers that each take their least noisy option: cells that deviate make noise whatever the layers are set to. */
function leastNoise({ layers }: OptionTable): number {
	return layers.reduce(
		(sum, options) => sum + Math.min(...options.map(({ noise }) => noise)),
		0,
	);
}

/**
 * Where another kind of hardware is tried first, least first: noises do not quite add up, so that it may stand more, or
 * less, than the one before.
 */
export function budgetsAround(
	budget: number,
	steps: number,
): readonly number[] {
	return Array.from(
		{ length: 2 * steps + 1 },
		(_, n) => budget * SMALL_STEP ** (n - steps),
	);
}

/** The greatest budget that passes, about, of those that are worth a try. */
export async function bisectBudget(
	{
		start,
		most,
		step,
		isWorthwhile,
	}: {
		readonly start: number;
		readonly most: number;
		/** How far apart budgets are that are tried until one passes. */
		readonly step: number;
		readonly isWorthwhile: (budget: number) => boolean;
	},
	passes: (budget: number) => Promise<boolean>,
): Promise<void> {
	let passing: number | undefined;
	let failing: number | undefined;
	let budget = start;
	for (let n = 0; n < most && isWorthwhile(budget); n++) {
		if (await passes(budget)) passing = budget;
		else failing = budget;
		if (passing !== undefined && failing !== undefined) {
			if (failing / passing < RESOLUTION) return;
			budget = Math.sqrt(passing * failing);
		} else budget = passing === undefined ? budget / step : budget * 1.5;
	}
}
