export type PartialProductPolicy =
	| StaticPartialProducts
	/** An input plane that drives no row of a segment is not read; of others runs what `otherwise` says. */
	| { readonly kind: "zero-plane"; readonly otherwise: StaticPartialProducts }
	/**
	 * Of what `otherwise` says, the partial products of a segment that are no more than so many bits below the most
	 * significant one of its inputs: of the top weight plane and the top input plane that drives any of its rows.
	 */
	| {
			readonly kind: "runtime";
			readonly bitsBelowTop: number;
			readonly otherwise: StaticPartialProducts;
	  }
	/**
	 * Input planes are read most significant first, and an output is stopped when what remains cannot change it: of
	 * what `otherwise` says, only that runs which some output still needs.
	 */
	| EarlyTermination;

export interface EarlyTermination {
	readonly kind: "early-terminate";
	readonly otherwise: StaticPartialProducts;
	/**
	 * `negative`: when it will be no more than what the activation function clamps to its least value. `settled`: when
	 * all that can remain gives the same code of the layer's output.
	 */
	readonly when: "negative" | "settled";
	/**
	 * What can remain: of any digits (`worst-case`), or of digits that sum to what was counted in the planes to come
	 * (`counted`).
	 */
	readonly bound: "worst-case" | "counted";
	/** Share of those bounds that is taken not to be reached: 0 changes no output. */
	readonly tolerance: number;
}

/** The same partial products for all inputs. */
export type StaticPartialProducts =
	| { readonly kind: "all" }
	/** Partial product (i, j) runs iff its significance is at least the threshold. */
	| {
			readonly kind: "threshold";
			readonly at: Threshold;
			/** What becomes of those that do not: nothing (if not stated), or their mean over calibration images joins the bias. */
			readonly skipped?: "dropped" | "mean-in-bias" | undefined;
	  };

export type Threshold =
	/** log2 of the least significance that runs. */
	| { readonly unit: "significance"; readonly bits: number }
	/** The same, counted down from the most significant partial product of the layer. */
	| { readonly unit: "bits-below-top"; readonly bits: number }
	/** The lowest threshold that keeps at most this fraction of the layer's partial products, but never none. */
	| { readonly unit: "kept-fraction"; readonly fraction: number };
