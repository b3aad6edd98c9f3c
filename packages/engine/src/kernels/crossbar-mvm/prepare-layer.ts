import type {
	Converter,
	CrossbarLayer,
	ProgrammedSegment,
	ReadPlan,
} from "./contract.js";
import {
	type DigitBits,
	decomposeDigits,
	digitOfPattern,
} from "./digit-bits.js";
import {
	type LaneConverter,
	laneConverter,
	type SumBounds,
} from "./lane-converter.js";
import { type RecodedDigits, recodeDigits } from "./recode-digits.js";
import { converter } from "./reference.js";
import { layTiles, QUAD_LANES, type Tile, tileLevels } from "./tiles.js";

const GREATEST_ROWS = 1024;

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
	readonly segments: readonly PreparedSegment[];
	/** The step is a power of two: all that is added to the outputs is exact, in any order. */
	readonly exactStep: boolean;
}

export type PreparedSegment = PreparedColumns & {
	readonly segment: ProgrammedSegment;
	readonly paddedRows: number;
	readonly inputSums: readonly InputSum[];
};

export type PreparedColumns = WideColumns | NarrowColumns;

/** Tables of 16 bits, which hold everything that the converter can take. */
export interface WideColumns {
	readonly kind: LaneConverter["kind"];
	readonly tiles: readonly PreparedTile[];
	readonly chunk: undefined;
}

/** Tables of 8 bits, where several table rows together still fit 8 bits: cells without deviations. */
export interface NarrowColumns {
	readonly kind: NarrowKind;
	readonly tiles: readonly PreparedTile[];
	/** Table rows that fit 8 bits together, even. */
	readonly chunk: number;
}

export type NarrowKind = Exclude<LaneConverter["kind"], "multiply" | "table">;

export interface PreparedTile {
	readonly tile: Tile;
	/** [paddedRows × 32] of 16 bits, or [paddedRows × 64] of 8 bits, where unsigned levels are modulo 256 */
	readonly levels: Int16Array | Int8Array;
}

/** Planes whose `ΣX_i` is worth the same for each output, up to a factor. */
export interface InputSum {
	readonly planes: readonly InputSumPlane[];
	/** [outputs] */
	readonly worth: Float64Array;
}

export interface InputSumPlane {
	readonly plane: number;
	/** What each `ΣX_i`, from the least to the greatest, adds to an output of worth 1. */
	readonly worth: Float64Array;
}

/** How the rows of a plane that runs are counted. */
export type PlaneDrive =
	| { readonly kind: "bit"; plane: number; bit: number; drive: number }
	| {
			/** The digit depends on few neighbouring bits: bytes for each of their values. */
			readonly kind: "window";
			plane: number;
			shift: number;
			mask: number;
			active: Uint8Array;
			drive: Uint8Array;
	  }
	| { readonly kind: "any"; plane: number };

/** @returns the reason where the kernel refuses */
export function prepareLayer(given: CrossbarLayer): PreparedLayer | string {
	const { segments, plan } = given;
	const own = decomposeDigits(given.digits, plan);
	const recoded =
		typeof own === "string" ? recodeDigits(given.digits, plan) : undefined;
	const layer = recoded ? { ...given, digits: recoded.digits } : given;
	const digits = recoded ? decomposeDigits(recoded.digits, plan) : own;
	if (typeof digits === "string") return digits;
	const tall = segments.find(({ rows }) => rows > GREATEST_ROWS);
	if (tall) return `${tall.rows} rows are more than ${GREATEST_ROWS}`;
	if (segments.some(({ noise }) => noise)) return "reads have noise";
	if (segments.some(({ unitCells }) => unitCells))
		return "the column of ones has cells of its own";
	const { fractionBits = 0, outputs = 0 } = segments[0] ?? {};
	if (segments.some((s) => s.fractionBits !== fractionBits))
		return "segments differ in the fixed point of their cells";
	const adc = laneConverter(
		plan.adc,
		fractionBits,
		columnBounds(layer, digits),
	);
	if (typeof adc === "string") return adc;
	const prepared: PreparedSegment[] = [];
	for (const segment of segments) {
		const columns =
			prepareNarrow(segment, plan, digits, adc) ??
			prepareWide(segment, plan, digits, adc);
		if (typeof columns === "string") return columns;
		prepared.push({
			segment,
			paddedRows: padRows(segment),
			...columns,
			inputSums: inputSums(segment, plan, digits),
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
		segments: prepared,
		exactStep: isExact(plan.adc),
	};
}

const WIDE_QUADS = 4;
const NARROW_QUADS = 8;
/** Fewer table rows than this are not worth widening. */
const LEAST_CHUNK = 4;

const padRows = ({ rows }: ProgrammedSegment): number =>
	Math.ceil(rows / 16) * 16;

function prepareWide(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: DigitBits,
	adc: LaneConverter,
): WideColumns | string {
	const tiles = layTiles(segment, plan, digits, adc.greatest, WIDE_QUADS);
	if (typeof tiles === "string") return tiles;
	const layout = {
		lanes: WIDE_QUADS * QUAD_LANES,
		paddedRows: padRows(segment),
		scaleBits: adc.scaleBits,
	};
	return {
		kind: adc.kind,
		tiles: tiles.map((tile) => ({
			tile,
			levels: tileLevels(tile, segment, layout),
		})),
		chunk: undefined,
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
	const levels = tiles.map((tile) => tileLevels(tile, segment, layout));
	const greatest = Math.max(1, ...levels.map((l) => greatestRow(l, lanes)));
	const chunk = Math.min(128, Math.floor(greatestByte(kind) / greatest));
	if (chunk < LEAST_CHUNK) return undefined;
	return {
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

/** Bounds of the sums that are converted, in units of 2^−fractionBits levels. */
function columnBounds(
	{ segments, plan }: CrossbarLayer,
	digits: DigitBits,
): SumBounds {
	const bounds = { min: 0, max: 0 };
	for (const segment of segments) {
		const { positive, negative } = segment;
		const columns = segment.slices * segment.outputs;
		const cells =
			plan.subtraction === "digital" ? [positive, negative!] : [positive];
		for (const levels of cells) {
			for (let column = 0; column < columns; column++) {
				let up = 0;
				let down = 0;
				for (let at = column; at < levels.length; at += columns) {
					const level =
						levels[at]! -
						(plan.subtraction === "analog" ? (negative?.[at] ?? 0) : 0);
					if (level > 0) up += level;
					else down -= level;
				}
				bounds.max = Math.max(bounds.max, digits.max * up - digits.min * down);
				bounds.min = Math.min(bounds.min, digits.min * up - digits.max * down);
			}
		}
	}
	return bounds;
}

function runningPlanes({ segments, plan }: CrossbarLayer): number[] {
	const slices = segments[0]?.slices ?? 0;
	return Array.from({ length: plan.inputPlanes }, (_, i) => i).filter((i) =>
		plan.executed.subarray(i * slices, (i + 1) * slices).includes(1),
	);
}

function usedBits(
	layer: CrossbarLayer,
	{ bits, coefficients }: DigitBits,
): number {
	let used = 0;
	for (const plane of runningPlanes(layer)) {
		for (let b = 0; b < bits; b++)
			if (coefficients[plane * bits + b] !== 0) used |= 1 << b;
	}
	return used;
}

function planeDrives(
	layer: CrossbarLayer,
	{ bits, coefficients }: DigitBits,
): PlaneDrive[] {
	const { driveExponent } = layer.plan;
	return runningPlanes(layer).map((plane): PlaneDrive => {
		const own = [...coefficients.subarray(plane * bits, (plane + 1) * bits)];
		const shift = own.findIndex((coefficient) => coefficient !== 0);
		const last = own.findLastIndex((coefficient) => coefficient !== 0);
		if (shift >= 0 && shift === last)
			return {
				kind: "bit",
				plane,
				bit: shift,
				drive: Math.abs(own[shift]!) ** driveExponent,
			};
		if (shift < 0 || last - shift >= 4) return { kind: "any", plane };
		const digit = digitOfPattern(layer.digits, plane);
		const window = 2 ** (last - shift + 1);
		const active = new Uint8Array(16);
		const drive = new Uint8Array(16);
		for (let value = 0; value < window; value++) {
			const level = Math.abs(digit(value << shift));
			active[value] = level === 0 ? 0 : 1;
			drive[value] = level ** driveExponent;
		}
		return { kind: "window", plane, shift, mask: window - 1, active, drive };
	});
}

/** Where all slices of a plane run, its correction is that of any other such plane times a power of two. */
function inputSums(
	{ rows, outputs, inputSumWorth, fractionBits }: ProgrammedSegment,
	{ inputPlanes, inputSum, adc }: ReadPlan,
	{ min, max }: DigitBits,
): InputSum[] {
	const sums: { planes: InputSumPlane[]; worth: Float64Array }[] = [];
	if (!inputSumWorth) return sums;
	const isRead = inputSum === "unit-column";
	const codeOf = converter(adc, fractionBits);
	const unit = isExact(adc) ? adc.step : 1;
	const reads = Float64Array.from(
		{ length: (max - min) * rows + 1 },
		(_, at) => {
			const sum = at + min * rows;
			return isRead ? unit * codeOf(sum * 2 ** fractionBits) : sum;
		},
	);
	for (let plane = 0; plane < inputPlanes; plane++) {
		const worth = inputSumWorth.subarray(
			plane * outputs,
			(plane + 1) * outputs,
		);
		const at = worth.findIndex((value) => value !== 0);
		if (at < 0) continue;
		const alike = sums.find((sum) => {
			const factor = worth[at]! / sum.worth[at]!;
			return (
				Number.isInteger(factor) &&
				worth.every((value, k) => value === factor * sum.worth[k]!)
			);
		});
		const factor = alike ? worth[at]! / alike.worth[at]! : 1;
		const own = { plane, worth: reads.map((read) => factor * read) };
		if (alike) alike.planes.push(own);
		else sums.push({ planes: [own], worth: worth.slice() });
	}
	return sums;
}

/** The step is a power of two: what is added to the outputs is exact, in any order. */
function isExact({ step }: Converter): boolean {
	return Number.isInteger(Math.log2(step));
}
