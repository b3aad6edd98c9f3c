import type { WeightEncoderKind } from "../design/design.js";
import type { DigitPlane } from "./digit-plane.js";

/**
 * How signed weights become cell levels. Each record is one encoding; shared code never asks which.
 *
 * A weight is `Σ_j significance_j · (sign_jk · level_jrk + offset_jk)`: sign and offset belong to one
 * array column (plane j of output k of a row segment), so the true partial product of input plane i is
 * `sign · S + offset · ΣX_i`.
 */
export interface WeightEncoder {
	readonly kind: WeightEncoderKind;
	/** Its label in the literature notes: W0, W1, … */
	readonly label: string;
	/** Cell widths that it serves. */
	readonly cellBits: readonly number[];
	/** One cell a digit, or a positive and a negative one. */
	readonly cells: "single" | "pair";
	/** Whether columns need `Σ X_i` added. */
	readonly needsInputSum: boolean;
	/** Offsets are any integers, so that `Σ X_i` is multiplied, not only shifted and added. */
	readonly multipliesInputSum: boolean;
	/**
	 * Digit planes of weights of ±(2^(bits−1)−1) (and −2^(bits−1)), least significant first.
	 *
	 * @param greatest magnitude of any weight; codes whose planes follow from the bits have no fewer for it
	 */
	planes(
		bits: number,
		cellBits: number,
		greatest?: number,
	): readonly DigitPlane[];
	/** Closed-form greatest `Σ_r |level|` of one column of `rows` rows. */
	maxColumnLevel(
		bits: number,
		cellBits: number,
		rows: number,
		greatest?: number,
	): number;
	encode(
		segment: WeightSegment,
		bits: number,
		cellBits: number,
		greatest?: number,
	): EncodedSegment;
	/**
	 * The same code in slices of other widths, where it can be cut anywhere.
	 *
	 * @param slices bits, least significant first; what lies above them is in slices of the cells' bits
	 */
	withSlices?(slices: readonly number[]): WeightEncoder;
}

/** The weights that one row segment holds. */
export interface WeightSegment {
	readonly rows: number;
	readonly outputs: number;
	/** integers, row-major [rows × outputs], within ±2^(bits−1) */
	readonly weights: Int32Array;
}

/** A row segment as cell levels. A pair holds its digit as max(digit, 0) and max(−digit, 0). */
export interface EncodedSegment {
	readonly rows: number;
	readonly outputs: number;
	readonly planes: readonly DigitPlane[];
	/** digits, [planes × rows × outputs]: levels of single cells, signed digits of pairs */
	readonly levels: Int8Array;
	/** ±1, [planes × outputs] */
	readonly sign: Int8Array;
	/** [planes × outputs] */
	readonly offset: Int32Array;
}

/** An empty segment of `planes` with sign +1 and offset 0 everywhere. */
export function allocateSegment(
	rows: number,
	outputs: number,
	planes: readonly DigitPlane[],
): EncodedSegment {
	return {
		rows,
		outputs,
		planes,
		levels: new Int8Array(planes.length * rows * outputs),
		sign: new Int8Array(planes.length * outputs).fill(1),
		offset: new Int32Array(planes.length * outputs),
	};
}

/** The weights that an encoded segment stands for, row-major [rows × outputs]: the inverse of every `encode`. */
export function decodeWeights(segment: EncodedSegment): Int32Array {
	const { rows, outputs, planes, levels, sign, offset } = segment;
	const weights = new Int32Array(rows * outputs);
	planes.forEach(({ significance }, j) => {
		for (let r = 0; r < rows; r++) {
			for (let k = 0; k < outputs; k++) {
				const column = j * outputs + k;
				const level = levels[(j * rows + r) * outputs + k]!;
				weights[r * outputs + k]! +=
					significance * (sign[column]! * level + offset[column]!);
			}
		}
	});
	return weights;
}
