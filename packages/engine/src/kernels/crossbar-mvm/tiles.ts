import type { ProgrammedSegment, ReadPlan } from "./contract.js";
import type { DigitBits } from "./digit-bits.js";

export const QUAD_LANES = 8;
const QUAD_OUTPUTS = 4;

/** Columns that are summed and converted together: up to so many quads of 4 outputs × 2 slices. */
export interface Tile {
	readonly quads: readonly Quad[];
	/** Quads 0 and 1, 2 and 3, … add to the same outputs with the same base. */
	readonly merges: boolean;
	readonly steps: readonly Step[];
	/** Some digit has more than one level. */
	readonly multiLevel: boolean;
}

/** Lane 2o + s of a quad is slice `slices[s]` of output `first + o`. */
export interface Quad {
	readonly first: number;
	readonly outputs: number;
	readonly slices: readonly (LaneSlice | undefined)[];
}

/** A slice as it is converted: of pairs that are subtracted digitally, each cell by itself. */
export interface LaneSlice {
	readonly slice: number;
	/** Number among the converters of an output. */
	readonly converter: number;
	readonly cell: "positive" | "negative" | "difference";
}

/** One bit plane of the inputs is summed; then a plane may be complete and be converted. */
export interface Step {
	readonly bit: number;
	/** What the sum counts in the plane at hand, and in the plane after the conversion. */
	readonly now: number;
	readonly next: number;
	/** Plane to convert. */
	readonly plane: number | undefined;
	/** What an integer unit of each quad is worth, where its sum of codes is moved to the outputs. */
	flush: Float64Array | undefined;
	/** Worth of a code in these units, [8 · quads]. */
	factors: Int16Array | undefined;
}

/**
 * Lays the columns of a segment into tiles, and the bit planes of the inputs into steps.
 *
 * @param greatestCode of the converter
 * @returns a reason where significances do not fit the integers of the kernel
 */
export function layTiles(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	greatestCode: number,
	quadsPerTile: number,
): Tile[] | string {
	const tiles: Tile[] = [];
	const quads = orderQuads(segment, plan);
	for (let q = 0; q < quads.length; q += quadsPerTile) {
		const tile = layTile(
			quads.slice(q, q + quadsPerTile),
			segment,
			plan,
			digits,
			greatestCode,
		);
		if (typeof tile === "string") return tile;
		if (tile.steps.length > 0) tiles.push(tile);
	}
	return tiles;
}

/**
 * Where all slices run in the same planes, two pairs of slices of an output stand side by side, so that their
 * codes are added before they leave the registers. Else each pair of slices has tiles of its own, so that
 * a tile executes few partial products that a slice of it skips.
 */
function orderQuads(segment: ProgrammedSegment, plan: ReadPlan): Quad[] {
	const slices = laneSlices(segment, plan);
	const pairs: (readonly (LaneSlice | undefined)[])[] = [];
	for (let s = 0; s < slices.length; s += 2)
		pairs.push([slices[s], slices[s + 1]]);
	const together = runAlike(segment, plan) ? 2 : 1;
	const quads: Quad[] = [];
	for (let p = 0; p < pairs.length; p += together) {
		for (let first = 0; first < segment.outputs; first += QUAD_OUTPUTS) {
			const outputs = Math.min(QUAD_OUTPUTS, segment.outputs - first);
			for (const pair of pairs.slice(p, p + together))
				quads.push({ first, outputs, slices: pair });
		}
	}
	return quads;
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

function runAlike(
	{ slices }: ProgrammedSegment,
	{ executed }: ReadPlan,
): boolean {
	return executed.every((runs, at) => runs === executed[at - (at % slices)]);
}

function layTile(
	quads: readonly Quad[],
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	greatestCode: number,
): Tile | string {
	const planes = planesOf(quads, segment, plan);
	const steps = orderSteps(planes, digits);
	const merges = mayMerge(quads);
	const reason = scaleCodes(steps, quads, merges, segment, plan, greatestCode);
	if (reason !== undefined) return reason;
	const multiLevel = steps.some(
		({ now, next, plane }) => now !== 1 || next !== 0 || plane === undefined,
	);
	return { quads, merges, steps, multiLevel };
}

/** Planes that some slice of the tile runs in, the greatest first. */
function planesOf(
	quads: readonly Quad[],
	{ slices }: ProgrammedSegment,
	{ inputPlanes, executed }: ReadPlan,
): number[] {
	const runs = (i: number) =>
		quads.some((quad) =>
			quad.slices.some((s) => s && executed[i * slices + s.slice] === 1),
		);
	return Array.from({ length: inputPlanes }, (_, i) => i)
		.filter(runs)
		.reverse();
}

/**
 * Neighbouring planes of balanced digits share a bit: it comes last in one and, by its coefficient `next`, first
 * in the other. A plane without bits reads the plane of zeros that follows the last bit.
 */
function orderSteps(
	planes: readonly number[],
	{ bits, coefficients }: DigitBits,
): Step[] {
	const bitsOf = (plane: number | undefined): number[] =>
		plane === undefined
			? []
			: Array.from({ length: bits }, (_, b) => bits - 1 - b).filter(
					(b) => coefficients[plane * bits + b] !== 0,
				);
	const steps: Step[] = [];
	let carried: number | undefined;
	planes.forEach((plane, p) => {
		const own = bitsOf(plane).filter((b) => b !== carried);
		const following = planes[p + 1];
		const next = bitsOf(following);
		const shared =
			next.length > 1 ? own.find((b) => next.includes(b)) : undefined;
		const order = own.filter((b) => b !== shared);
		if (shared !== undefined) order.push(shared);
		if (order.length === 0) order.push(bits);
		order.forEach((bit, at) => {
			const isLast = at === order.length - 1;
			steps.push({
				bit,
				now: bit === bits ? 1 : coefficients[plane * bits + bit]!,
				next:
					isLast && shared !== undefined
						? coefficients[following! * bits + shared]!
						: 0,
				plane: isLast ? plane : undefined,
				flush: undefined,
				factors: undefined,
			});
		});
		carried = shared;
	});
	return steps;
}

function mayMerge(quads: readonly Quad[]): boolean {
	return (
		quads.length % 2 === 0 &&
		quads.every(({ first }, q) => first === quads[q - (q % 2)]!.first)
	);
}

const GREATEST_FACTOR = 32767;
const GREATEST_SUM = 2 ** 31 - 1;

/** Gives each conversion its integer factors, and flushes before a factor or a sum could overflow. */
function scaleCodes(
	steps: readonly Step[],
	quads: readonly Quad[],
	merges: boolean,
	segment: ProgrammedSegment,
	plan: ReadPlan,
	greatestCode: number,
): string | undefined {
	const sets = merges
		? quads.filter((_, q) => q % 2 === 0).map((_, s) => [2 * s, 2 * s + 1])
		: quads.map((_, q) => [q]);
	const conversions = steps.filter(({ plane }) => plane !== undefined);
	let first = 0;
	while (first < conversions.length) {
		let last = first + 1;
		let bases: readonly number[] | undefined;
		for (; last <= conversions.length; last++) {
			const group = conversions.slice(first, last);
			const fitting = sets.map((set) =>
				baseOf(
					group.flatMap(({ plane }) =>
						set.flatMap((q) => worths(quads[q]!, plane!, segment, plan)),
					),
					greatestCode,
				),
			);
			if (fitting.includes(undefined)) break;
			bases = fitting as number[];
		}
		if (!bases)
			return `significances of plane ${conversions[first]!.plane} do not fit 16 bits together`;
		const flush = new Float64Array(quads.length);
		sets.forEach((set, s) => {
			for (const q of set) flush[q] = bases[s]!;
		});
		for (const step of conversions.slice(first, last - 1))
			step.factors = laneFactors(quads, step.plane!, flush, segment, plan);
		conversions[last - 2]!.flush = flush;
		first = last - 1;
	}
	return undefined;
}

/** What a code of each slice of a quad is worth in a plane. */
function worths(
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

/** A unit in which all are small integers; undefined if there is none. */
function baseOf(
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

function laneFactors(
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
			const sign = segment.sign[slice * segment.outputs + output]!;
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
	{ quads }: Tile,
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
