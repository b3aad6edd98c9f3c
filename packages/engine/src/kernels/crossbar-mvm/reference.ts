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
} from "./contract.js";

/** The definition as a kernel: takes everything. */
export function createReferenceCrossbarMvm(): CrossbarMvmKernel {
	let calls = 0;
	return {
		name: "reference",
		get calls() {
			return calls;
		},
		refuses: () => undefined,
		program: (layer) => ({
			read(inputs, vectors, out, counts) {
				calls++;
				readLayer(layer, inputs, vectors, out, counts);
			},
		}),
	};
}

function readLayer(
	{ segments, plan, digits }: CrossbarLayer,
	inputs: Codes,
	vectors: number,
	out: Float64Array,
	counts: readonly ReadCounts[],
): void {
	let first = 0;
	segments.forEach((segment, s) => {
		const planes = digitPlanes(digits, plan, inputs, vectors, {
			first,
			rows: segment.rows,
		});
		crossbarMvmReference(segment, plan, planes, vectors, out, counts[s]!);
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
	out: Float64Array,
	counts: ReadCounts,
): void {
	const { rows, outputs } = segment;
	const columns = segment.slices * outputs;
	const positiveSums = new Int32Array(columns);
	const negativeSums = new Int32Array(columns);
	const codes = new Float64Array(outputs);
	const corrections = new Float64Array(outputs);
	for (let v = 0; v < vectors; v++) {
		codes.fill(0);
		corrections.fill(0);
		for (let plane = 0; plane < plan.inputPlanes; plane++) {
			if (!runsAny(plan, plane, segment.slices)) continue;
			const start = (plane * vectors + v) * rows;
			const rowDigits = digits.subarray(start, start + rows);
			countDrive(rowDigits, plane, segment.levelsPerRow, plan, counts);
			sumColumns(segment, segment.positive, rowDigits, positiveSums);
			if (segment.negative)
				sumColumns(segment, segment.negative, rowDigits, negativeSums);
			convert(segment, plan, plane, positiveSums, negativeSums, codes, counts);
			addInputSum(segment, plan, plane, rowDigits, codes, corrections);
		}
		for (let k = 0; k < outputs; k++)
			out[v * outputs + k]! += plan.adc.step * codes[k]! + corrections[k]!;
	}
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

/** Kirchhoff's law: sums[column] = Σ_r digit[r] · level[r, column]. */
function sumColumns(
	{ rows }: ProgrammedSegment,
	levels: Int32Array,
	digits: Int8Array,
	sums: Int32Array,
): void {
	const columns = sums.length;
	sums.fill(0);
	for (let r = 0; r < rows; r++) {
		const digit = digits[r]!;
		if (digit === 0) continue;
		const row = r * columns;
		for (let column = 0; column < columns; column++)
			sums[column]! += digit * levels[row + column]!;
	}
}

/** A/D conversion, shift and add of the slices that run. */
function convert(
	{ slices, outputs, sign, fractionBits }: ProgrammedSegment,
	{ executed, significance, adc, subtraction }: ReadPlan,
	plane: number,
	positiveSums: Int32Array,
	negativeSums: Int32Array,
	codes: Float64Array,
	counts: ReadCounts,
): void {
	const codeOf = converter(adc, fractionBits);
	for (let j = 0; j < slices; j++) {
		if (executed[plane * slices + j] === 0) continue;
		const worth = significance[plane * slices + j]!;
		for (let k = 0; k < outputs; k++) {
			const column = j * outputs + k;
			const code =
				subtraction === "digital"
					? codeOf(positiveSums[column]!) - codeOf(negativeSums[column]!)
					: codeOf(positiveSums[column]! - negativeSums[column]!);
			codes[k]! += worth * sign[column]! * code;
		}
		counts.samples[plane]! += outputs;
		counts.conversions += subtraction === "digital" ? 2 * outputs : outputs;
	}
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

/** Adds what `Σ X_i` is worth, as a code where a column of ones is read. */
function addInputSum(
	{ outputs, inputSumWorth, fractionBits }: ProgrammedSegment,
	{ adc, inputSum }: ReadPlan,
	plane: number,
	digits: Int8Array,
	codes: Float64Array,
	corrections: Float64Array,
): void {
	if (!inputSumWorth) return;
	let sum = 0;
	for (const digit of digits) sum += digit;
	const isRead = inputSum === "unit-column";
	const read = isRead
		? converter(adc, fractionBits)(sum * 2 ** fractionBits)
		: sum;
	const to = isRead ? codes : corrections;
	for (let k = 0; k < outputs; k++)
		to[k]! += read * inputSumWorth[plane * outputs + k]!;
}

function countDrive(
	digits: Int8Array,
	plane: number,
	levels: Float64Array,
	{ driveExponent }: ReadPlan,
	counts: ReadCounts,
): void {
	counts.reads[plane]!++;
	for (let r = 0; r < digits.length; r++) {
		const digit = Math.abs(digits[r]!);
		if (digit === 0) continue;
		counts.drivenRows[plane]!++;
		counts.drivenLevels +=
			digit ** driveExponent * levels[plane * digits.length + r]!;
	}
}
