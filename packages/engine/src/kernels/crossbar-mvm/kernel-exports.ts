import type { WasmKernel } from "../../base/wasm-kernel.js";
import type { LaneConverter } from "./lane-converter.js";
import type { NarrowKind } from "./prepared-layer.js";

/** `wide` and `noisy` tables have 16 bits, `narrow` and `saturating` ones 8 bits; `Levels` where digits have several levels. */
export type ReadTileName =
	| `wide${"" | "Levels"}${Capitalize<LaneConverter["kind"]>}`
	/** Two tables of 16 bits. */
	| `double${Capitalize<NarrowKind>}`
	| `narrow${"" | "Levels"}${Capitalize<NarrowKind>}`
	| `noisy${"" | "Levels"}`
	| `saturating${"Clamp" | "Round"}`
	/** Planes may be inverted. */
	| `invertedWide${"" | "Levels"}${Capitalize<LaneConverter["kind"]>}`
	| `invertedNoisy${"" | "Levels"}`;

// biome-ignore format: as in crossbar-mvm.as.ts
type ReadTile = (
	adc: number, tables: number, ends: number, vectors: number, bits: number, steps: number, stepCount: number,
	quads: number, merge: number, out: number, outStride: number, scratchChunkOrGroups: number, noise: number,
) => void;

export interface CrossbarMvmExports
	extends Readonly<Record<ReadTileName, ReadTile>> {
	// biome-ignore format: as in crossbar-mvm.as.ts
	splitBytes(
		codes: number, stride: number, vectors: number, rows: number, paddedRows: number, low: number, high: number,
	): void;
	fillCompaction(patterns: number): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	listBytes(
		low: number, high: number, more: number, moreCount: number, vectors: number, paddedRows: number,
		bits: number, usedLow: number, usedHigh: number, patterns: number, scratch: number, lists: number, ends: number, ones: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	invertPlanes(
		codes: number, stride: number, vectors: number, rows: number, planes: number, planeCount: number,
		flags: number, flagStride: number, flag: number,
	): void;
	buildTables(levels: number, groups: number, tables: number): void;
	buildNarrowTables(levels: number, groups: number, tables: number): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	addInputSums(
		ones: number, vectors: number, bits: number, firstBit: number, lastBit: number,
		coefficients: number, factor: number, reads: number, signs: number, signStride: number, to: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	sumColumn(
		bytes: number, vectors: number, paddedRows: number, tables: number, signed: number, bits: number, sums: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	sumAlikeColumn(
		bytes: number, vectors: number, paddedRows: number, tables: number, base: number, ones: number, onesStride: number,
		bits: number, sums: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	setBitReads(
		sums: number, vectors: number, bits: number, planes: number, planeCount: number, reads: number, to: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	setBitCodes(
		sums: number, vectors: number, bits: number, factors: number,
		perUnit: number, least: number, most: number, worth: number, to: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	addUnitColumn(
		ends: number, vectors: number, bits: number, tables: number, digit: number, squares: number, noise: number,
		block: number, factor: number, reads: number, signs: number, signStride: number, to: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	addOuterProduct(
		reads: number, vectors: number, worth: number, outputs: number, out: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	countBits(
		bytes: number, vectors: number, paddedRows: number, counts: number,
	): void;
	// biome-ignore format: as in crossbar-mvm.as.ts
	countDrive(
		low: number, high: number, vectors: number, paddedRows: number, shift: number, mask: number,
		drive: number, chunk: number, counts: number,
	): void;
}

/** The instance of a kernel. */
export type Kernel = WasmKernel<CrossbarMvmExports>;
