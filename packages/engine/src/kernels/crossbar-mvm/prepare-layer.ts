import { columnBounds, listBounds } from "./column-bounds.js";
import type {
	CrossbarLayer,
	ProgrammedSegment,
	ReadNoise,
	ReadPlan,
} from "./contract.js";
import { type DigitBits, decomposeDigits } from "./digit-bits.js";
import { type InvertiblePlane, invertiblePlanes } from "./invertible-plane.js";
import {
	type LaneConverter,
	laneConverter,
	ownLaneConverters,
	tooWide,
} from "./lane-converter.js";
import { planeDrives, runningPlanes, usedBits } from "./plane-drives.js";
import {
	isDouble,
	type NarrowColumns,
	type NarrowKind,
	type NoisyColumns,
	type PreparedLayer,
	type PreparedSegment,
	type SaturatingColumns,
	WIDE_QUADS,
	type WideColumns,
} from "./prepared-layer.js";
import { QUAD_LANES, type Quad, tileLevels } from "./quads.js";
import { recodeDigits } from "./recode-digits.js";
import { laySaturatingTiles } from "./saturating-tiles.js";
import { squareBits } from "./square-bits.js";
import { type InputSum, inputSums, isExact, sumReads } from "./sum-reads.js";
import { layTiles, type Tile } from "./tiles.js";

export const GREATEST_ROWS = 1024;

/**
 * Only columns with noise are read with sums of 32 bits; others that need them have noise that is 0.
 *
 * @returns the reason where the kernel refuses
 */
export function prepareLayer(given: CrossbarLayer): PreparedLayer | string {
	const prepared = prepare(given);
	if (typeof prepared !== "string") return prepared;
	if (given.segments.some(({ noise }) => noise)) return prepared;
	const silent = prepare({
		...given,
		segments: given.segments.map(withSilentNoise),
	});
	return typeof silent === "string" ? prepared : silent;
}

function withSilentNoise(segment: ProgrammedSegment): ProgrammedSegment {
	const { rows, positive, negative } = segment;
	const none = (count: number) => new Uint16Array(count);
	const noise: ReadNoise = {
		positive: none(positive.length),
		negative: negative && none(negative.length),
		unitCells: none(rows),
		deviation: 0,
		seed: 0,
		crossbar: 0,
	};
	return { ...segment, noise };
}

function prepare(given: CrossbarLayer): PreparedLayer | string {
	const { segments, plan } = given;
	const own = decomposeDigits(given.digits, plan);
	const recoded =
		typeof own === "string" ? recodeDigits(given.digits, plan) : undefined;
	const layer = recoded ? { ...given, digits: recoded.digits } : given;
	const digits = recoded ? decomposeDigits(recoded.digits, plan) : own;
	if (typeof digits === "string") return digits;
	const tall = segments.find(({ rows }) => rows > GREATEST_ROWS);
	if (tall) return `${tall.rows} rows are more than ${GREATEST_ROWS}`;
	const { fractionBits = 0, outputs = 0 } = segments[0] ?? {};
	if (segments.some((s) => s.fractionBits !== fractionBits))
		return "segments differ in the fixed point of their cells";
	const isNoisy = segments.some(({ noise }) => noise);
	const squares = squareBits(
		layer,
		digits,
		isNoisy ? runningPlanes(layer) : [],
	);
	if (typeof squares === "string") return squares;
	const invertible = invertiblePlanes(layer, digits);
	if (typeof invertible === "string") return invertible;
	const bounds = columnBounds(layer, digits);
	if (typeof bounds === "string") return bounds;
	const adc = segments.some(({ converters }) => converters)
		? ownLaneConverters(segments, fractionBits, bounds)
		: laneConverter(
				plan.adc,
				fractionBits,
				bounds,
				!isNoisy,
				isNoisy && !invertible,
				isNoisy && !invertible && digits.min >= 0 && listBounds(layer).min >= 0,
			);
	if (typeof adc === "string") return adc;
	// Long sums are added up from lists of 16 bits.
	const ofLists = adc.long ? listBounds(layer) : { min: 0, max: 0 };
	if (ofLists.min < -32768 || ofLists.max > 32767)
		return tooWide(ofLists, fractionBits);
	const prepared: PreparedSegment[] = [];
	for (const segment of segments) {
		const columns = segment.noise
			? prepareNoisy(segment, segment.noise, plan, digits, adc)
			: ((invertible
					? undefined
					: (prepareSaturating(segment, plan, digits, adc) ??
						prepareNarrow(segment, plan, digits, adc))) ??
				prepareWide(segment, plan, digits, adc, !invertible));
		if (typeof columns === "string") return columns;
		prepared.push({
			segment,
			paddedRows: padRows(segment),
			...columns,
			sumReads: sumReads(segment, plan, digits),
			inversions: invertible && inversionsOf(invertible, segment, plan),
		});
	}
	return {
		layer,
		recoded,
		rows: segments.reduce((sum, { rows }) => sum + rows, 0),
		outputs,
		digits,
		adc,
		usedBits: usedBits(layer, digits),
		planes: planeDrives(layer, digits),
		invertible,
		squares,
		segments: prepared,
		exactStep: isExact(plan.adc),
	};
}

/** What planes that run are worth where they are inverted. */
function inversionsOf(
	invertible: readonly InvertiblePlane[],
	segment: ProgrammedSegment,
	plan: ReadPlan,
): readonly InputSum[] {
	const { outputs, inversionWorth } = segment;
	const worths = new Float64Array(plan.inputPlanes * outputs);
	for (const { plane } of invertible) {
		const [from, to] = [plane * outputs, (plane + 1) * outputs];
		worths.set(inversionWorth!.subarray(from, to), from);
	}
	return inputSums(worths, segment, plan);
}

const NARROW_QUADS = 8;
const NOISY_QUADS = 2;
/** Fewer table rows than this are not worth widening. */
const LEAST_CHUNK = 4;

const padRows = ({ rows }: ProgrammedSegment): number =>
	Math.ceil(rows / 16) * 16;

function prepareWide(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	adc: LaneConverter,
	mayDouble: boolean,
): WideColumns | string {
	const tiles =
		(mayDouble && doubleTiles(segment, plan, digits, adc)) ||
		layTiles(segment, plan, digits, adc.greatest, WIDE_QUADS);
	if (typeof tiles === "string") return tiles;
	const layout = {
		lanes: WIDE_QUADS * QUAD_LANES,
		paddedRows: padRows(segment),
		scaleBits: adc.scaleBits,
	};
	return {
		width: "wide",
		kind: adc.kind,
		tiles: tiles.map((tile) => ({
			tile,
			levels: joined(
				halvesOf(tile).map((quads) => tileLevels(quads, segment, layout)),
			),
		})),
	};
}

/** Tiles of two tables, where every digit is one bit, the code of 0 is 0 and quads stand in pairs. */
function doubleTiles(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	{ kind, greatest }: LaneConverter,
): readonly Tile[] | undefined {
	if (kind === "multiply" || kind === "table") return undefined;
	const tiles = layTiles(segment, plan, digits, greatest, 2 * WIDE_QUADS);
	if (typeof tiles === "string") return undefined;
	const isServed = tiles.every(
		({ multiLevel, merges }) => merges && !multiLevel,
	);
	return isServed ? tiles : undefined;
}

/** The quads of each table. */
function halvesOf(tile: Tile): (readonly Quad[])[] {
	const { quads } = tile;
	if (!isDouble(tile)) return [quads];
	return [quads.slice(0, WIDE_QUADS), quads.slice(WIDE_QUADS)];
}

function joined(parts: readonly Int16Array[]): Int16Array {
	const [first, second] = parts as [Int16Array, Int16Array | undefined];
	if (!second) return first;
	const both = new Int16Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
}

/** Levels of two quads, then variances of the same. */
function prepareNoisy(
	segment: ProgrammedSegment,
	noise: ReadNoise,
	plan: ReadPlan,
	digits: DigitBits,
	adc: LaneConverter,
): NoisyColumns | string {
	const tiles = layTiles(segment, plan, digits, adc.greatest, NOISY_QUADS);
	if (typeof tiles === "string") return tiles;
	const lanes = WIDE_QUADS * QUAD_LANES;
	const layout = { lanes, paddedRows: padRows(segment), scaleBits: 0 };
	const cells = { ...segment, ...noise };
	return {
		width: "noisy",
		tiles: tiles.map((tile) => {
			const levels = tileLevels(tile.quads, segment, layout);
			const variances = tileLevels(tile.quads, cells, layout, 1);
			for (let at = 0; at < levels.length; at += lanes)
				levels.set(variances.subarray(at, at + lanes / 2), at + lanes / 2);
			return { tile, levels };
		}),
	};
}

function prepareSaturating(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	adc: LaneConverter,
): SaturatingColumns | undefined {
	const tiles = laySaturatingTiles(segment, plan, digits, adc);
	if (!tiles) return undefined;
	const lanes = NARROW_QUADS * QUAD_LANES;
	const layout = {
		lanes,
		paddedRows: padRows(segment),
		scaleBits: adc.scaleBits,
	};
	const levels = tiles.map(({ quads }) => tileLevels(quads, segment, layout));
	if (levels.some((lanesOf) => greatestRow(lanesOf, lanes) > 255))
		return undefined;
	return {
		width: "saturating",
		kind: adc.kind === "clampUnsigned" ? "clamp" : "round",
		tiles: tiles.map((tile, t) => ({
			tile,
			levels: Int8Array.from(levels[t]!),
		})),
	};
}

function prepareNarrow(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	adc: LaneConverter,
): NarrowColumns | undefined {
	const { kind } = adc;
	if (kind === "multiply" || kind === "table") return undefined;
	const tiles = layTiles(segment, plan, digits, adc.greatest, NARROW_QUADS);
	if (typeof tiles === "string") return undefined;
	if (tiles.every(({ quads }) => quads.length <= WIDE_QUADS)) return undefined;
	const lanes = NARROW_QUADS * QUAD_LANES;
	const layout = {
		lanes,
		paddedRows: padRows(segment),
		scaleBits: adc.scaleBits,
	};
	const levels = tiles.map((tile) => tileLevels(tile.quads, segment, layout));
	// A sum of the table may be below 0 although no converted sum is, where digits are negative.
	const isUnsigned = greatestByte(kind) === 255;
	if (isUnsigned && levels.some((lanes) => lanes.some((level) => level < 0)))
		return undefined;
	const greatest = Math.max(1, ...levels.map((l) => greatestRow(l, lanes)));
	const chunk = Math.min(128, Math.floor(greatestByte(kind) / greatest));
	if (chunk < LEAST_CHUNK) return undefined;
	return {
		width: "narrow",
		kind,
		tiles: tiles.map((tile, t) => ({
			tile,
			levels: Int8Array.from(levels[t]!),
		})),
		chunk: chunk - (chunk % 2),
	};
}

/** Table entries are as signed as the sums. */
function greatestByte(kind: NarrowKind): number {
	return kind === "clampUnsigned" || kind === "roundUnsigned" ? 255 : 127;
}

/** Greatest magnitude of any subset sum of 8 rows of a lane. */
function greatestRow(levels: Int16Array, lanes: number): number {
	let greatest = 0;
	for (let lane = 0; lane < lanes; lane++) {
		for (let group = 0; group < levels.length; group += 8 * lanes) {
			let up = 0;
			let down = 0;
			for (let row = 0; row < 8; row++) {
				const level = levels[group + row * lanes + lane]!;
				if (level > 0) up += level;
				else down -= level;
			}
			greatest = Math.max(greatest, up, down);
		}
	}
	return greatest;
}
