import { clamp, roundHalfToEven } from "../base/round.js";
import type { Design } from "../design/design.js";
import type { EncodedSegment } from "../encode/weight-encoder.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import type { LayerMapping } from "../map/mapping.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import { invertsPlanes } from "../map/weight-sums.js";

/**
 * What the planes that are still to be read can add to each output. For any weight level θ,
 * Σ x·w ≤ θ·Σ|x| + Σ |x|max · max(|w| − θ, 0) over the weights of that sign: the first sum is counted, the second one
 * stands in a table. θ = 0 needs no count.
 */
export interface RemainderBounds {
	/** Weight levels, ascending, 0 first. */
	readonly levels: readonly number[];
	/** What may be added besides level · Σ|x|, [levels × outputs]. */
	readonly above: Float64Array;
	/** What may be taken off, likewise. */
	readonly below: Float64Array;
}

/**
 * Bounds from the weights that are meant to be in the cells, and from what converters do to their column sums.
 *
 * @param encoded operation units of a group
 * @param order input planes as they are read
 * @param levels weight levels, ascending, 0 first
 * @returns before each plane of the order, and after the last one
 */
export function remainderBounds(
	encoded: readonly EncodedSegment[],
	order: readonly number[],
	levels: readonly number[],
	mapping: LayerMapping,
	design: Design,
): readonly RemainderBounds[] {
	const { outputs } = mapping.shape;
	const none = {
		levels,
		above: new Float64Array(levels.length * outputs),
		below: new Float64Array(levels.length * outputs),
	};
	const bounds = [none];
	for (const plane of order.toReversed()) {
		const { above, below } = bounds[0]!;
		const next = { levels, above: above.slice(), below: below.slice() };
		for (const unit of encoded) addPlane(next, unit, plane, mapping, design);
		bounds.unshift(next);
	}
	return bounds;
}

/** Adds what one plane of one operation unit can give. */
function addPlane(
	{ levels, above, below }: RemainderBounds,
	unit: EncodedSegment,
	plane: number,
	mapping: LayerMapping,
	design: Design,
): void {
	const { rows, outputs } = unit;
	const { significance, min, max } = mapping.inputPlanes[plane]!;
	const up = Math.max(0, significance * max, significance * min);
	const down = Math.max(0, -significance * max, -significance * min);
	const weights = executedWeights(unit, plane, mapping);
	const converted = convertedBounds(unit, plane, mapping, design);
	levels.forEach((level, n) => {
		for (let k = 0; k < outputs; k++) {
			let positive = 0;
			let negative = 0;
			for (let r = 0; r < rows; r++) {
				const weight = weights[r * outputs + k]!;
				if (weight > level) positive += weight - level;
				else if (-weight > level) negative += -weight - level;
			}
			const { error, codes } = converted[k]!;
			const most = up * positive + down * negative + error.most;
			const least = -(down * positive + up * negative) + error.least;
			const at = n * outputs + k;
			// Codes of narrow converters bound what they give, whatever is counted.
			above[at]! += n === 0 ? Math.min(most, codes.most) : most;
			below[at]! -= n === 0 ? Math.max(least, codes.least) : least;
		}
	});
}

/** The weights as far as their slices run with a plane, [rows × outputs]. */
function executedWeights(
	{ rows, outputs, planes, levels, sign, offset }: EncodedSegment,
	plane: number,
	{ executed }: LayerMapping,
): Float64Array {
	const weights = new Float64Array(rows * outputs);
	planes.forEach(({ significance }, j) => {
		if (executed[plane * planes.length + j] === 0) return;
		for (let r = 0; r < rows; r++) {
			for (let k = 0; k < outputs; k++) {
				const column = j * outputs + k;
				const level = levels[(j * rows + r) * outputs + k]!;
				weights[r * outputs + k]! +=
					significance * (sign[column]! * level + offset[column]!);
			}
		}
	});
	return weights;
}

/** What converters make of the columns of an output, in units of its sum. */
interface ConvertedBounds {
	/** By how much it may differ from the exact product. */
	readonly error: Interval;
	/** What their codes are worth at least and at most. */
	readonly codes: Interval;
}

/** [outputs] */
function convertedBounds(
	unit: EncodedSegment,
	plane: number,
	mapping: LayerMapping,
	design: Design,
): readonly ConvertedBounds[] {
	const { outputs, planes, sign, offset, rows } = unit;
	const { executed, adcOfProduct, inputPlanes, losslessAdc } = mapping;
	const input = inputPlanes[plane]!;
	const ones = interval(rows, 0, input);
	const anySign = invertsPlanes(design);
	return Array.from({ length: outputs }, (_, k) => {
		if (losslessAdc) return LOSSLESS;
		const error: Interval = { least: 0, most: 0 };
		const codes: Interval = { least: 0, most: 0 };
		planes.forEach(({ significance }, j) => {
			const product = plane * planes.length + j;
			if (executed[product] === 0) return;
			const adc = adcOfProduct[product]!;
			const worth = input.significance * significance;
			const column = j * outputs + k;
			for (const [factor, sums] of convertedSums(unit, column, input, design)) {
				const each = worth * sign[column]! * factor;
				widen(error, each, errorOf(adc, sums), anySign);
				widen(codes, each, codesOf(adc, sums), anySign);
			}
			const ofOnes = worth * offset[column]!;
			const isRead = hasUnitColumn(design);
			if (isRead) widen(error, ofOnes, errorOf(adc, ones), anySign);
			widen(codes, ofOnes, isRead ? codesOf(adc, ones) : ones, anySign);
		});
		// The sum of what full rows would give is added where a plane is inverted.
		return { error, codes: anySign ? UNBOUNDED : codes };
	});
}

/** Adds `worth` times an interval, or minus that. */
function widen(
	sum: Interval,
	worth: number,
	{ least, most }: Interval,
	anySign: boolean,
): void {
	const ends = [worth * least, worth * most];
	if (anySign) ends.push(-worth * least, -worth * most);
	sum.least += Math.min(...ends);
	sum.most += Math.max(...ends);
}

interface Interval {
	least: number;
	most: number;
}

const UNBOUNDED: Interval = {
	least: Number.NEGATIVE_INFINITY,
	most: Number.POSITIVE_INFINITY,
};

const LOSSLESS: ConvertedBounds = {
	error: { least: 0, most: 0 },
	codes: UNBOUNDED,
};

/** What levels that sum to so much can give under the digits of a plane. */
function interval(
	positive: number,
	negative: number,
	{ min, max }: { readonly min: number; readonly max: number },
): Interval {
	return {
		least: positive * Math.min(min, 0) - negative * Math.max(max, 0),
		most: positive * Math.max(max, 0) - negative * Math.min(min, 0),
	};
}

/** What is converted of a column: its sum, the difference of a pair, or each cell of a pair for itself. */
function convertedSums(
	{ rows, outputs, levels }: EncodedSegment,
	column: number,
	input: { readonly min: number; readonly max: number },
	design: Design,
): readonly (readonly [factor: 1 | -1, sums: Interval])[] {
	const [j, k] = [Math.floor(column / outputs), column % outputs];
	let positive = 0;
	let negative = 0;
	for (let r = 0; r < rows; r++) {
		const level = levels[(j * rows + r) * outputs + k]!;
		if (level > 0) positive += level;
		else negative -= level;
	}
	const isApart =
		weightEncoders[design.encoding.weights].cells === "pair" &&
		design.crossbar.pairs.subtraction === "digital";
	if (!isApart) return [[1, interval(positive, negative, input)]];
	return [
		[1, interval(positive, 0, input)],
		[-1, interval(negative, 0, input)],
	];
}

/** Least and most of code · step over the sums of an interval. */
function codesOf(adc: AdcRange, { least, most }: Interval): Interval {
	const { step, min, max, transitions } = adc;
	if (transitions)
		return { least: Math.min(0, step * min), most: Math.max(0, step * max) };
	const codeAt = (sum: number): number =>
		clamp(roundHalfToEven(sum / step), min, max) * step;
	return { least: codeAt(least), most: codeAt(most) };
}

/** Least and most of code · step − sum over the sums of an interval. */
function errorOf(adc: AdcRange, { least, most }: Interval): Interval {
	const { step, min, max, transitions } = adc;
	if (transitions) return errorOfTable(adc, { least, most });
	const rounding = step === 1 ? 0 : step / 2;
	const errorAt = (sum: number): number =>
		clamp(roundHalfToEven(sum / step), min, max) * step - sum;
	return {
		least: Math.min(-rounding, errorAt(most)),
		most: Math.max(rounding, errorAt(least)),
	};
}

function errorOfTable(
	{ step, transitions }: AdcRange,
	{ least, most }: Interval,
): Interval {
	const { thresholds, codes } = transitions!;
	let reached = 0;
	const error = { least: 0, most: 0 };
	for (let sum = least; sum <= most; sum++) {
		while (reached < thresholds.length && thresholds[reached]! <= sum)
			reached++;
		const own = codes[reached]! * step - sum;
		error.least = Math.min(error.least, own);
		error.most = Math.max(error.most, own);
	}
	return error;
}
