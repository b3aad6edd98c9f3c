import type { ProgrammedSegment, ReadPlan } from "./contract.js";
import type { DigitBits } from "./digit-bits.js";
import {
	baseOf,
	laneFactors,
	orderQuads,
	type Quad,
	standInPairs,
	worths,
} from "./quads.js";

/** Columns that are summed and converted together: up to so many quads of 4 outputs × 2 slices. */
export interface Tile {
	readonly quads: readonly Quad[];
	/** Quads 0 and 1, 2 and 3, … add to the same outputs with the same base. */
	readonly merges: boolean;
	readonly steps: readonly Step[];
	/** Some digit has more than one level. */
	readonly multiLevel: boolean;
	/** Which of a segment's own converters it is for. */
	readonly ownConverter: number | undefined;
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
	for (let q = 0, count = 1; q < quads.length; q += count) {
		const own = quads.slice(q, q + quadsPerTile);
		const other = own.findIndex(
			({ ownConverter }) => ownConverter !== quads[q]!.ownConverter,
		);
		count = other < 0 ? own.length : other;
		const tile = layTile(
			own.slice(0, count),
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

function layTile(
	quads: readonly Quad[],
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	greatestCode: number,
): Tile | string {
	const planes = planesOf(quads, segment, plan);
	const steps = orderSteps(planes, digits);
	const merges = standInPairs(quads);
	const reason = scaleCodes(steps, quads, merges, segment, plan, greatestCode);
	if (reason !== undefined) return reason;
	const multiLevel = steps.some(
		({ now, next, plane }) => now !== 1 || next !== 0 || plane === undefined,
	);
	const { ownConverter } = quads[0]!;
	return { quads, merges, steps, multiLevel, ownConverter };
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
