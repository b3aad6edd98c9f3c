/** What one converter does: code = clamp(round half to even(S / step), min, max), times step. */
export interface AdcRange {
	readonly bits: number;
	/** Levels per code. */
	readonly step: number;
	readonly min: number;
	readonly max: number;
	/** Codes of a converter that is no such staircase. */
	readonly transitions?: Transitions | undefined;
	/** Bits of magnitude of the smaller ranges that are tried first, ascending; all comparisons are made if not stated. */
	readonly earlyStop?: readonly number[] | undefined;
}

/** A sum has the code codes[n], where n is how many thresholds it reaches. */
export interface Transitions {
	/** In levels, ascending. */
	readonly thresholds: readonly number[];
	/** One more than thresholds. */
	readonly codes: readonly number[];
}

/** Codes of a converter of `bits` bits; of none, 0 alone. */
export function adcRange(
	bits: number,
	step: number,
	signed: boolean,
): AdcRange {
	if (bits === 0) return { bits, step, min: 0, max: 0 };
	return signed
		? { bits, step, min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 }
		: { bits, step, min: 0, max: 2 ** bits - 1 };
}
