import { InputError } from "../../base/input-error.js";
import {
	inputSumFactor,
	offLevelsSubtracted,
} from "../../design/cell-scale.js";
import type { Design } from "../../design/design.js";
import { layerEncoding } from "../../design/layer-overrides.js";
import { holdArray } from "../../device/hold-array.js";
import type { HeldCells } from "../../device/program-levels.js";
import { encodeInputs, isInverted } from "../../encode/input-encoder.js";
import { inputEncoders } from "../../encode/input-encoders.js";
import type { EncodedSegment } from "../../encode/weight-encoder.js";
import { weightEncoderOf } from "../../encode/weight-encoder-of.js";
import { weightEncoders } from "../../encode/weight-encoders.js";
import type { WireNetworkSolver } from "../../kernels/wire-network/contract.js";
import type { AdcRange } from "../../map/adc-policy/adc-range.js";
import type { LayerPlan } from "../../map/layer-plan.js";
import { hasUnitColumn, planLayer } from "../../map/plan-layer.js";
import { invertsPlanes } from "../../map/weight-sums.js";
import type { LayerShape } from "../../network/layer-shape.js";
import { operandRange } from "../../network/operand-range.js";
import { joinRows, levelCells } from "../level-cells.js";
import { layoutOf } from "../program-array.js";
import { codeOf, noiseOf } from "./convert-sum.js";
import type { HeldUnit, PlaneRead } from "./plane-read.js";

/** Integer operands of one matrix on arrays of a design. */
export interface WeightsCase {
	/** Integers, [rows × outputs]. */
	readonly weights: Int32Array;
	/** Integers, [batch × rows]. */
	readonly inputs: Int32Array;
	readonly outputs: number;
	readonly design: Design;
	/** Of the chip. */
	readonly seed: number;
}

/** What one partial product of a row segment was read as. */
export interface PartialSum {
	readonly segment: number;
	/** Operation unit of the segment: rows that are read at once. */
	readonly unit: number;
	readonly inputPlane: number;
	readonly weightPlane: number;
	/** In a pair that is converted one by one, which column. */
	readonly column: "whole" | "positive" | "negative";
	/** In levels, [batch][outputs]. */
	readonly sums: number[][];
	/** ADC codes, each worth `step` levels, likewise. */
	readonly codes: number[][];
	readonly step: number;
}

export interface WeightsResult {
	/** [batch × outputs] */
	readonly outputs: Float64Array;
	readonly trace: readonly PartialSum[];
}

/**
 * Reads a matrix through the arrays of a design in float64: conductances are not rounded to a grid, as they are where
 * networks are simulated.
 *
 * @throws InputError where operands or design do not fit
 */
export function runWeightsCase(
	given: WeightsCase,
	solver: WireNetworkSolver,
): WeightsResult {
	const { weights, inputs, outputs, design } = given;
	const rows = weights.length / outputs;
	const plan = planLayer(shapeOf(given, rows), design);
	checkOperands(
		"weights",
		weights,
		...operandRange(plan.weightBits, true, plan.greatestWeight),
	);
	checkOperands(
		"inputs",
		inputs,
		...operandRange(
			plan.inputBits,
			plan.shape.signedInputs,
			plan.greatestInput,
		),
	);
	const result = new Float64Array((inputs.length / rows) * outputs);
	const trace: PartialSum[] = [];
	plan.segments.forEach((_, segment) => {
		trace.push(...readSegment(given, plan, segment, solver, result));
	});
	return { outputs: result, trace };
}

function shapeOf(
	{ inputs, outputs, design }: WeightsCase,
	rows: number,
): LayerShape {
	return {
		layer: "crossbar",
		rows,
		outputs,
		groups: 1,
		positions: 1,
		signedInputs:
			design.operands.inputSign === "signed" || inputs.some((x) => x < 0),
		inputValues: rows,
		leadPositions: 1,
		activations: 0,
		poolOutputs: 0,
	};
}

function checkOperands(
	name: string,
	values: Int32Array,
	least: number,
	greatest: number,
): void {
	const wrong = values.find((value) => value < least || value > greatest);
	if (wrong !== undefined)
		throw new InputError(
			`${name}: found ${wrong}, expected integers from ${least} to ${greatest}, as the design's operands have them`,
		);
}

/** Adds what one row segment gives to the outputs, operation unit by operation unit. */
function readSegment(
	given: WeightsCase,
	plan: LayerPlan,
	segment: number,
	solver: WireNetworkSolver,
	result: Float64Array,
): PartialSum[] {
	const units = plan.operationUnits.filter((unit) => unit.segment === segment);
	const encoded = units.map(({ start, rows }) =>
		weightEncoderOf(given.design, plan.shape.layer).encode(
			{
				rows,
				outputs: given.outputs,
				weights: given.weights.subarray(
					start * given.outputs,
					(start + rows) * given.outputs,
				),
			},
			plan.weightBits,
			given.design.crossbar.cellBits,
			plan.greatestWeight,
		),
	);
	const held = hold(encoded, plan, segment, given, solver);
	return units.flatMap(({ start }, u) => {
		const reads: PartialSum[] = [];
		readUnit(
			{ encoded: encoded[u]!, cells: held[u]!, plan, segment, unit: u, start },
			given,
			result,
			reads,
		);
		return reads;
	});
}

function readUnit(
	held: HeldUnit,
	{ weights, inputs, outputs, design, seed }: WeightsCase,
	result: Float64Array,
	reads: PartialSum[],
): void {
	const { plan, start, encoded } = held;
	const { rows } = encoded;
	const encoding = layerEncoding(design, plan.shape.layer);
	const width = weights.length / outputs;
	for (let vector = 0; vector < inputs.length / width; vector++) {
		const first = vector * width + start;
		const digits = encodeInputs(
			inputEncoders[encoding.inputs],
			inputs.subarray(first, first + rows),
			plan.inputBits,
			plan.shape.signedInputs,
			encoding.digitBits,
		);
		plan.inputPlanes.forEach(({ max }, plane) => {
			const asked = digits.subarray(plane * rows, (plane + 1) * rows);
			const sum = asked.reduce((total, digit) => total + digit, 0);
			const inverted = invertsPlanes(design) && isInverted(sum, rows, max);
			readPlane(
				{
					...held,
					design,
					seed,
					plane,
					vector,
					digits: inverted ? asked.map((digit) => max - digit) : asked,
					inverted,
				},
				result.subarray(vector * outputs, (vector + 1) * outputs),
				reads,
			);
		});
	}
}

/** Programs a segment, looks at it through its wires, and parts it into its operation units. */
function hold(
	units: readonly EncodedSegment[],
	plan: LayerPlan,
	segment: number,
	{ design, seed, outputs }: WeightsCase,
	solver: WireNetworkSolver,
): HeldCells[] {
	const { cells: kind } = weightEncoders[design.encoding.weights];
	const place = { seed, crossbar: segment, cellBits: design.crossbar.cellBits };
	const slices = plan.weightPlanes.length;
	const array = holdArray(
		joinRows(units.map((unit) => levelCells(unit, kind))),
		layoutOf(units[0]!, plan, design),
		design,
		place,
		solver,
	);
	let first = 0;
	return units.map(({ rows }) => {
		const ofRows = (of: Float64Array, width: number) =>
			of.subarray(first * width, (first + rows) * width);
		const columns = slices * outputs;
		const unit = {
			rows,
			positive: ofRows(array.positive, columns),
			negative: array.negative && ofRows(array.negative, columns),
			unitCells: ofRows(array.unitCells, 1),
		};
		first += rows;
		return unit;
	});
}

/** Reads the slices that run with one input plane. */
function readPlane(
	read: PlaneRead,
	out: Float64Array,
	trace: PartialSum[],
): void {
	const { encoded, cells, plan, design, segment, unit, plane, vector } = read;
	const { digits, inverted } = read;
	const { outputs, sign, offset } = encoded;
	const slices = plan.weightPlanes.length;
	const off = offLevelsSubtracted(
		design.device,
		design.crossbar.cellBits,
		weightEncoders[design.encoding.weights].cells,
	);
	const isDigital =
		cells.negative !== undefined &&
		design.crossbar.pairs.subtraction === "digital";
	plan.weightPlanes.forEach((weightPlane, j) => {
		const product = plane * slices + j;
		if (plan.executed[product] === 0) return;
		const adc = plan.adcOfProduct[product]!;
		const inputSum = sumInputs(read, adc);
		const significance =
			plan.inputPlanes[plane]!.significance * weightPlane.significance;
		const record = (column: PartialSum["column"], sums: number[]) => {
			const codes = sums.map((sum, k) =>
				codeOf(read, adc, j * outputs + k, sum),
			);
			recordIn(
				trace,
				{
					segment,
					unit,
					inputPlane: plane,
					weightPlane: j,
					column,
					step: adc.step,
				},
				vector,
				sums,
				codes,
			);
			return codes;
		};
		const columns = Array.from({ length: outputs }, (_, k) => j * outputs + k);
		const sumOf = (kind: "positive" | "negative", column: number) =>
			columnSum(cells[kind]!, digits, column);
		const converted = isDigital
			? (["positive", "negative"] as const).map((kind) =>
					record(
						kind,
						columns.map(
							(column) =>
								sumOf(kind, column) + noiseOf(read, adc, [kind], column),
						),
					),
				)
			: [
					record(
						"whole",
						columns.map(
							(column) =>
								sumOf("positive", column) -
								(cells.negative ? sumOf("negative", column) : 0) +
								noiseOf(read, adc, ["positive", "negative"], column),
						),
					),
				];
		columns.forEach((column, k) => {
			const code = converted[0]![k]! - (converted[1]?.[k] ?? 0);
			const product =
				sign[column]! * adc.step * code +
				inputSum *
					inputSumFactor(
						{ sign: sign[column]!, offset: offset[column]! },
						off,
						hasUnitColumn(design) ? "unit-column" : "counted",
					);
			out[k]! +=
				significance *
				(inverted ? fullProduct(read, column) - product : product);
		});
	});
}

/** What a column was meant to give if all rows were driven as far as they can be. */
function fullProduct(
	{ encoded: { rows, levels, sign, offset, outputs }, plan, plane }: PlaneRead,
	column: number,
): number {
	const slice = Math.floor(column / outputs);
	let sum = 0;
	for (let r = 0; r < rows; r++)
		sum += levels[(slice * rows + r) * outputs + (column % outputs)]!;
	const { max } = plan.inputPlanes[plane]!;
	return max * (sign[column]! * sum + rows * offset[column]!);
}

/** Counted, or read from the column of ones; with the conductance of level 0 a one is that much more than 1. */
function sumInputs(read: PlaneRead, adc: AdcRange): number {
	const { cells, design, digits } = read;
	if (!hasUnitColumn(design))
		return digits.reduce((sum, digit) => sum + digit, 0);
	const sum = columnSum(cells.unitCells, digits, 0);
	const noise = noiseOf(read, adc, ["unitCells"], 0);
	return adc.step * codeOf(read, adc, "ones", sum + noise);
}

function columnSum(
	cells: Float64Array,
	digits: Int8Array,
	column: number,
): number {
	const width = cells.length / digits.length;
	let sum = 0;
	for (let r = 0; r < digits.length; r++)
		sum += digits[r]! * cells[r * width + column]!;
	return sum;
}

/** Puts the sums of a vector with those of the vectors before it. */
function recordIn(
	trace: PartialSum[],
	place: Omit<PartialSum, "sums" | "codes">,
	vector: number,
	sums: number[],
	codes: number[],
): void {
	const known = trace.find(
		(one) =>
			one.inputPlane === place.inputPlane &&
			one.weightPlane === place.weightPlane &&
			one.column === place.column,
	);
	const record = known ?? { ...place, sums: [], codes: [] };
	if (!known) trace.push(record);
	record.sums[vector] = sums;
	record.codes[vector] = codes;
}
