import type { LayerOverrides } from "../design/design.js";
import type { Choice } from "./choose-options.js";
import type { DesignCheck } from "./search-session.js";

/** A design whose accuracy a search has simulated. */
export interface SearchStep {
	readonly hardware: string;
	readonly tried: Tried;
	/** Relative noise of the scores that was allowed. */
	readonly budget: number;
	/** Logarithm of the objective from the activity on the images of the search. */
	readonly score: number;
	readonly againstFloat: DesignCheck["againstFloat"];
	readonly expectedLoss?: DesignCheck["expectedLoss"];
	readonly images: number;
	readonly passes: boolean;
}

/** What a step has that no step before it had. */
export type Tried =
	/** The settings that are best, by estimated cost, for the noise that was allowed. */
	| { readonly kind: "noise" }
	/** The best settings so far on other arrays. */
	| { readonly kind: "arrays" }
	/** The best settings so far, with planes that drive no row skipped, or also what is so many bits below the top. */
	| { readonly kind: "skipping"; readonly bitsBelowTop?: number }
	/** The best settings of all, with converters that stop early in so many layers. */
	| { readonly kind: "early-stop"; readonly layers: number }
	/** The best settings so far, but for those of one layer. */
	| ({ readonly kind: "exchange" } & Exchange);

/** What one layer is set to instead. */
export interface Exchange {
	readonly layer: string;
	readonly from: LayerOverrides;
	readonly to: LayerOverrides;
}

/** The first layer that is set otherwise. */
export function exchangeOf(before: Choice, after: Choice): Exchange {
	const at = after.options.findIndex(
		(option, l) => option !== before.options[l],
	);
	const { layer, setting: to } = after.options[at]!;
	return { layer, from: before.options[at]!.setting, to };
}
