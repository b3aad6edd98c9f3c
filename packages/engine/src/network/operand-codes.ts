/** What the codes of a tensor are worth: `(code − zero point) · scale`. */
export interface TensorCodes {
	readonly scale: number;
	/** An integer; −½ of 1-bit codes of either sign, whose −1 and 0 stand for ∓ scale / 2. */
	readonly zeroPoint: number;
	readonly bits: number;
	/** Two's complement, else from 0 on. */
	readonly signed: boolean;
}

/** Weights of a layer as codes, with a scale for each output. */
export interface WeightCodes {
	/** Two's complement of `bits`, `[outputs × rows]`: the order of the layer's weights. */
	readonly codes: Int32Array;
	readonly bits: number;
	/** [outputs] */
	readonly scales: Float64Array;
	/** [outputs]; −½ of 1-bit codes, whose −1 and 0 stand for ∓ scale / 2 */
	readonly zeroPoints: Float64Array;
}
