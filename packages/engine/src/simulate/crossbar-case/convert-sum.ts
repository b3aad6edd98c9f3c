import { randomFor } from "../../base/random.js";
import { clamp, roundHalfToEven } from "../../base/round.js";
import { adcDefectsOf, hasIdealThresholds } from "../../design/adc-defects.js";
import { levelScale } from "../../design/cell-scale.js";
import { mitigationsOf } from "../../design/mitigations.js";
import { deviatingThresholds } from "../../device/deviating-adc.js";
import { readDeviation } from "../../device/read-deviation.js";
import { adcNumbers } from "../../map/adc-numbers.js";
import type { AdcRange } from "../../map/adc-policy/adc-range.js";
import { unitsPerArray } from "../../map/layer-plan.js";
import type { PlaneRead } from "./plane-read.js";

/** What draws tell apart: the converter of a whole column or of its positive cells, of the negative ones, of the ones. */
export type ConvertedCells = "positive" | "negative" | "unitCells";
const KINDS: readonly ConvertedCells[] = ["positive", "negative", "unitCells"];

/** What a sum reads as beside itself: the noise of the cells that were driven and of the converter, in levels. */
export function noiseOf(
	read: PlaneRead,
	{ step }: AdcRange,
	cells: readonly ConvertedCells[],
	column: number,
): number {
	const { thermalNoise } = adcDefectsOf(read.design);
	const variance =
		noiseVariance(read, cells, column) + (thermalNoise * step) ** 2;
	return drawNoise(read, KINDS.indexOf(cells[0]!), column, variance);
}

/** The code of a sum by the converter of its column, or of the column of ones beside output 0. */
export function codeOf(
	{ plan, design, segment, seed }: PlaneRead,
	range: AdcRange,
	column: number | "ones",
	sum: number,
): number {
	const { step, min, max } = range;
	if (!range.transitions && hasIdealThresholds(design))
		return clamp(roundHalfToEven(sum / step), min, max);
	const { ofColumn, ofUnitColumn } = adcNumbers(plan, design, 0, segment);
	const adc = column === "ones" ? ofUnitColumn[0]! : ofColumn[column]!;
	const { thresholds, codes } = hasIdealThresholds(design)
		? range.transitions!
		: deviatingThresholds(range, adcDefectsOf(design), { seed, layer: 0, adc });
	const beyond = thresholds.findIndex((level) => level > sum);
	return codes.at(beyond)!;
}

function noiseVariance(
	{ cells, design, digits }: PlaneRead,
	kinds: readonly ConvertedCells[],
	column: number,
): number {
	const { device, crossbar } = design;
	if (device.readNoise.kind === "none") return 0;
	const { range } = levelScale(device, crossbar.cellBits);
	const { cellsPerDigit } = mitigationsOf(design);
	let variance = 0;
	for (const kind of kinds) {
		const of = cells[kind];
		if (!of) continue;
		const width = of.length / digits.length;
		for (let r = 0; r < digits.length; r++) {
			const deviation = readDeviation(device, of[r * width + column]!, range);
			variance +=
				(digits[r]! * deviation) ** 2 /
				(kind === "unitCells" ? 1 : cellsPerDigit);
		}
	}
	return variance;
}

function drawNoise(
	{ seed, segment, unit, vector, plane, design }: PlaneRead,
	kind: number,
	column: number,
	variance: number,
): number {
	if (variance === 0) return 0;
	const random = randomFor(seed, "read noise of a crossbar");
	return (
		Math.sqrt(variance) *
		random.normal(
			segment * unitsPerArray(design) + unit,
			vector,
			plane * 4 + kind,
			column,
		)
	);
}
