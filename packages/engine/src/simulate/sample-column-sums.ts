import { type Codes, makeCodes } from "../base/codes.js";
import { type PlaceRandom, randomFor, shuffledOrder } from "../base/random.js";
import { remembered } from "../base/remembered.js";
import { levelScale } from "../design/cell-scale.js";
import type { Design } from "../design/design.js";
import type { ColumnSumBounds } from "../encode/column-sum-bounds.js";
import type { DigitPlane } from "../encode/digit-plane.js";
import { isInverted } from "../encode/input-encoder.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type {
	DigitTable,
	ProgrammedSegment,
} from "../kernels/crossbar-mvm/contract.js";
import { wasmLookUpCodes } from "../kernels/look-up-codes/wasm.js";
import { rowsPerRead } from "../map/layer-plan.js";
import type { LayerMapping } from "../map/mapping.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import { invertsPlanes } from "../map/weight-sums.js";
import {
	integerProduct as exactIntegerProduct,
	type MatrixProduct,
	type MatrixProductCall,
} from "../quantize/integer-product.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import { imagesPerBatch, runInBatches } from "../quantize/run-quantized.js";
import type { ProgrammedLayer } from "./program-layer.js";

/** Column sums of a layer, as some of its vectors and outputs gave them. */
export interface ColumnSums {
	/** How often each sum was seen, from `least` on: one histogram a partial product, [input planes × weight planes]. */
	readonly histograms: readonly Float64Array[];
	readonly least: number;
	/** Least and greatest sum of a unit column in whole levels; 0 without one. */
	readonly unitSums: { readonly min: number; readonly max: number };
	/** Mean digit of every row, [groups][input planes × rows]. */
	readonly meanDigits: readonly Float64Array[];
}

export interface SampleOptions {
	readonly seed: number;
	/** Vectors of a layer that are looked at, about. */
	readonly vectors?: number;
	/** Outputs of each group, at most; 0 where only the digits of rows are wanted, of as many vectors as for 1. */
	readonly outputs?: number;
	/** Cells that are added up for a layer, about: fewer vectors are taken of a large one. */
	readonly cellReads?: number;
	readonly integerProduct?: MatrixProduct;
}

/**
 * Runs images through the integer network and takes samples of what the columns of its arrays sum to. Which
 * vectors and outputs are looked at follows from the seed and their place alone.
 *
 * @param layers programmed, by name; the converters of their design do not matter
 * @param images float, [count × input values]; never the images that accuracy is measured on
 */
export function sampleColumnSums(
	network: QuantizedNetwork,
	layers: ReadonlyMap<string, ProgrammedLayer>,
	design: Design,
	images: Float32Array,
	count: number,
	options: SampleOptions,
): ReadonlyMap<string, ColumnSums> {
	const { integerProduct = exactIntegerProduct } = options;
	const samplers = new Map(
		[...layers].map(([name, layer], l) => [
			name,
			createSampler(layer, l, design, count, options),
		]),
	);
	const product: MatrixProduct = (call) => {
		integerProduct(call);
		samplers.get(call.layer.name)!.look(call);
	};
	runInBatches(network, images, count, product, {
		batch: imagesPerBatch(network),
	});
	return new Map(
		[...samplers].map(([name, { sums }]) => [name, sums()] as const),
	);
}

interface Sampler {
	look(call: MatrixProductCall): void;
	sums(): ColumnSums;
}

function createSampler(
	{ mapping, groups }: ProgrammedLayer,
	l: number,
	design: Design,
	images: number,
	{ seed, vectors = 2048, outputs = 32, cellReads = 2 ** 26 }: SampleOptions,
): Sampler {
	const { inputPlanes, weightPlanes, shape } = mapping;
	const random = randomFor(seed, "column sum sample");
	const isDigital =
		weightEncoders[design.encoding.weights].cells === "pair" &&
		design.crossbar.pairs.subtraction === "digital";
	const picked = Math.min(outputs, shape.outputs);
	const readsPerVector =
		shape.rows * inputPlanes.length * weightPlanes.length * Math.max(1, picked);
	const wanted = Math.min(vectors, Math.ceil(cellReads / readsPerVector));
	const share = wanted / (shape.groups * shape.positions * images);
	const cells = groups.map(([{ segments }], group) => {
		const order = shuffledOrder(
			shape.outputs,
			randomFor(seed, `column sum outputs ${l}`),
			group,
		).subarray(0, picked);
		return segments.map((segment) => pickCells(segment, order, isDigital));
	});
	const { fractionBits } = groups[0]![0].segments[0]!;
	const { min, max } = boundsWithLevelZero(mapping, design, fractionBits);
	const histograms = Array.from(
		{ length: inputPlanes.length * weightPlanes.length },
		() => new Float64Array(max - min + 1),
	);
	const ofPlane = inputPlanes.map((_, i) =>
		histograms.slice(i * weightPlanes.length, (i + 1) * weightPlanes.length),
	);
	const digitSums = groups.map(
		() => new Float64Array(inputPlanes.length * shape.rows),
	);
	const taken = groups.map(() => 0);
	const unitSums = { min: 0, max: 0 };
	const look = ({
		group,
		inputs,
		vectors: count,
		firstVector,
	}: MatrixProductCall): void => {
		const { digits } = groups[group]![0];
		const { rows } = shape;
		const chosen = Array.from({ length: count }, (_, v) => v).filter((v) =>
			isTaken(random, share, l, group, firstVector + v),
		);
		const vectorOf = (v: number): Codes =>
			inputs.subarray(v * rows, (v + 1) * rows);
		taken[group]! += chosen.length;
		addDigits(chosen.map(vectorOf), digits, digitSums[group]!);
		if (picked === 0) return;
		for (const v of chosen) {
			let start = 0;
			for (const block of cells[group]!) {
				const vector = vectorOf(v).subarray(start, start + block.rows);
				for (let i = 0; i < inputPlanes.length; i++) {
					const driven = drive(
						digitsOf(digits, i, vector),
						i,
						inputPlanes,
						design,
					);
					countSums(block, driven, ofPlane[i]!, min);
					if (hasUnitColumn(design)) noteUnitSum(unitSums, driven, block);
				}
				start += block.rows;
			}
		}
	};
	return {
		look,
		sums: () => ({
			histograms,
			least: min,
			unitSums,
			meanDigits: digitSums.map((sums, group) =>
				sums.map((sum) => sum / Math.max(1, taken[group]!)),
			),
		}),
	};
}

/**
 * Least and greatest whole level that a column can sum to with what level 0 conducts: each driven cell that does not cancel
 * in a pair has it besides its level.
 */
function boundsWithLevelZero(
	{ bounds, inputPlanes }: LayerMapping,
	design: Design,
	fractionBits: number,
): ColumnSumBounds {
	const { encoding, crossbar, device } = design;
	const { cells } = weightEncoders[encoding.weights];
	if (cells === "pair" && crossbar.pairs.subtraction === "analog")
		return bounds;
	const unit = 2 ** -fractionBits;
	const ofCell = levelScale(device, crossbar.cellBits).off;
	const off = Math.round(ofCell / unit) * unit * rowsPerRead(design);
	const greatest = Math.max(...inputPlanes.map(({ max }) => max));
	const least = Math.min(...inputPlanes.map(({ min }) => min));
	return {
		min: Math.floor(bounds.min + off * Math.min(0, least)),
		max: Math.ceil(bounds.max + off * greatest),
	};
}

/** The first vector of each group is always taken. */
function isTaken(
	random: PlaceRandom,
	share: number,
	layer: number,
	group: number,
	vector: number,
): boolean {
	return vector === 0 || random.uniform(layer, group, vector) < share;
}

/** Cells of some outputs as they are converted. */
interface CellBlock {
	readonly rows: number;
	readonly slices: number;
	/** Columns of one slice. */
	readonly width: number;
	/** In levels, [rows × slices × width] */
	readonly levels: Float64Array;
	/** Of the column of ones, [rows]. */
	readonly unitLevels: Float64Array;
}

function pickCells(
	{
		rows,
		slices,
		outputs,
		positive,
		negative,
		unitCells,
		fractionBits,
	}: ProgrammedSegment,
	order: Uint32Array,
	isDigital: boolean,
): CellBlock {
	const width = order.length * (isDigital ? 2 : 1);
	const levels = new Float64Array(rows * slices * width);
	const unit = 2 ** -fractionBits;
	for (let r = 0; r < rows; r++) {
		for (let j = 0; j < slices; j++) {
			const from = (r * slices + j) * outputs;
			const to = (r * slices + j) * width;
			order.forEach((k, at) => {
				const up = positive[from + k]! * unit;
				const down = (negative?.[from + k] ?? 0) * unit;
				levels[to + at] = isDigital ? up : up - down;
				if (isDigital) levels[to + order.length + at] = down;
			});
		}
	}
	const unitLevels = unitCells
		? Float64Array.from(unitCells, (level) => level * unit)
		: new Float64Array(rows).fill(1);
	return { rows, slices, width, levels, unitLevels };
}

function digitsOf(
	{ digits, least, codes }: DigitTable,
	plane: number,
	vector: Codes,
): Int8Array {
	const row = new Int8Array(vector.length);
	const first = plane * codes - least;
	for (let r = 0; r < row.length; r++) row[r] = digits[first + vector[r]!]!;
	return row;
}

/** @param sums of the digits of each row, [input planes × rows], added to */
function addDigits(
	vectors: readonly Codes[],
	digits: DigitTable,
	sums: Float64Array,
): void {
	const [first] = vectors;
	if (!first) return;
	const rows = first.length;
	const codes = makeCodes(first instanceof Int16Array, vectors.length * rows);
	for (const [n, vector] of vectors.entries()) codes.set(vector, n * rows);
	planeTablesOf(digits).forEach((table, plane) => {
		const { least } = digits;
		const added = new Int32Array(rows);
		wasmLookUpCodes.addByRow(
			{ codes, vectors: vectors.length, rows, least, table },
			new Uint32Array(added.buffer),
		);
		for (let r = 0; r < rows; r++) sums[plane * rows + r]! += added[r]!;
	});
}

const planeTables = remembered<DigitTable, readonly Uint32Array[]>();

/** Digits of all codes, modulo 2^32, [planes][codes]. */
const planeTablesOf = (table: DigitTable): readonly Uint32Array[] =>
	planeTables(table, "", () => {
		const { digits, codes } = table;
		return Array.from({ length: digits.length / codes }, (_, plane) =>
			Uint32Array.from(digits.subarray(plane * codes, (plane + 1) * codes)),
		);
	});

/** The digits as a segment drives them: upside down where its encoder inverts and most rows would be driven. */
function drive(
	digits: Int8Array,
	plane: number,
	inputPlanes: readonly DigitPlane[],
	design: Design,
): Int8Array {
	const { max } = inputPlanes[plane]!;
	if (!invertsPlanes(design)) return digits;
	const sum = digits.reduce((total, digit) => total + digit, 0);
	return isInverted(sum, digits.length, max)
		? digits.map((digit) => max - digit)
		: digits;
}

function countSums(
	{ slices, width, levels }: CellBlock,
	digits: Int8Array,
	histograms: readonly Float64Array[],
	least: number,
): void {
	const columns = slices * width;
	const sums = new Float64Array(columns);
	for (let r = 0; r < digits.length; r++) {
		const digit = digits[r]!;
		if (digit === 0) continue;
		for (let column = 0; column < columns; column++)
			sums[column]! += digit * levels[r * columns + column]!;
	}
	for (let column = 0; column < columns; column++)
		histograms[Math.floor(column / width)]![
			Math.round(sums[column]!) - least
		]!++;
}

function noteUnitSum(
	range: { min: number; max: number },
	digits: Int8Array,
	{ unitLevels }: CellBlock,
): void {
	let sum = 0;
	digits.forEach((digit, r) => {
		sum += digit * unitLevels[r]!;
	});
	range.min = Math.min(range.min, Math.floor(sum));
	range.max = Math.max(range.max, Math.ceil(sum));
}
