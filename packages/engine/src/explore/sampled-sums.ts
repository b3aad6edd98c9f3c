import { codeOf } from "../base/code-rule.js";
import { randomFor } from "../base/random.js";
import { roundHalfToEven } from "../base/round.js";
import { offLevelsSubtracted } from "../design/cell-scale.js";
import type { Design } from "../design/design.js";
import { withIdealCells, withoutWires } from "../device/ideal-cells.js";
import { isIdeal } from "../device/is-ideal.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { ProgrammedSegment } from "../kernels/crossbar-mvm/contract.js";
import type { LayerMapping } from "../map/mapping.js";
import type { QuantizedMatrixLayer } from "../quantize/quantized-network.js";
import { codeRule } from "../quantize/tensor-code-rule.js";
import { programLayer } from "../simulate/program-layer.js";
import type { LayerVectors } from "./score-probe.js";

/** What a code is off by: from the sum that is converted, and what it should have been. */
export type Conversion = (sum: number, meant: number) => number;

/** Column sums of some vectors, product by product, and what errors in them do to the outputs. */
export interface SampledSums {
	readonly outputs: number;
	/** Vectors times outputs, over the groups. */
	readonly samples: number;
	/** Of what is converted, as whole levels. */
	readonly least: number;
	readonly greatest: number;
	/** Of the outputs, in real units, where each sum of a product is off by a function of it, [samples]. */
	errors(product: number, off: Conversion): Float64Array;
	/** What is missing without the product, of encoders without corrections, [samples]. */
	wholes(product: number): Float64Array;
	/** Σ |digit|^exponent · level that reading an input plane drives for one position of these outputs. */
	readonly driveOfPlane: Float64Array;
}

/** A segment that is read for a vector: its sums [planes × slices × outputs] in levels, and what they are worth. */
interface SegmentRead {
	readonly sums: Float64Array;
	/** Of cells that hold what they were meant to. */
	readonly meant: Float64Array;
	/** What level 0 conducts, which is taken off in logic, [planes]. */
	readonly takenOff: Float64Array;
	readonly group: number;
	readonly segment: number;
	readonly vector: number;
}

/**
 * Reads vectors through cells that deviate as the design says, but for what they see through wires: that depends on columns
 * which a few outputs do not have.
 */
export function sampleSums(
	layer: QuantizedMatrixLayer,
	mapping: LayerMapping,
	design: Design,
	{ values }: LayerVectors,
): SampledSums {
	const { rows, outputs } = layer;
	const { inputPlanes, weightPlanes } = mapping;
	const planes = inputPlanes.length;
	const slices = weightPlanes.length;
	const wireless = { ...withoutWires(design), adcDefects: undefined };
	const meantCells = programLayer(layer, mapping, withIdealCells(wireless));
	const cells = isIdeal(wireless)
		? meantCells
		: programLayer(layer, mapping, wireless);
	const offLevels = offLevelsSubtracted(
		design.device,
		design.crossbar.cellBits,
		weightEncoders[design.encoding.weights].cells,
	);
	const { groups } = cells;
	const rule = codeRule(layer.input);
	const driveOfPlane = new Float64Array(planes);
	const reads: SegmentRead[] = [];
	let vector = 0;
	for (let group = 0; group < groups.length; group++) {
		const [{ segments, plan, digits }] = groups[group]!;
		const [{ segments: meantSegments }] = meantCells.groups[group]!;
		const ofGroup = values[group]!;
		const count = ofGroup.length / rows;
		for (let v = 0; v < count; v++, vector++) {
			let start = v * rows;
			segments.forEach((part, segment) => {
				const driven = new Int8Array(planes * part.rows);
				for (let r = 0; r < part.rows; r++) {
					const code = codeOf(ofGroup[start + r]!, rule) - digits.least;
					for (let i = 0; i < planes; i++) {
						const at = i * part.rows + r;
						driven[at] = digits.digits[i * digits.codes + code]!;
						driveOfPlane[i]! +=
							(Math.abs(driven[at]!) ** plan.driveExponent *
								part.levelsPerRow[at]!) /
							count;
					}
				}
				const meant = sumColumns(driven, meantSegments[segment]!, planes);
				reads.push({
					sums:
						cells === meantCells
							? meant
							: readSums(driven, part, planes, reads.length),
					meant,
					takenOff: Float64Array.from(
						{ length: planes },
						(_, i) =>
							offLevels *
							sum(driven.subarray(i * part.rows, (i + 1) * part.rows)),
					),
					group,
					segment,
					vector,
				});
				start += part.rows;
			});
		}
	}
	const samples = vector * outputs;
	const worth = (group: number, product: number, k: number): number =>
		groups[group]![0].plan.significance[product]! *
		layer.input.scale *
		layer.weightScales[group * layer.outputs + k]!;
	let least = 0;
	let greatest = 0;
	for (const { sums } of reads) {
		for (const own of sums) {
			const whole = roundHalfToEven(own);
			if (whole < least) least = whole;
			if (whole > greatest) greatest = whole;
		}
	}
	const addUp = (
		product: number,
		off: (read: SegmentRead, at: number) => number,
	) => {
		const result = new Float64Array(samples);
		const slice = product % slices;
		for (const read of reads) {
			const { group, segment, vector: v } = read;
			const { sign, outputs: all } = groups[group]![0].segments[segment]!;
			for (let k = 0; k < outputs; k++)
				result[v * outputs + k]! +=
					sign[slice * all + k]! *
					worth(group, product, k) *
					off(read, product * outputs + k);
		}
		return result;
	};
	return {
		outputs,
		samples,
		least,
		greatest,
		errors: (product, off) => {
			const plane = Math.floor(product / slices);
			return addUp(product, ({ sums, meant, takenOff }, at) =>
				off(sums[at]!, meant[at]! + takenOff[plane]!),
			);
		},
		wholes: (product) => addUp(product, ({ meant }, at) => -meant[at]!),
		driveOfPlane,
	};
}

/** Column sums of a segment in levels, [planes × slices × outputs]. */
function sumColumns(
	driven: Int8Array,
	{
		rows,
		slices,
		outputs,
		positive,
		negative,
		fractionBits,
	}: ProgrammedSegment,
	planes: number,
): Float64Array {
	const sums = new Float64Array(planes * slices * outputs);
	const columns = slices * outputs;
	for (let i = 0; i < planes; i++) {
		for (let r = 0; r < rows; r++) {
			const digit = driven[i * rows + r]!;
			if (digit === 0) continue;
			const from = r * columns;
			const to = i * columns;
			for (let column = 0; column < columns; column++)
				sums[to + column]! +=
					digit * (positive[from + column]! - (negative?.[from + column] ?? 0));
		}
	}
	if (fractionBits > 0)
		for (let at = 0; at < sums.length; at++) sums[at]! *= 2 ** -fractionBits;
	return sums;
}

const readNoise = randomFor(1, "studied column sums");

/** The same with read noise, drawn for each of them. */
function readSums(
	driven: Int8Array,
	segment: ProgrammedSegment,
	planes: number,
	place: number,
): Float64Array {
	const { noise, fractionBits } = segment;
	const sums = sumColumns(driven, segment, planes);
	if (!noise) return sums;
	const variances = sumColumns(
		driven.map((digit) => digit * digit),
		{
			...segment,
			positive: Int32Array.from(noise.positive),
			negative: noise.negative && Int32Array.from(noise.negative, (v) => -v),
			fractionBits: 0,
		},
		planes,
	);
	return sums.map(
		(own, at) =>
			own +
			Math.sqrt(variances[at]!) *
				noise.deviation *
				2 ** -fractionBits *
				readNoise.normal(place, at),
	);
}

function sum(values: ArrayLike<number>): number {
	let total = 0;
	for (let n = 0; n < values.length; n++) total += values[n]!;
	return total;
}
