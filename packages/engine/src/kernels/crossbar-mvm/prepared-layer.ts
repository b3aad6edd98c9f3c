import type { CrossbarLayer, ProgrammedSegment } from "./contract.js";
import type { DigitBits } from "./digit-bits.js";
import type { InvertiblePlane } from "./invertible-plane.js";
import type { LaneConverter } from "./lane-converter.js";
import type { PlaneDrive } from "./plane-drives.js";
import type { RecodedDigits } from "./recode-digits.js";
import type { SaturatingTile } from "./saturating-tiles.js";
import type { SquareBits } from "./square-bits.js";
import type { InputSum, SumReads } from "./sum-reads.js";
import type { Tile } from "./tiles.js";

/** A layer as the kernel reads it. */
export interface PreparedLayer {
	/** With the digits of the recoded inputs, where there are any. */
	readonly layer: CrossbarLayer;
	/** Inputs are written anew before they are read. */
	readonly recoded: RecodedDigits | undefined;
	readonly rows: number;
	readonly outputs: number;
	readonly digits: DigitBits;
	readonly adc: LaneConverter;
	/** Bit planes that a list of non-zero bytes is made of, as a bit mask. */
	readonly usedBits: number;
	readonly planes: readonly PlaneDrive[];
	/** Planes that may be inverted. */
	readonly invertible: readonly InvertiblePlane[] | undefined;
	/** For the variances of columns; no further bits without noise. */
	readonly squares: SquareBits;
	readonly segments: readonly PreparedSegment[];
	/** The step is a power of two: all that is added to the outputs is exact, in any order. */
	readonly exactStep: boolean;
}

export type PreparedSegment = PreparedColumns & {
	readonly segment: ProgrammedSegment;
	readonly paddedRows: number;
	readonly sumReads: readonly SumReads[];
	/** What inverted planes add to each output, where they may be inverted. */
	readonly inversions: readonly InputSum[] | undefined;
};

export type PreparedColumns =
	| WideColumns
	| NarrowColumns
	| SaturatingColumns
	| NoisyColumns;

/** Tables of 16 bits, which hold everything that the converter can take. */
export interface WideColumns {
	readonly width: "wide";
	readonly kind: LaneConverter["kind"];
	readonly tiles: readonly PreparedTile<Tile>[];
}

export const WIDE_QUADS = 4;

/** Whether a tile of 16 bits has more lanes than one table, so that it has two. */
export function isDouble({ quads }: Tile): boolean {
	return quads.length > WIDE_QUADS;
}

export function hasDoubleTiles(columns: PreparedColumns): boolean {
	return (
		columns.width === "wide" && columns.tiles.some(({ tile }) => isDouble(tile))
	);
}

/** Tables of 8 bits, where several table rows together still fit 8 bits: cells without deviations. */
export interface NarrowColumns {
	readonly width: "narrow";
	readonly kind: NarrowKind;
	readonly tiles: readonly PreparedTile<Tile>[];
	/** Table rows that fit 8 bits together, even. */
	readonly chunk: number;
}

/** Tables of 8 bits, whose sums stop at 255, where the converter gives its greatest code to all beyond. */
export interface SaturatingColumns {
	readonly width: "saturating";
	readonly kind: "clamp" | "round";
	readonly tiles: readonly PreparedTile<SaturatingTile>[];
}

/** Tables of 16 bits, of levels and of their variances. */
export interface NoisyColumns {
	readonly width: "noisy";
	readonly tiles: readonly PreparedTile<Tile>[];
}

export type NarrowKind = Exclude<LaneConverter["kind"], "multiply" | "table">;

export interface PreparedTile<OwnTile> {
	readonly tile: OwnTile;
	/** [paddedRows × 32] of 16 bits, those of two tables one after the other, or [paddedRows × 64] of 8 bits, where unsigned levels are modulo 256 */
	readonly levels: Int16Array | Int8Array;
}

/** Most steps of any tile. */
export function stepsOfTile(columns: PreparedColumns): number {
	const counts =
		columns.width === "saturating"
			? columns.tiles.map(({ tile }) => tile.groups.flatMap((g) => g.planes))
			: columns.tiles.map(({ tile }) => tile.steps);
	return Math.max(0, ...counts.map(({ length }) => length));
}
