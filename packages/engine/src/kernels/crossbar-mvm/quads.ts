import type { ProgrammedSegment, ReadPlan } from "./contract.js";

export const QUAD_LANES = 8;
const QUAD_OUTPUTS = 4;

/** Lane 2o + s of a quad is slice `slices[s]` of output `first + o`. */
export interface Quad {
	readonly first: number;
	readonly outputs: number;
	readonly slices: readonly (LaneSlice | undefined)[];
	/** Which of a segment's own converters this is for: lanes of others count nothing. */
	readonly ownConverter: number | undefined;
}

/** A slice as it is converted: of pairs that are subtracted digitally, each cell by itself. */
export interface LaneSlice {
	readonly slice: number;
	/** Number among the converters of an output. */
	readonly converter: number;
	readonly cell: "positive" | "negative" | "difference";
}

/**
 * Where all slices run in the same planes, two pairs of slices of an output stand side by side, so that their
 * codes are added before they leave the registers. Else each pair of slices has tiles of its own, so that
 * a tile executes few partial products that a slice of it skips. Where converters differ, a quad comes once for each.
 */
export function orderQuads(segment: ProgrammedSegment, plan: ReadPlan): Quad[] {
	const slices = laneSlices(segment, plan);
	const pairs: (readonly (LaneSlice | undefined)[])[] = [];
	for (let s = 0; s < slices.length; s += 2)
		pairs.push([slices[s], slices[s + 1]]);
	const together = runAlike(segment, plan) ? 2 : 1;
	const quads: Quad[] = [];
	for (let p = 0; p < pairs.length; p += together) {
		const own = pairs.slice(p, p + together);
		for (let first = 0; first < segment.outputs; first += QUAD_OUTPUTS) {
			const outputs = Math.min(QUAD_OUTPUTS, segment.outputs - first);
			for (const ownConverter of convertersOf(segment, own, first, outputs)) {
				for (const pair of own)
					quads.push({ first, outputs, slices: pair, ownConverter });
			}
		}
	}
	return quads;
}

/** Converters of some outputs and slices; undefined alone where a segment has none of its own. */
function convertersOf(
	{ converters, outputs: stride }: ProgrammedSegment,
	pairs: readonly (readonly (LaneSlice | undefined)[])[],
	first: number,
	outputs: number,
): ReadonlySet<number | undefined> {
	const found = new Set<number | undefined>();
	for (const lane of pairs.flat()) {
		for (let k = first; lane && k < first + outputs; k++)
			found.add(converters?.ofColumn[lane.slice * stride + k]);
	}
	return found;
}

function laneSlices(
	{ slices }: ProgrammedSegment,
	{ subtraction }: ReadPlan,
): LaneSlice[] {
	const cells = {
		none: ["positive"],
		analog: ["difference"],
		digital: ["positive", "negative"],
	} as const;
	return Array.from({ length: slices }, (_, slice) =>
		cells[subtraction].map((cell, c, { length }) => ({
			slice,
			converter: slice * length + c,
			cell,
		})),
	).flat();
}

export function runAlike(
	{ slices }: ProgrammedSegment,
	{ executed }: ReadPlan,
): boolean {
	return executed.every((runs, at) => runs === executed[at - (at % slices)]);
}

/** Quads stand in pairs that add to the same outputs. */
export function standInPairs(quads: readonly Quad[]): boolean {
	return (
		quads.length % 2 === 0 &&
		quads.every(({ first }, q) => first === quads[q - (q % 2)]!.first)
	);
}

/** What a code of each slice of a quad is worth in a plane. */
export function worths(
	{ slices }: Quad,
	plane: number,
	segment: ProgrammedSegment,
	{ executed, significance }: ReadPlan,
): number[] {
	return slices.map((s) => {
		const product = plane * segment.slices + (s?.slice ?? 0);
		return s && executed[product] === 1 ? significance[product]! : 0;
	});
}

const GREATEST_FACTOR = 32767;
const GREATEST_SUM = 2 ** 31 - 1;

/** A unit in which all are small integers; undefined if there is none. */
export function baseOf(
	worths: readonly number[],
	greatestCode: number,
): number | undefined {
	const used = worths.map(Math.abs).filter((worth) => worth > 0);
	if (used.length === 0) return 1;
	const base = Math.min(...used);
	const factors = used.map((worth) => worth / base);
	const fits = factors.every(
		(factor) => Number.isInteger(factor) && factor <= GREATEST_FACTOR,
	);
	const sum = factors.reduce((a, b) => a + b, 0) * greatestCode;
	return fits && sum <= GREATEST_SUM ? base : undefined;
}

/** What a code of each lane is worth in a plane, in units of the base of its quad, [8 · quads]. */
export function laneFactors(
	quads: readonly Quad[],
	plane: number,
	bases: Float64Array,
	segment: ProgrammedSegment,
	plan: ReadPlan,
): Int16Array {
	const factors = new Int16Array(quads.length * QUAD_LANES);
	quads.forEach((quad, q) => {
		const worth = worths(quad, plane, segment, plan);
		forEachLane(quad, (lane, { slice, cell }, output, s) => {
			const column = slice * segment.outputs + output;
			if (segment.converters?.ofColumn[column] !== quad.ownConverter) return;
			const sign = segment.sign[column]!;
			factors[q * QUAD_LANES + lane] =
				((cell === "negative" ? -sign : sign) * worth[s]!) / bases[q]!;
		});
	});
	return factors;
}

/**
 * Levels of the lanes of a tile, [paddedRows × lanes], times 2^scaleBits; unused rows and lanes are 0. A difference
 * is the positive cell + factor · the negative one.
 */
export function tileLevels(
	quads: readonly Quad[],
	{ rows, slices, outputs, positive, negative }: LaneCells,
	{ lanes, paddedRows, scaleBits }: LaneLayout,
	factor: 1 | -1 = -1,
): Int16Array {
	const levels = new Int16Array(paddedRows * lanes);
	const columns = slices * outputs;
	quads.forEach((quad, q) => {
		forEachLane(quad, (lane, { slice, cell }, output) => {
			const column = slice * outputs + output;
			for (let r = 0; r < rows; r++) {
				const at = r * columns + column;
				const level =
					cell === "positive"
						? positive[at]!
						: cell === "negative"
							? negative![at]!
							: positive[at]! + factor * (negative?.[at] ?? 0);
				levels[r * lanes + q * QUAD_LANES + lane] = level * 2 ** scaleBits;
			}
		});
	});
	return levels;
}

type LaneCells = Pick<ProgrammedSegment, "rows" | "slices" | "outputs"> & {
	readonly positive: ArrayLike<number>;
	readonly negative?: ArrayLike<number> | undefined;
};

export interface LaneLayout {
	readonly lanes: number;
	readonly paddedRows: number;
	readonly scaleBits: number;
}

function forEachLane(
	{ first, outputs, slices }: Quad,
	visit: (lane: number, slice: LaneSlice, output: number, s: number) => void,
): void {
	for (let o = 0; o < outputs; o++) {
		slices.forEach((slice, s) => {
			if (slice) visit(2 * o + s, slice, first + o, s);
		});
	}
}
