import type { Codes } from "../../base/codes.js";

/**
 * One programmed row segment, or the part of it that is driven at once: `rows` word lines against `slices · outputs` columns. Columns are ordered
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
	 * [inputPlanes × rows], multiples of 2^−fractionBits; only for counting.
	 */
	readonly levelsPerRow: Float64Array;
	/** What `Σ X_i` of each plane adds to each output, [inputPlanes × outputs], if anything. */
	readonly inputSumWorth?: Float64Array | undefined;
	/**
	 * What a plane adds to each output where it is inverted, since its codes and `Σ X_i` then count negative,
	 * [inputPlanes × outputs], integers; needed where the plan inverts.
	 */
	readonly inversionWorth?: Float64Array | undefined;
	/** Cells of the column of ones, levels times 2^fractionBits, [rows]; if not stated, all are 1. */
	readonly unitCells?: Int32Array | undefined;
	readonly noise?: ReadNoise | undefined;
	/** Converters that differ from each other; if not stated, each is that of the plan. */
	readonly converters?: OwnConverters | undefined;
}

/** The converters of a segment, which take the place of the plan's; its step is theirs. */
export interface OwnConverters {
	readonly tables: readonly ThresholdTable[];
	/** Which of them converts a column, and both cells of a pair that are converted one by one, [columns]. */
	readonly ofColumn: Uint16Array;
	/** Which of them reads the column of ones that stands beside an output, [outputs]. */
	readonly ofUnitColumn: Uint16Array;
}

/** A sum has the code codes[n], where n is how many thresholds it reaches. */
export interface ThresholdTable {
	/** In units of 2^−fractionBits levels, none below the one before. */
	readonly thresholds: Int32Array;
	/** One more than thresholds. */
	readonly codes: Int16Array;
}

/** Noise that every conversion draws anew: normal, with the variance `Σ digit² · variance` of its column, and its own. */
export interface ReadNoise {
	/** Variance of each cell under a digit of 1, in steps, [rows × columns]; at most 65,535 in sum over a column. */
	readonly positive: Uint16Array;
	/** Of the negative cell of a pair. */
	readonly negative?: Uint16Array | undefined;
	/** Of the column of ones, [rows]. */
	readonly unitCells: Uint16Array;
	/** Variance that a conversion has whatever is driven, in steps: with a column's, at most 65,535. */
	readonly ofConverter?: number | undefined;
	/** Standard deviation of one step of variance, in units of 2^−fractionBits levels. */
	readonly deviation: number;
	readonly seed: number;
	/** Number of the segment among all of the network. */
	readonly crossbar: number;
}

/** How a segment is read: the same for all vectors of a layer. */
export interface ReadPlan {
	readonly inputPlanes: number;
	/** 0 or 1: which partial products run, [inputPlanes × slices]. */
	readonly executed: Uint8Array;
	/** What a code of 1 is worth, [inputPlanes × slices], integers. */
	readonly significance: Float64Array;
	/** code = clamp(round half to even(S / step), min, max); the product takes code · step. */
	readonly adc: Converter;
	/** Pairs are subtracted before one conversion, or converted one by one. Single cells: `none`. */
	readonly subtraction: "none" | "analog" | "digital";
	/** Energy of a driven cell grows with |digit| (1) or its square (2). */
	readonly driveExponent: 1 | 2;
	/** Where `Σ X_i` comes from: counted exactly (if not stated), or read from a column of ones by the converter. */
	readonly inputSum?: "counted" | "unit-column";
	/**
	 * Greatest digit of each plane, [inputPlanes], where planes may be inverted: a segment whose digits in a plane,
	 * 0 … greatest, sum to more than rows · greatest / 2 drives greatest − digit instead.
	 */
	readonly invertedFrom?: Uint8Array | undefined;
}

/** One converter. Codes are integers. */
export interface Converter {
	/** Levels per code. */
	readonly step: number;
	readonly min: number;
	readonly max: number;
	/** Codes of a converter that is not a clamped staircase; the unit column too is read through it. */
	readonly transfer?: TransferTable | undefined;
}

/** Codes of the column sums `first`, `first` + 1, … (times 2^−fractionBits levels); sums outside take the end codes. */
export interface TransferTable {
	readonly first: number;
	readonly codes: Int16Array;
}

/** Events, counted where they happen and added up over calls. */
export interface ReadCounts {
	/** Vectors that a plane was driven for, [inputPlanes]; none where no partial product of the plane runs. */
	readonly reads: Float64Array;
	/** Rows with a digit that is not 0, [inputPlanes]. */
	readonly drivenRows: Float64Array;
	/** Columns, or pairs of columns, that were sampled, [inputPlanes]. */
	readonly samples: Float64Array;
	/** Vectors whose plane was inverted, [inputPlanes]. */
	readonly inverted: Float64Array;
	/** Without those of a unit column. */
	conversions: number;
	/** Σ |digit|^driveExponent · level over all driven cells. */
	drivenLevels: number;
}

export function zeroCounts(inputPlanes: number): ReadCounts {
	return {
		reads: new Float64Array(inputPlanes),
		drivenRows: new Float64Array(inputPlanes),
		samples: new Float64Array(inputPlanes),
		inverted: new Float64Array(inputPlanes),
		conversions: 0,
		drivenLevels: 0,
	};
}

/**
 * Reads a segment for a batch of input vectors:
 * out[v, k] += step · Σ_ij ± significance_ij · sign_jk · code_ijk + Σ_i ± worth_ik · ΣX_i + Σ_i inversionWorth_ik
 * over the partial products that run, − where plane i is inverted, inversionWorth over those planes alone; all sums
 * are exact in float64 below 2^53.
 *
 * @param digits [inputPlanes × vectors × rows]
 * @param firstVector number of the first vector: image · positions + position. Noise is keyed by it
 * @param out [vectors × outputs], added to
 * @param counts added to
 */
export type CrossbarMvm = (
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: Int8Array,
	vectors: number,
	firstVector: number,
	out: Float64Array,
	counts: ReadCounts,
) => void;

/** Digit of each input integer in each plane: plane i of x at i · codes + x − least. */
export interface DigitTable {
	/** [inputPlanes × codes] */
	readonly digits: Int8Array;
	readonly least: number;
	readonly codes: number;
}

/** The crossbars of a layer (of one group): row segments one under the other, in the order of the inputs. */
export interface CrossbarLayer {
	readonly segments: readonly ProgrammedSegment[];
	readonly plan: ReadPlan;
	readonly digits: DigitTable;
}

/** One way to read crossbars. All give the same bits, or refuse. */
export interface CrossbarMvmKernel {
	readonly name: string;
	/** Batches read so far, over all layers: shows which kernel ran. */
	readonly calls: number;
	/** Why this kernel cannot read these crossbars; undefined where it can. */
	refuses(layer: CrossbarLayer): string | undefined;
	/**
	 * Prepares for reading. What is prepared is about as large as the cells.
	 *
	 * @throws Error with the reason, where the kernel refuses
	 */
	program(layer: CrossbarLayer): ProgrammedCrossbars;
	/**
	 * Prepares several reads of the same cells and digits, each by the converters of some of the partial products, to be
	 * carried out as one: its outputs are their sums, and what is driven is counted once.
	 *
	 * @returns undefined where they are to be read one by one: for the bits that this gives, or because nothing is saved
	 */
	programTogether?(
		passes: readonly CrossbarLayer[],
	): ProgrammedCrossbars | undefined;
}

/** Crossbars ready to be read. */
export interface ProgrammedCrossbars {
	/**
	 * @param inputs integers that the digit table holds, [vectors × rows of all segments]
	 * @param firstVector number of the first vector: image · positions + position. Noise is keyed by it
	 * @param out [vectors × outputs], overwritten
	 * @param counts of each segment, added to
	 */
	read(
		inputs: Codes,
		vectors: number,
		firstVector: number,
		out: Float64Array,
		counts: readonly ReadCounts[],
	): void;
}
