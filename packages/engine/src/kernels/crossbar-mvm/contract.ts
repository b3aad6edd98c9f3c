/**
 * One programmed row segment: `rows` word lines against `slices · outputs` columns. Columns are ordered
 * slice by slice: column j·outputs + k is slice j of output k.
 */
export interface ProgrammedSegment {
	readonly rows: number;
	readonly outputs: number;
	readonly slices: number;
	/** Cell levels times 2^fractionBits, row-major [rows × columns]; of a pair, the positive cell. */
	readonly positive: Int32Array;
	/** The negative cell of a pair, likewise. */
	readonly negative?: Int32Array | undefined;
	readonly fractionBits: number;
	/** ±1: what the digits of a column count, [columns]. */
	readonly sign: Int8Array;
	/**
	 * Levels that a row drives when a plane is read, over all cells on it that conduct then,
	 * [inputPlanes × rows]; only for counting.
	 */
	readonly levelsPerRow: Float64Array;
}

/** How a segment is read: the same for all vectors of a layer. */
export interface ReadPlan {
	readonly inputPlanes: number;
	/** 0 or 1: which partial products run, [inputPlanes × slices]. */
	readonly executed: Uint8Array;
	/** What a code of 1 is worth, [inputPlanes × slices]. */
	readonly significance: Float64Array;
	/** code = clamp(round half to even(S / step), min, max); the product takes code · step. */
	readonly adc: {
		readonly step: number;
		readonly min: number;
		readonly max: number;
	};
	/** Pairs are subtracted before one conversion, or converted one by one. Single cells: `none`. */
	readonly subtraction: "none" | "analog" | "digital";
	/** Energy of a driven cell grows with |digit| (1) or its square (2). */
	readonly driveExponent: 1 | 2;
}

/** Events, counted where they happen and added up over calls. */
export interface ReadCounts {
	/** Vectors that a plane was driven for, [inputPlanes]; none where no partial product of the plane runs. */
	readonly reads: Float64Array;
	/** Rows with a digit that is not 0, [inputPlanes]. */
	readonly drivenRows: Float64Array;
	/** Columns, or pairs of columns, that were sampled, [inputPlanes]. */
	readonly samples: Float64Array;
	conversions: number;
	/** Σ |digit|^driveExponent · level over all driven cells. */
	drivenLevels: number;
}

export function zeroCounts(inputPlanes: number): ReadCounts {
	return {
		reads: new Float64Array(inputPlanes),
		drivenRows: new Float64Array(inputPlanes),
		samples: new Float64Array(inputPlanes),
		conversions: 0,
		drivenLevels: 0,
	};
}

/**
 * Reads a segment for a batch of input vectors: out[v, k] += Σ_ij significance_ij · sign_jk · code_ijk · step
 * over the partial products that run, exact in float64 below 2^53.
 *
 * @param digits [inputPlanes × vectors × rows]
 * @param out [vectors × outputs], added to
 * @param counts added to
 */
export type CrossbarMvm = (
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: Int8Array,
	vectors: number,
	out: Float64Array,
	counts: ReadCounts,
) => void;
