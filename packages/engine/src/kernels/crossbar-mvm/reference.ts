import { clamp, roundHalfToEven } from "../../base/round.js";
import type { ProgrammedSegment, ReadCounts, ReadPlan } from "./contract.js";

/** The definition that faster kernels are held against: one read after the other, as the hardware does it. */
export function crossbarMvmReference(
	segment: ProgrammedSegment,
	plan: ReadPlan,
	digits: Int8Array,
	vectors: number,
	out: Float64Array,
	counts: ReadCounts,
): void {
	const columns = segment.slices * segment.outputs;
	const positiveSums = new Int32Array(columns);
	const negativeSums = new Int32Array(columns);
	for (let plane = 0; plane < plan.inputPlanes; plane++) {
		if (!runsAny(plan, plane, segment.slices)) continue;
		for (let v = 0; v < vectors; v++) {
			const start = (plane * vectors + v) * segment.rows;
			const rowDigits = digits.subarray(start, start + segment.rows);
			countDrive(rowDigits, plane, segment.levelsPerRow, plan, counts);
			sumColumns(segment, segment.positive, rowDigits, positiveSums);
			if (segment.negative)
				sumColumns(segment, segment.negative, rowDigits, negativeSums);
			const product = out.subarray(
				v * segment.outputs,
				(v + 1) * segment.outputs,
			);
			convert(
				segment,
				plan,
				plane,
				positiveSums,
				negativeSums,
				product,
				counts,
			);
		}
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
	product: Float64Array,
	counts: ReadCounts,
): void {
	const unit = 2 ** -fractionBits / adc.step;
	const codeOf = (sum: number) =>
		clamp(roundHalfToEven(sum * unit), adc.min, adc.max);
	for (let j = 0; j < slices; j++) {
		if (executed[plane * slices + j] === 0) continue;
		const worth = significance[plane * slices + j]! * adc.step;
		for (let k = 0; k < outputs; k++) {
			const column = j * outputs + k;
			const code =
				subtraction === "digital"
					? codeOf(positiveSums[column]!) - codeOf(negativeSums[column]!)
					: codeOf(positiveSums[column]! - negativeSums[column]!);
			product[k]! += worth * sign[column]! * code;
		}
		counts.samples[plane]! += outputs;
		counts.conversions += subtraction === "digital" ? 2 * outputs : outputs;
	}
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
