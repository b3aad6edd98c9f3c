import { philoxKeys } from "../../base/philox.js";
import type { ProgrammedSegment, ReadNoise } from "./contract.js";
import {
	ADC_BYTES,
	BASE_BYTES,
	BIT_LIST_BYTES,
	FACTOR_BYTES,
	NOISE_BYTES,
	type Places,
	QUAD_BYTES,
	STEP_BYTES,
} from "./kernel-memory.js";
import { fillTable, LANE_KINDS, type LaneConverter } from "./lane-converter.js";
import type { PreparedLayer } from "./prepared-layer.js";
import type { Quad } from "./quads.js";
import { noiseBlock, noiseKey, noiseMagnitudes } from "./read-noise.js";
import type { SquareBits } from "./square-bits.js";
import type { Tile } from "./tiles.js";

// What the kernel is told, written to its memory as convert.part.as.ts, noise.part.as.ts and steps.part.as.ts lay it out.

export function writeConverter(
	memory: ArrayBuffer,
	places: Places,
	{ kind, signed, raisedBy, step, min, max, factor, table }: LaneConverter,
): void {
	const isRounding = step > 1;
	const bias = isRounding ? step / 2 : raisedBy;
	const keep = factor > 0 ? factor : -step;
	const vectors = [bias, max, min, step, 2 * step - 1, keep];
	const words = new Int16Array(memory, places.adc, ADC_BYTES / 2).fill(0);
	vectors.forEach((value, at) => {
		words.fill(value, at * 8, (at + 1) * 8);
	});
	new Uint32Array(memory, places.adc + vectors.length * 16, 3).set([
		places.adcTable,
		LANE_KINDS.indexOf(kind),
		signed ? 0 : 1,
	]);
	// Once more for each of 8 quads.
	words.fill(bias, 64, 128);
	if (table) new Int16Array(memory, places.adcTable, 65536).set(table);
}

/** The table of the converter that a tile is for, where that is one of a segment's own. */
export function writeOwnTable(
	memory: ArrayBuffer,
	{ adcTable }: Places,
	{ converters }: ProgrammedSegment,
	{ ownConverter }: Tile,
	{ ownTables }: LaneConverter,
): void {
	if (!converters || ownConverter === undefined || !ownTables) return;
	const table = new Int16Array(memory, adcTable, 65536);
	fillTable(table, converters.tables[ownConverter]!, ownTables);
}

const PLACE_WORD = 40;
const BLOCKS_WORD = 44;
const MAGNITUDES_WORD = 48;
const VARIANCE_WORD = 49;

/** Keys of all rounds, the place of the first vector, and magnitudes. */
export function writeNoise(
	memory: ArrayBuffer,
	places: Places,
	noise: ReadNoise,
	firstVector: number,
): void {
	const words = new Uint32Array(memory, places.noise, NOISE_BYTES / 4).fill(0);
	philoxKeys(noiseKey(noise)).forEach(([first, second], round) => {
		words.set([first, first, second, second], 4 * round);
	});
	const high = Math.floor(firstVector / 2 ** 32);
	const { crossbar } = noise;
	words.set([firstVector >>> 0, high, crossbar, crossbar], PLACE_WORD);
	words[MAGNITUDES_WORD] = places.magnitudes;
	words[VARIANCE_WORD] = noise.ofConverter ?? 0;
	const magnitudes = noiseMagnitudes(noise);
	new Float32Array(memory, places.magnitudes, magnitudes.length).set(
		magnitudes,
	);
}

/** Lists of the bits of squared digits, one for each plane. */
export function writeSquares(
	memory: ArrayBuffer,
	places: Places,
	{ ofPlane }: SquareBits,
): void {
	ofPlane.forEach((bits, plane) => {
		const pairs = bits.map(({ bit, shift }) => [bit, shift] as const);
		writeBits(memory, squaresOf(places, plane), pairs);
	});
}

/** Where the list of a plane is. */
export function squaresOf({ squares }: Places, plane: number): number {
	return squares + plane * BIT_LIST_BYTES;
}

/** How many bits, then each with its number. */
export function writeBits(
	memory: ArrayBuffer,
	place: number,
	bits: readonly (readonly [bit: number, value: number])[],
): void {
	new Int32Array(memory, place, 1 + 2 * bits.length).set([
		bits.length,
		...bits.flat(),
	]);
}

const DIRECT = 1;
const CONVERT = 2;
const FLUSH = 4;
const SIGN_SHIFT = 16;

/** Quads, then steps, then factors and bases of each step; blocks of random bits. */
export function writeTile(
	memory: ArrayBuffer,
	places: Places,
	{ quads, steps }: Tile,
	unit: number,
	{ outputs, invertible }: Pick<PreparedLayer, "outputs" | "invertible">,
): void {
	const { plan, toNegative } = places;
	const blocks = new Uint32Array(memory, places.noise, NOISE_BYTES / 4);
	quads.slice(0, 2).forEach(({ first, slices }, q) => {
		const { converter } = slices[0]!;
		blocks[BLOCKS_WORD + 2 + q] = noiseBlock(0, first, converter, outputs);
	});
	writeQuads(memory, places, quads);
	const factors = plan + QUAD_BYTES + steps.length * STEP_BYTES;
	const bases = factors + steps.length * FACTOR_BYTES;
	steps.forEach((step, s) => {
		const { plane } = step;
		const isDirect = step.now === 1 && step.next === 0;
		const factorsAt = factors + s * FACTOR_BYTES;
		const basesAt = bases + s * BASE_BYTES;
		new Int32Array(memory, plan + QUAD_BYTES + s * STEP_BYTES, 8).set([
			step.bit,
			step.now,
			step.next,
			(isDirect ? DIRECT : 0) |
				(plane === undefined ? 0 : CONVERT) |
				(step.flush ? FLUSH : 0) |
				(invertible ? ((plane ?? 0) * 4) << SIGN_SHIFT : 0),
			factorsAt,
			basesAt,
			plane === undefined ? 0 : squaresOf(places, plane),
			plane === undefined ? 0 : noiseBlock(plane, 0, 0, outputs),
		]);
		if (step.factors)
			new Int16Array(memory, factorsAt, step.factors.length).set(step.factors);
		if (step.factors && invertible)
			new Int16Array(memory, factorsAt + toNegative, step.factors.length).set(
				step.factors.map((factor) => -factor),
			);
		if (step.flush) {
			const worth = step.flush.map((base) => base * unit);
			new Float64Array(memory, basesAt, worth.length).set(worth);
		}
	});
}

/** Where the outputs of each quad are, and how many. */
export function writeQuads(
	memory: ArrayBuffer,
	{ plan }: Places,
	quads: readonly Quad[],
): void {
	const words = new Uint32Array(memory, plan, QUAD_BYTES / 4).fill(0);
	quads.forEach(({ first, outputs }, q) => {
		words.set([first * 8, outputs], 2 * q);
	});
}
