import { roundHalfToEven } from "../../base/round.js";
import type { WireNetworkSolver } from "../../kernels/wire-network/contract.js";
import {
	type CrossSimArrays,
	mapCrossSim,
	offConductance,
} from "./crosssim-arrays.js";
import {
	type CrossSimRanges,
	crossSimConverter,
} from "./crosssim-converter.js";
import { type CrossSimParameters, checkServed } from "./crosssim-file.js";
import { cutInputs, type InputSlice } from "./crosssim-inputs.js";
import { type NamedCurrents, pairCurrents } from "./pair-currents.js";

export interface CrossSimOptions {
	readonly solver: WireNetworkSolver;
	readonly ranges: CrossSimRanges;
}

/** Currents that one converter group saw, and what it made of them. */
export interface CrossSimConversion {
	/** Numbers of the row and column partition, of the input step and of the weight slice. */
	readonly rowPartition: number;
	readonly columnPartition: number;
	/** −1 where the converter sees the sum over all steps. */
	readonly inputStep: number;
	readonly weightSlice: number;
	readonly array: NamedCurrents["array"];
	/** In units of a cell at its greatest conductance under a whole input, [batch × columns]. */
	readonly currents: readonly (readonly number[])[];
	readonly converted: readonly (readonly number[])[];
}

/** A product [rows of inputs × outputs] of plain numbers. */
export interface CrossSimProduct {
	readonly outputs: Float64Array;
	readonly trace: readonly CrossSimConversion[];
}

/**
 * Computes what the circuit gives that CrossSim's parameters describe, exactly: not what CrossSim 3.2.0 makes of it
 * where the two differ (docs/crossbar.md).
 *
 * @param weights [inputs × outputs]
 * @param inputs [batch × inputs]
 * @throws InputError where the parameters ask for what is not served
 */
export function crossSimProduct(
	weights: Float64Array,
	inputs: Float64Array,
	outputs: number,
	params: CrossSimParameters,
	{ solver, ranges }: CrossSimOptions,
): CrossSimProduct {
	checkServed(params);
	const rows = weights.length / outputs;
	const batch = inputs.length / rows;
	const result = new Float64Array(batch * outputs);
	const trace: CrossSimConversion[] = [];
	const { min, max } = params.core.mapping.weights;
	const greatest = Math.max(Math.abs(min), Math.abs(max));
	const inputRange = params.core.mapping.inputs.mvm;
	const unit =
		greatest * Math.max(Math.abs(inputRange.min), Math.abs(inputRange.max));
	const columnParts = partition(outputs, params.core.cols_max);
	const rowParts = partition(rows, params.core.rows_max);
	columnParts.forEach((across, columnPartition) => {
		rowParts.forEach((down, rowPartition) => {
			const part = cut(weights, outputs, down, across).map(
				(w) => Math.min(Math.max(w, min), max) / greatest,
			);
			const steps = cutInputs(
				cut(inputs, rows, { start: 0, size: batch }, down),
				params,
			);
			const own = readArrays(
				mapCrossSim(part, across.size, params),
				steps,
				{ rows: down.size, columns: across.size, batch },
				params,
				{ solver, ranges },
			);
			for (let b = 0; b < batch; b++)
				for (let k = 0; k < across.size; k++)
					result[b * outputs + across.start + k]! +=
						unit * own.outputs[b * across.size + k]!;
			trace.push(
				...own.trace.map((conversion) => ({
					rowPartition,
					columnPartition,
					...conversion,
				})),
			);
		});
	});
	return { outputs: result, trace };
}

interface Part {
	readonly start: number;
	readonly size: number;
}

/** As few parts as fit, of equal size but for the last one. */
function partition(total: number, most: number): readonly Part[] {
	const parts = most > 0 ? Math.ceil(total / most) : 1;
	const size = roundHalfToEven(total / parts);
	return Array.from({ length: parts }, (_, n) => ({
		start: n * size,
		size: n < parts - 1 ? size : total - n * size,
	}));
}

function cut(
	matrix: Float64Array,
	columns: number,
	down: Part,
	across: Part,
): Float64Array {
	const part = new Float64Array(down.size * across.size);
	for (let r = 0; r < down.size; r++) {
		const first = (down.start + r) * columns + across.start;
		part.set(matrix.subarray(first, first + across.size), r * across.size);
	}
	return part;
}

interface Size {
	readonly rows: number;
	readonly columns: number;
	readonly batch: number;
}

type OwnConversion = Omit<
	CrossSimConversion,
	"rowPartition" | "columnPartition"
>;

/** Outputs for weights and inputs of −1 … 1, [batch × columns]. */
function readArrays(
	{ slices, inputSumWorth }: CrossSimArrays,
	steps: readonly InputSlice[],
	{ rows, columns, batch }: Size,
	params: CrossSimParameters,
	{ solver, ranges }: CrossSimOptions,
): { outputs: Float64Array; trace: OwnConversion[] } {
	const outputs = new Float64Array(batch * columns);
	const trace: OwnConversion[] = [];
	const convertsSteps = params.xbar.adc.mvm.adc_per_ibit || steps.length === 1;
	const range = 1 - offConductance(params);
	const currentsOf = slices.map((slice) =>
		steps.map(({ drives }) =>
			pairCurrents(slice, drives, rows, params, solver),
		),
	);
	const reads = convertsSteps
		? steps.flatMap(({ worth }, inputStep) =>
				slices.map((slice, i) => ({
					slice,
					inputStep,
					worth: slice.worth * worth,
					currents: currentsOf[i]![inputStep]!,
				})),
			)
		: slices.map((slice, i) => ({
				slice,
				inputStep: -1,
				worth: slice.worth,
				currents: accumulate(currentsOf[i]!, steps),
			}));
	for (const { slice, inputStep, worth, currents } of reads) {
		const convert = crossSimConverter(params, slice.index, rows, ranges);
		const width = slice.hasUnitColumn ? columns + 1 : columns;
		for (const { array, values } of currents) {
			const converted = values.map(convert);
			trace.push({
				inputStep,
				weightSlice: slice.index,
				array,
				currents: rowsOf(values, width),
				converted: rowsOf(converted, width),
			});
			const sign = array === "negative" ? -1 : 1;
			for (let b = 0; b < batch; b++) {
				const reference = slice.hasUnitColumn
					? converted[b * width + columns]!
					: 0;
				for (let k = 0; k < columns; k++)
					outputs[b * columns + k]! +=
						(sign * worth * (converted[b * width + k]! - reference)) / range;
			}
		}
	}
	if (inputSumWorth !== 0)
		for (let b = 0; b < batch; b++) {
			const sum = steps.reduce(
				(total, { worth, drives }) =>
					total +
					worth *
						drives
							.subarray(b * rows, (b + 1) * rows)
							.reduce((ofStep, x) => ofStep + x, 0),
				0,
			);
			for (let k = 0; k < columns; k++)
				outputs[b * columns + k]! += inputSumWorth * sum;
		}
	return { outputs, trace };
}

/** Sum over the steps, as capacitors add it up. */
function accumulate(
	currents: readonly (readonly NamedCurrents[])[],
	steps: readonly InputSlice[],
): readonly NamedCurrents[] {
	return currents[0]!.map(({ array, values }, n) => ({
		array,
		values: values.map((_, at) =>
			steps.reduce(
				(sum, { worth }, k) => sum + worth * currents[k]![n]!.values[at]!,
				0,
			),
		),
	}));
}

/** A matrix as nested lists. */
export function rowsOf(values: Float64Array, width: number): number[][] {
	return Array.from({ length: values.length / width }, (_, b) => [
		...values.subarray(b * width, (b + 1) * width),
	]);
}
