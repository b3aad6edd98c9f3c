import type { Codes } from "../../base/codes.js";

/** Codes of many vectors, and what each code stands for. */
export interface TabledCodes {
	/** [vectors × rows] */
	readonly codes: Codes;
	readonly vectors: number;
	readonly rows: number;
	/** The code that the table begins with. */
	readonly least: number;
	/** From `least` on; every code has its entry. */
	readonly table: Uint32Array;
}

/** Rows that lie side by side. */
export interface RowRange {
	readonly start: number;
	readonly rows: number;
}

/** Looks up what codes stand for, for all vectors at a time. */
export interface LookUpCodes {
	/**
	 * Adds the entries of each row's codes, over all vectors, modulo 2^32.
	 *
	 * @param sums [rows], added to
	 */
	addByRow(tabled: TabledCodes, sums: Uint32Array): void;
	/**
	 * Entries of each vector's codes joined bit by bit, for ranges of its rows.
	 *
	 * @returns for each range, [vectors]
	 */
	joinByVector(
		tabled: TabledCodes,
		ranges: readonly RowRange[],
	): readonly Uint32Array[];
}
