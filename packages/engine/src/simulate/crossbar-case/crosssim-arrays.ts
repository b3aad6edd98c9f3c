import { roundHalfToEven } from "../../base/round.js";
import type { CrossSimParameters } from "./crosssim-file.js";

/** Crossbars of one partition of a matrix, and what their currents are worth. */
export interface CrossSimArrays {
	readonly slices: readonly CrossSimSlice[];
	/** What `Σ x` of the whole inputs is worth besides, for inputs of 0 … 1 and weights of −1 … 1. */
	readonly inputSumWorth: number;
}

/** One array, or a positive and a negative one. */
export interface CrossSimSlice {
	/** What a current of a cell of `greatest conductance − least` is worth, for weights of −1 … 1. */
	readonly worth: number;
	/** Conductances over the greatest one, [rows × columns]. */
	readonly positive: Float64Array;
	readonly negative?: Float64Array | undefined;
	/** The last column is a reference that is subtracted from the others. */
	readonly hasUnitColumn: boolean;
	/** Least significant first. */
	readonly index: number;
}

/** Conductance of a cell that is off, over that of one that is on. */
export function offConductance({ xbar }: CrossSimParameters): number {
	const { infinite_on_off_ratio, Rmin, Rmax } = xbar.device;
	return infinite_on_off_ratio ? 0 : Rmin / Rmax;
}

/**
 * Maps weights of −1 … 1 to conductances.
 *
 * @param weights [rows × columns]
 */
export function mapCrossSim(
	weights: Float64Array,
	columns: number,
	params: CrossSimParameters,
): CrossSimArrays {
	switch (params.core.style) {
		case 1:
			return balanced(weights, params);
		case 2:
			return sliced(weights, columns, params);
		case 3:
			return offset(weights, columns, params);
		default:
			return params.core.style satisfies never;
	}
}

/** The sign chooses the array of a pair (one-sided), or both meet in the middle (two-sided). */
function balanced(
	weights: Float64Array,
	params: CrossSimParameters,
): CrossSimArrays {
	const program = cellProgrammer(params);
	const isTwoSided = params.core.balanced.style === 2;
	const cells = (sign: 1 | -1) =>
		weights.map((w) =>
			program(isTwoSided ? (1 + sign * w) / 2 : Math.max(sign * w, 0)),
		);
	return {
		slices: [
			{
				worth: 1,
				positive: cells(1),
				negative: cells(-1),
				hasUnitColumn: false,
				index: 0,
			},
		],
		inputSumWorth: 0,
	};
}

/** Share of the range, 0 … 1, to a conductance; cells of stated bits hold 2^bits evenly spaced ones up to the greatest. */
function cellProgrammer(params: CrossSimParameters): (share: number) => number {
	const off = offConductance(params);
	const { cell_bits } = params.xbar.device;
	const top = 2 ** cell_bits - 1;
	return (share) => {
		const held = cell_bits > 0 ? roundHalfToEven(share * top) / top : share;
		return off + (1 - off) * held;
	};
}

/** Weights are shifted to be positive. Cells of stated bits leave their top level out, so that 0 is a level. */
function offset(
	weights: Float64Array,
	columns: number,
	params: CrossSimParameters,
): CrossSimArrays {
	const off = offConductance(params);
	const { cell_bits } = params.xbar.device;
	const half = 2 ** (cell_bits - 1) - 1;
	const top = 2 ** cell_bits - 1;
	const cells = weights.map((w) => {
		const share =
			cell_bits > 0 ? (roundHalfToEven(w * half) + half) / top : (1 + w) / 2;
		return off + (1 - off) * share;
	});
	/** Share of the range that stands for 0, and weight of a whole range. */
	const [zero, range] = cell_bits > 0 ? [half / top, top / half] : [0.5, 2];
	const reference = off + (1 - off) * zero;
	return withReference(
		[{ cells, reference, worth: range }],
		columns,
		-1,
		params,
	);
}

/** Digits of the integer weight, each in an array or a pair of its own. */
function sliced(
	weights: Float64Array,
	columns: number,
	params: CrossSimParameters,
): CrossSimArrays {
	const off = offConductance(params);
	const { weight_bits, bit_sliced } = params.core;
	const isBalanced = bit_sliced.style === 1;
	const bits = isBalanced ? weight_bits - 1 : weight_bits;
	const digitBits = Math.ceil(bits / bit_sliced.num_slices);
	const top = 2 ** digitBits - 1;
	const greatest = 2 ** (weight_bits - 1) - 1;
	const integers = weights.map((w) => roundHalfToEven(w * greatest));
	const digitOf = (value: number, slice: number) =>
		Math.floor(value / 2 ** (digitBits * slice)) % 2 ** digitBits;
	const indices = Array.from({ length: bit_sliced.num_slices }, (_, i) => i);
	const worthOf = (i: number) => (2 ** (digitBits * i) * top) / greatest;
	if (isBalanced) {
		const cells = (sign: 1 | -1, i: number) =>
			integers.map(
				(w) => off + ((1 - off) * digitOf(Math.max(sign * w, 0), i)) / top,
			);
		return {
			slices: indices.map((i) => ({
				worth: worthOf(i),
				positive: cells(1, i),
				negative: cells(-1, i),
				hasUnitColumn: false,
				index: i,
			})),
			inputSumWorth: 0,
		};
	}
	const shift = 2 ** (weight_bits - 1);
	return withReference(
		indices.map((i) => ({
			cells: integers.map(
				(w) => off + ((1 - off) * digitOf(w + shift, i)) / top,
			),
			reference: off + ((1 - off) * digitOf(shift, i)) / top,
			worth: worthOf(i),
		})),
		columns,
		-shift / greatest,
		params,
	);
}

interface OffsetSlice {
	readonly cells: Float64Array;
	/** Conductance of a cell of the slice that stands for a weight of 0. */
	readonly reference: number;
	readonly worth: number;
}

/** The shift is taken off by a column of reference cells, or in logic. */
function withReference(
	slices: readonly OffsetSlice[],
	columns: number,
	shiftWorth: number,
	params: CrossSimParameters,
): CrossSimArrays {
	const hasUnitColumn = params.core.offset.style === 2;
	const off = offConductance(params);
	const offWorth = slices.reduce(
		(sum, { worth }) => sum + (worth * off) / (1 - off),
		0,
	);
	return {
		slices: slices.map(({ cells, reference, worth }, index) => ({
			worth,
			positive: hasUnitColumn ? withColumn(cells, columns, reference) : cells,
			hasUnitColumn,
			index,
		})),
		inputSumWorth: hasUnitColumn ? 0 : shiftWorth - offWorth,
	};
}

function withColumn(
	cells: Float64Array,
	columns: number,
	value: number,
): Float64Array {
	const rows = cells.length / columns;
	const wider = new Float64Array(rows * (columns + 1)).fill(value);
	for (let r = 0; r < rows; r++)
		wider.set(
			cells.subarray(r * columns, (r + 1) * columns),
			r * (columns + 1),
		);
	return wider;
}
