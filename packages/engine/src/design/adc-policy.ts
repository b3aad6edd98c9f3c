export type AdcPolicy =
	| StaircasePolicy
	/** Any quantiser: codes[n] where the sum reaches n of the thresholds (levels, ascending); a code is worth `step` levels. */
	| {
			readonly kind: "table";
			readonly thresholds: readonly number[];
			readonly codes: readonly number[];
			readonly step: number;
	  }
	/**
	 * The codes of another converter in fewer comparisons where they are small: each range of magnitudes, in bits,
	 * is tried by one comparison before the next wider one is, and within the first that holds the code the search
	 * goes on by halves. All products of a layer have the same ranges, or each its own, [input planes][weight planes].
	 * `calibrated` takes those that need the fewest on calibration images.
	 */
	| {
			readonly kind: "early-stop";
			readonly converter: StaircasePolicy;
			readonly ranges: EarlyRanges | "calibrated";
			/** What `calibrated` chooses ranges for: the layer if not stated. */
			readonly per?: "layer" | "product" | undefined;
	  };

/** Ranges of magnitudes in bits, ascending: of all products, or of each, [input planes][weight planes]. */
export type EarlyRanges =
	| readonly number[]
	| readonly (readonly (readonly number[])[])[];

/** Converters whose codes are evenly spaced and clamped. */
export type StaircasePolicy =
	/** Bits from the bound that the encoding gives for the array height. */
	| { readonly kind: "lossless" }
	/** `step` in levels per code; signed codes reach −2^(bits−1) … 2^(bits−1)−1, others 0 … 2^bits−1. */
	| {
			readonly kind: "fixed";
			readonly bits: number;
			readonly step: number;
			readonly signed: boolean;
	  }
	/** The same for each partial product, [input planes][weight planes]; one of 0 bits does not run. */
	| {
			readonly kind: "per-product";
			readonly bits: readonly (readonly number[])[];
			readonly step: readonly (readonly number[])[];
			readonly signed: boolean;
	  }
	/** Of the lossless bits of each partial product, those that the output sees. */
	| { readonly kind: "significance"; readonly window: OutputWindow }
	/** From the column sums of calibration images, for the layer or for each partial product. */
	| {
			readonly kind: "calibrated";
			readonly range: CalibratedRange;
			readonly per: "layer" | "product";
	  };

/** In codes of the conversion at hand, which are what data sheets give as LSB. */
export interface AdcDefects {
	/**
	 * Added to each sum before it is rounded: the same for all converters, and normal from one to the next. Whole sums
	 * fall halfway between the codes of an even step, and go to the even one where the offset is 0.
	 */
	readonly offset: Spread;
	/** Share by which a sum comes out greater. */
	readonly gain: Spread;
	/**
	 * Standard deviation of a unit capacitor, as a share of it: of b bits, the width of the middle code deviates by
	 * 2^(b/2) of these (its DNL), and thresholds by half of that (their INL).
	 */
	readonly capacitorMismatch: number;
	/** Standard deviation, drawn anew for each conversion. */
	readonly thermalNoise: number;
}

/** One value for all, and how far each is from it. */
export interface Spread {
	readonly mean: number;
	readonly deviation: number;
}

/** Bits of a layer's sum of products that its output sees. */
export type OutputWindow =
	/** Least bit, and first bit above, as log2 of their significance; without `top`, all above. */
	| {
			readonly unit: "significance";
			readonly least: number;
			readonly top?: number | undefined;
	  }
	/** From `guardBits` below the step of the layer's output on, as calibration images scale it. */
	| { readonly unit: "output-step"; readonly guardBits: number };

export type CalibratedRange =
	/** Step 1, and the fewest bits that clip no more than a share of 1 − quantile of the sums. */
	| { readonly kind: "quantile"; readonly quantile: number }
	/** The step for these bits with the least mean square error, partial products counting by their significance. */
	| { readonly kind: "least-error"; readonly bits: number };
