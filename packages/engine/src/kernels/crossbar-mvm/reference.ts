import type { Codes } from "../../base/codes.js";
import { clamp, roundHalfToEven } from "../../base/round.js";
import type {
	Converter,
	CrossbarLayer,
	CrossbarMvmKernel,
	DigitTable,
	ProgrammedSegment,
	ReadCounts,
	ReadPlan,
	ThresholdTable,
} from "./contract.js";
import {
	drawConversions,
	drawUnitColumn,
	noiseMagnitudes,
	noiseOf,
} from "./read-noise.js";

/** The definition as a kernel: takes everything. */
export function createReferenceCrossbarMvm(): CrossbarMvmKernel {
	return createReadByRead("reference", sumRowByRow);
}

/** A kernel that reads one plane of one vector after the other, and takes everything. */
export function createReadByRead(
	name: string,
	sumColumns: SumColumns,
): CrossbarMvmKernel {
	let calls = 0;
	return {
		name,
		get calls() {
			return calls;
		},
		refuses: () => undefined,
		program: (layer) => ({
			read(inputs, vectors, firstVector, out, counts) {
				calls++;
				// biome-ignore format: one call
				readLayer(layer, inputs, vectors, firstVector, out, counts, sumColumns);
			},
		}),
	};
}

function readLayer(
	{ segments, plan, digits }: CrossbarLayer,
	inputs: Codes,
	vectors: number,
	firstVector: number,
	out: Float64Array,
	counts: readonly ReadCounts[],
	sumColumns: SumColumns,
): void {
	let first = 0;
	out.fill(0);
	segments.forEach((segment, s) => {
		const planes = digitPlanes(digits, plan, inputs, vectors, {
			first,
			rows: segment.rows,
		});
		// biome-ignore format: one call
		crossbarMvmReference(
			segment, plan, planes, vectors, firstVector, out, counts[s]!, sumColumns,
		);
		first += segment.rows;
	});
}

/** Digits of some of the rows of a batch, [inputPlanes × vectors × rows]. */
function digitPlanes(
	{ digits, least, codes }: DigitTable,
	{ inputPlanes }: ReadPlan,
	inputs: Codes,
	vectors: number,
	{ first, rows }: { first: number; rows: number },
): Int8Array {
	const stride = vectors === 0 ? 0 : inputs.length / vectors;
	const planes = new Int8Array(inputPlanes * vectors * rows);
	for (let v = 0; v < vectors; v++) {
		for (let r = 0; r < rows; r++) {
			const code = inputs[v * stride + first + r]! - least;
			for (let i = 0; i < inputPlanes; i++)
				planes[(i * vectors + v) * rows + r] = digits[i * codes + code]!;
		}
	}
	return planes;
}

/** The definition that faster kernels are held against: one read after the other, as the hardware does it. */
export function crossbarMvmReference(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: Int8Array,
	vectors: number,
	firstVector: number,
	out: Float64Array,
	counts: ReadCounts,
	sumColumns: SumColumns = sumRowByRow,
): void {
	const { rows, outputs, slices, levelsPerRow } = segment;
	const converters = plan.subtraction === "digital" ? 2 * slices : slices;
	const sums = new Int32Array(converters * outputs);
	const addColumns = sumColumns(segment, plan, -1);
	const noise = noiseSource(segment, plan, sums.length, sumColumns);
	const codes = new Float64Array(outputs);
	const corrections = new Float64Array(outputs);
	for (let v = 0; v < vectors; v++) {
		codes.fill(0);
		corrections.fill(0);
		for (let plane = 0; plane < plan.inputPlanes; plane++) {
			if (!runsAny(plan, plane, slices)) continue;
			const start = (plane * vectors + v) * rows;
			const read = drive(
				digits.subarray(start, start + rows),
				{ vector: firstVector + v, plane },
				plan,
			);
			countDrive(read, levelsPerRow, plan, counts);
			sums.fill(0);
			addColumns(read.digits, sums);
			noise?.toConversions(read, sums);
			convert(segment, plan, read, sums, codes, counts);
			const sumOf = sumInputs(segment, plan, read, noise);
			addInputSum(segment, plan, read, sumOf, codes, corrections);
			if (read.sign < 0) addInversion(segment, plane, corrections);
		}
		for (let k = 0; k < outputs; k++)
			out[v * outputs + k]! += plan.adc.step * codes[k]! + corrections[k]!;
	}
}

/** A plane of a vector. */
interface PlaneRead {
	readonly vector: number;
	readonly plane: number;
	/** As they are driven, [rows] */
	readonly digits: Int8Array;
	/** −1: the plane is inverted. */
	readonly sign: 1 | -1;
}

/** The plane as it is driven: as it is, or upside down. */
function drive(
	digits: Int8Array,
	place: Pick<PlaneRead, "vector" | "plane">,
	{ invertedFrom }: ReadPlan,
): PlaneRead {
	const greatest = invertedFrom?.[place.plane] ?? 0;
	const sum = digits.reduce((total, digit) => total + digit, 0);
	if (!invertedFrom || 2 * sum <= greatest * digits.length)
		return { ...place, digits, sign: 1 };
	const inverted = digits.map((digit) => greatest - digit);
	return { ...place, digits: inverted, sign: -1 };
}

function runsAny(
	{ executed }: ReadPlan,
	plane: number,
	slices: number,
): boolean {
	return executed
		.subarray(plane * slices, (plane + 1) * slices)
		.some((runs) => runs === 1);
}

/**
 * Kirchhoff's law: adds Σ_r drive[r] · cell[r, column] to what each converter sees, [converters × outputs]. It is a
 * column, or the positive column + `factor` times the negative one of a pair.
 */
export type SumColumns = (
	cells: Cells,
	plan: ReadPlan,
	factor: 1 | -1,
) => (drive: ArrayLike<number>, sums: Int32Array) => void;

const sumRowByRow: SumColumns =
	({ outputs, slices, positive, negative }, { subtraction }, factor) =>
	(drive, sums) => {
		const columns = slices * outputs;
		const perSlice = subtraction === "digital" ? 2 : 1;
		for (let r = 0; r < drive.length; r++) {
			const driven = drive[r]!;
			if (driven === 0) continue;
			for (let column = 0; column < columns; column++) {
				const slice = Math.floor(column / outputs);
				const at = column + (perSlice - 1) * slice * outputs;
				const cell = r * columns + column;
				sums[at]! += driven * positive[cell]!;
				if (!negative) continue;
				if (perSlice === 2) sums[at + outputs]! += driven * negative[cell]!;
				else sums[at]! += factor * driven * negative[cell]!;
			}
		}
	};

/** A value of each cell, [rows × columns]. */
export interface Cells extends Pick<ProgrammedSegment, "outputs" | "slices"> {
	readonly positive: ArrayLike<number>;
	readonly negative?: ArrayLike<number> | undefined;
}

/** Adds noise to what converters see, and gives that of the column of ones. */
interface NoiseSource {
	toConversions(read: PlaneRead, sums: Int32Array): void;
	ofUnitColumn(read: PlaneRead): number;
}

function noiseSource(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	conversions: number,
	sumColumns: SumColumns,
): NoiseSource | undefined {
	const { noise, outputs, slices } = segment;
	if (!noise) return undefined;
	const magnitudes = noiseMagnitudes(noise);
	const words = new Uint16Array(conversions);
	const variances = new Int32Array(conversions);
	const addColumns = sumColumns({ ...noise, outputs, slices }, plan, 1);
	return {
		toConversions({ vector, plane, digits }, sums) {
			variances.fill(noise.ofConverter ?? 0);
			addColumns(squares(digits), variances);
			drawConversions(noise, vector, plane, outputs, words);
			for (let at = 0; at < sums.length; at++)
				sums[at]! += noiseOf(words[at]!, variances[at]!, magnitudes);
		},
		ofUnitColumn({ vector, plane, digits }) {
			const variance =
				sumProducts(squares(digits), noise.unitCells) +
				(noise.ofConverter ?? 0);
			const word = drawUnitColumn(noise, vector, plane);
			return noiseOf(word, variance, magnitudes);
		},
	};
}

/** A/D conversion, shift and add of the slices that run. */
function convert(
	segment: ProgrammedSegment,
	{ executed, significance, adc, subtraction }: ReadPlan,
	{ plane, sign: ofPlane }: PlaneRead,
	sums: Int32Array,
	codes: Float64Array,
	counts: ReadCounts,
): void {
	const { slices, outputs, sign } = segment;
	const codeOf = columnConverter(segment, adc);
	const perSlice = subtraction === "digital" ? 2 : 1;
	for (let j = 0; j < slices; j++) {
		if (executed[plane * slices + j] === 0) continue;
		const worth = ofPlane * significance[plane * slices + j]!;
		for (let k = 0; k < outputs; k++) {
			const at = perSlice * j * outputs + k;
			const column = j * outputs + k;
			const code =
				perSlice === 2
					? codeOf(sums[at]!, column) - codeOf(sums[at + outputs]!, column)
					: codeOf(sums[at]!, column);
			codes[k]! += worth * sign[column]! * code;
		}
		counts.samples[plane]! += outputs;
		counts.conversions += perSlice * outputs;
	}
}

/** Code of a column sum: by the column's own converter, or that of the plan. */
function columnConverter(
	{ converters, fractionBits }: ProgrammedSegment,
	adc: Converter,
): (sum: number, column: number) => number {
	if (!converters) return converter(adc, fractionBits);
	const { tables, ofColumn } = converters;
	return (sum, column) => codeByThresholds(tables[ofColumn[column]!]!, sum);
}

/** How many thresholds a sum reaches, by halves, says its code. */
export function codeByThresholds(
	{ thresholds, codes }: ThresholdTable,
	sum: number,
): number {
	let reached = 0;
	let beyond = thresholds.length;
	while (reached < beyond) {
		const middle = (reached + beyond) >> 1;
		if (sum >= thresholds[middle]!) reached = middle + 1;
		else beyond = middle;
	}
	return codes[reached]!;
}

/** Code of a column sum that counts units of 2^−fractionBits levels. */
export function converter(
	{ step, min, max, transfer }: Converter,
	fractionBits: number,
): (sum: number) => number {
	if (transfer) {
		const { first, codes } = transfer;
		return (sum) => codes[clamp(sum - first, 0, codes.length - 1)]!;
	}
	const unit = 2 ** -fractionBits;
	return (sum) => clamp(roundHalfToEven((sum * unit) / step), min, max);
}

/** `Σ X_i` as each output has it: counted, or as the code of the column of ones beside it. */
function sumInputs(
	{ unitCells, fractionBits, converters }: ProgrammedSegment,
	{ adc, inputSum }: ReadPlan,
	read: PlaneRead,
	noise: NoiseSource | undefined,
): (output: number) => number {
	const count = read.digits.reduce((sum, digit) => sum + digit, 0);
	if (inputSum !== "unit-column") return () => count;
	const held = unitCells
		? sumProducts(read.digits, unitCells)
		: count * 2 ** fractionBits;
	const sum = held + (noise ? noise.ofUnitColumn(read) : 0);
	if (converters) {
		const { tables, ofUnitColumn } = converters;
		return (k) => codeByThresholds(tables[ofUnitColumn[k]!]!, sum);
	}
	const code = converter(adc, fractionBits)(sum);
	return () => code;
}

/** Adds what `Σ X_i` is worth, to the codes where it is one. */
function addInputSum(
	{ outputs, inputSumWorth }: ProgrammedSegment,
	{ inputSum }: ReadPlan,
	{ plane, sign }: PlaneRead,
	sumOf: (output: number) => number,
	codes: Float64Array,
	corrections: Float64Array,
): void {
	if (!inputSumWorth) return;
	const to = inputSum === "unit-column" ? codes : corrections;
	for (let k = 0; k < outputs; k++)
		to[k]! += sign * sumOf(k) * inputSumWorth[plane * outputs + k]!;
}

/** Adds what full rows would have given. */
function addInversion(
	{ outputs, inversionWorth }: ProgrammedSegment,
	plane: number,
	corrections: Float64Array,
): void {
	for (let k = 0; k < outputs; k++)
		corrections[k]! += inversionWorth![plane * outputs + k]!;
}

function countDrive(
	{ plane, digits, sign }: PlaneRead,
	levels: Float64Array,
	{ driveExponent }: ReadPlan,
	counts: ReadCounts,
): void {
	counts.reads[plane]!++;
	if (sign < 0) counts.inverted[plane]!++;
	for (let r = 0; r < digits.length; r++) {
		const digit = Math.abs(digits[r]!);
		if (digit === 0) continue;
		counts.drivenRows[plane]!++;
		counts.drivenLevels +=
			digit ** driveExponent * levels[plane * digits.length + r]!;
	}
}

function sumProducts(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let sum = 0;
	for (let r = 0; r < a.length; r++) sum += a[r]! * b[r]!;
	return sum;
}

const squares = (digits: Int8Array): Uint16Array =>
	Uint16Array.from(digits, (digit) => digit * digit);
