import { type Choice, evaluateChoice } from "./choose-options.js";
import type { Objective } from "./objective.js";
import {
	type LayerOption,
	type OptionTable,
	siblingsAgree,
} from "./option-table.js";

/** Of the logarithm of the objective: what gains less is not worth a simulation. */
export const LEAST_GAIN = 0.01;
/** Noise below which no network tells the difference: the quotient of gain and noise stays finite. */
const LEAST_NOISE = 1e-5;

/** Another option of one layer, and what all come to with it. */
export interface Exchange {
	readonly layer: number;
	readonly option: LayerOption;
	readonly choice: Choice;
}

/** What is not tried once more. */
export interface Refused {
	/** Of each layer, noise that did not pass. */
	readonly noise: number[];
	readonly tried: Set<string>;
}

/** The exchange of one layer's option, for one less noisy than those refused, that gains most for the noise that it adds. */
export function promisingExchange(
	{ options, noise, score }: Choice,
	table: OptionTable,
	objective: Objective,
	refused: Refused,
): Exchange | undefined {
	let best: Exchange | undefined;
	let bestRate = 0;
	let bestKey = "";
	table.layers.forEach((ofLayer, layer) => {
		for (const option of ofLayer) {
			const most = refused.noise[layer] ?? Number.POSITIVE_INFINITY;
			if (option.noise >= most) continue;
			const changed = options.with(layer, option);
			if (!siblingsAgree(changed, table)) continue;
			const adcBits = Math.max(...changed.map((one) => one.adcBits));
			const choice = evaluateChoice(changed, table.arrays(adcBits), objective);
			const rate =
				(choice.score - score) / Math.max(choice.noise - noise, LEAST_NOISE);
			if (rate <= bestRate || choice.score - score < LEAST_GAIN) continue;
			const key = JSON.stringify(changed.map(({ setting }) => setting));
			if (refused.tried.has(key)) continue;
			best = { layer, option, choice };
			bestRate = rate;
			bestKey = key;
		}
	});
	refused.tried.add(bestKey);
	return best;
}
