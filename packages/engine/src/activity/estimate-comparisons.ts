import { normalQuantile } from "../base/normal-quantile.js";
import { clamp, roundHalfToEven } from "../base/round.js";
import type { Design } from "../design/design.js";
import { layerEncoding } from "../design/layer-overrides.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import { comparisonsOf, stopsEarly } from "../map/adc-policy/early-stop.js";
import type { LayerPlan } from "../map/layer-plan.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import { operandRange } from "../network/operand-range.js";
import type { ArrayActivity } from "./activity.js";
import { digitsOfEvenWeights, evenCodes } from "./even-codes.js";

/** Sums that stand for all: the middles of so many equally likely parts. */
const PARTS = 256;

/**
 * Comparisons of converters that may stop early, without data: column sums are taken to be normal, with the mean and
 * variance of independent digits of evenly spread codes. Real sums are smaller. Where conversions follow each other
 * without a pause the busiest array is taken to be an average one.
 *
 * @returns nothing where no converter stops early
 */
export function estimateComparisons(
	layer: LayerPlan,
	design: Design,
): Pick<ArrayActivity, "comparisonsOfBits" | "steps"> {
	const { adcOfProduct, executed, inputPlanes, weightPlanes } = layer;
	if (!stopsEarly(adcOfProduct)) return {};
	const { shape, operationUnits, columnTiles } = layer;
	const vectors = shape.positions * shape.groups;
	const slicePerArray = design.crossbar.columnLayout === "slice-per-array";
	const columns = columnMoments(layer, design);
	const comparisonsOfBits: Record<number, number> = {};
	const busiest = inputPlanes.map(() => 0);
	inputPlanes.forEach((_, i) => {
		const digits = digitMoments(i, layer, design);
		const run = weightPlanes
			.map((__, j) => j)
			.filter((j) => executed[i * weightPlanes.length + j] === 1);
		const outputs = Math.min(layer.outputsPerArray, shape.outputs);
		operationUnits.forEach(({ rows }) => {
			let ofTile = 0;
			const add = (
				adc: AdcRange,
				cells: Moments,
				outputsOfTile: number,
				all: number,
			) => {
				const each = meanComparisons(adc, rows, digits, cells);
				comparisonsOfBits[adc.bits] =
					(comparisonsOfBits[adc.bits] ?? 0) + vectors * all * each;
				ofTile += outputsOfTile * each;
			};
			for (const j of run) {
				const adc = adcOfProduct[i * weightPlanes.length + j]!;
				for (const cells of columns[j]!)
					add(adc, cells, outputs, shape.outputs);
			}
			const arrays = slicePerArray ? run.length : Math.min(run.length, 1);
			if (hasUnitColumn(design))
				add(layer.adc, ONES, arrays, arrays * columnTiles);
			busiest[i] = Math.max(busiest[i]!, ofTile);
		});
	});
	if (design.crossbar.adcSequence !== "compacted") return { comparisonsOfBits };
	const { positions } = shape;
	return {
		comparisonsOfBits,
		steps: {
			positions: [busiest.map((most) => (most > 0 ? positions : 0))],
			comparisons: [busiest.map((most) => positions * most)],
		},
	};
}

/** Of the digits of a row, or the levels of a column. */
interface Moments {
	readonly mean: number;
	readonly meanSquare: number;
}

const ONES: Moments = { mean: 1, meanSquare: 1 };

function momentsOf(values: ArrayLike<number>): Moments {
	let sum = 0;
	let squares = 0;
	for (let n = 0; n < values.length; n++) {
		sum += values[n]!;
		squares += values[n]! ** 2;
	}
	return { mean: sum / values.length, meanSquare: squares / values.length };
}

function meanComparisons(
	adc: AdcRange,
	rows: number,
	digits: Moments,
	cells: Moments,
): number {
	const comparisons = comparisonsOf(adc);
	const mean = digits.mean * cells.mean;
	const variance = digits.meanSquare * cells.meanSquare - mean * mean;
	const deviation = Math.sqrt(Math.max(0, rows * variance));
	let sum = 0;
	for (let part = 0; part < PARTS; part++) {
		const columnSum =
			rows * mean + deviation * normalQuantile((part + 0.5) / PARTS);
		const code = roundHalfToEven(columnSum / adc.step);
		sum += comparisons(clamp(code, adc.min, adc.max));
	}
	return sum / PARTS;
}

/** What is converted of each slice: a column, the difference of a pair, or each of its columns. */
function columnMoments(
	layer: LayerPlan,
	design: Design,
): readonly (readonly Moments[])[] {
	const { cells } = weightEncoders[design.encoding.weights];
	const apart =
		cells === "pair" && design.crossbar.pairs.subtraction === "digital";
	return digitsOfEvenWeights(layer, design).map((own) => {
		if (!apart) return [momentsOf(own)];
		const up = own.map((level) => Math.max(level, 0));
		const down = own.map((level) => Math.max(-level, 0));
		return [momentsOf(up), momentsOf(down)];
	});
}

function digitMoments(
	plane: number,
	{ inputBits, greatestInput, shape }: LayerPlan,
	design: Design,
): Moments {
	const { inputs, digitBits } = layerEncoding(design, shape.layer);
	const encoder = inputEncoders[inputs];
	const codes = evenCodes(
		...operandRange(inputBits, shape.signedInputs, greatestInput),
	);
	return momentsOf(
		codes.map((code) =>
			encoder.digit(code, plane, inputBits, shape.signedInputs, digitBits),
		),
	);
}
