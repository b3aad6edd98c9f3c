import type { ProgrammedSegment, ReadPlan } from "./contract.js";
import { bitOfPlane, type DigitBits } from "./digit-bits.js";
import type { LaneConverter } from "./lane-converter.js";
import {
	baseOf,
	laneFactors,
	orderQuads,
	type Quad,
	runAlike,
	standInPairs,
	worths,
} from "./quads.js";

const QUADS = 8;

/** Columns whose sums stay in 8 bits and stop at 255. */
export interface SaturatingTile {
	readonly quads: readonly Quad[];
	/** Quads 0 and 1, 2 and 3, … add to the same outputs with the same base. */
	readonly merges: boolean;
	/** Planes whose codes are weighted and added up before they meet the factors of their lanes. */
	readonly groups: readonly {
		readonly planes: readonly WeightedPlane[];
		/** What an integer unit of each quad is worth, [quads]. */
		readonly bases: Float64Array;
		/** Worth of a code of the last plane in these units, [8 · quads]. */
		readonly factors: Int16Array;
	}[];
	/** Weighted sums may be below 0. */
	readonly isSigned: boolean;
}

/**
 * Lays the columns of a segment into tiles whose sums stop at 255, where all greater sums have the code of 255, no
 * cell is below 0, every plane is one bit of the inputs and all slices run in the same planes.
 */
export function laySaturatingTiles(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	adc: LaneConverter,
): SaturatingTile[] | undefined {
	const { kind, step, greatest, codeUnit } = adc;
	const isServed = kind === "clampUnsigned" || kind === "roundUnsigned";
	const greatestCode = greatest / codeUnit;
	if (!isServed || (greatestCode + 1) * step > 256) return undefined;
	if (!runAlike(segment, plan)) return undefined;
	const planes = planesOfOneBit(segment, plan, digits);
	if (!planes) return undefined;
	const room = { greatest: greatestCode * step, isHalved: step > 1 };
	const sums = groupPlanes(planes, segment, plan, room);
	if (!sums) return undefined;
	const quads = orderQuads(segment, plan);
	const tiles: SaturatingTile[] = [];
	for (let q = 0; q < quads.length && planes.length > 0; q += QUADS) {
		const own = quads.slice(q, q + QUADS);
		const tile = weighTile(own, sums, segment, plan);
		if (!tile) return undefined;
		tiles.push(tile);
	}
	return tiles;
}

/** A plane and the bit that its digit is. */
interface BitPlane {
	readonly plane: number;
	readonly bit: number;
}

/** Planes that run, the greatest first; undefined where a digit is more than one bit. */
function planesOfOneBit(
	{ slices }: ProgrammedSegment,
	{ inputPlanes, executed }: ReadPlan,
	digits: DigitBits,
): BitPlane[] | undefined {
	const planes: BitPlane[] = [];
	for (let plane = inputPlanes - 1; plane >= 0; plane--) {
		if (executed[plane * slices] !== 1) continue;
		const bit = bitOfPlane(digits, plane);
		if (bit === undefined) return undefined;
		planes.push({ plane, bit });
	}
	return planes;
}

/** Planes whose weighted codes add up in 16 bits, group by group. */
interface WeightedSums {
	readonly groups: readonly (readonly WeightedPlane[])[];
	/** Some weight is below 0. */
	readonly isSigned: boolean;
}

export interface WeightedPlane extends BitPlane {
	/** What its codes count, in units of the last plane of its group. */
	readonly weight: number;
}

/** @returns undefined where planes are no multiples of each other that hold for every slice */
function groupPlanes(
	planes: readonly BitPlane[],
	{ slices }: ProgrammedSegment,
	{ significance }: ReadPlan,
	{ greatest, isHalved }: { greatest: number; isHalved: boolean },
): WeightedSums | undefined {
	const weightOf = (plane: number, last: number): number | undefined => {
		const ratios = Array.from(
			{ length: slices },
			(_, s) =>
				significance[plane * slices + s]! / significance[last * slices + s]!,
		);
		const [weight] = ratios;
		return Number.isInteger(weight) && ratios.every((r) => r === weight)
			? weight
			: undefined;
	};
	const weigh = (group: readonly BitPlane[]) => {
		const last = group.at(-1)!.plane;
		return group.map((own) => ({ ...own, weight: weightOf(own.plane, last) }));
	};
	const lowest = planes.at(-1)?.plane ?? 0;
	const isSigned = planes.some(
		({ plane }) => (weightOf(plane, lowest) ?? 0) < 0,
	);
	const room = isHalved && !isSigned ? 65535 : 32767;
	const fits = (group: ReturnType<typeof weigh>): group is WeightedPlane[] =>
		group.every(({ weight }) => weight !== undefined) &&
		group.reduce((sum, { weight }) => sum + Math.abs(weight!), 0) * greatest <=
			room;
	const groups: WeightedPlane[][] = [];
	for (let first = 0; first < planes.length; ) {
		let last = planes.length;
		let group = weigh(planes.slice(first, last));
		while (last > first + 1 && !fits(group))
			group = weigh(planes.slice(first, --last));
		if (!fits(group)) return undefined;
		groups.push(group);
		first = last;
	}
	return { groups, isSigned };
}

const GREATEST_SUM = 32767;

function weighTile(
	quads: readonly Quad[],
	{ groups, isSigned }: WeightedSums,
	segment: ProgrammedSegment,
	plan: ReadPlan,
): SaturatingTile | undefined {
	const merges = standInPairs(quads);
	const own: SaturatingTile["groups"][number][] = [];
	for (const planes of groups) {
		const last = planes.at(-1)!.plane;
		const bases = new Float64Array(quads.length);
		for (let q = 0; q < quads.length; q += merges ? 2 : 1) {
			const set = quads.slice(q, merges ? q + 2 : q + 1);
			const worth = set.flatMap((quad) => worths(quad, last, segment, plan));
			const base = baseOf(worth, GREATEST_SUM);
			if (base === undefined) return undefined;
			bases.fill(base, q, q + set.length);
		}
		const factors = laneFactors(quads, last, bases, segment, plan);
		own.push({ planes, bases, factors });
	}
	return { quads, merges, groups: own, isSigned };
}
