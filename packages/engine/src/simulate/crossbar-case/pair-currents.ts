import { InputError } from "../../base/input-error.js";
import type { CellCurve } from "../../kernels/wire-network/cell-curve.js";
import {
	NO_WIRES,
	type WireNetworkSolver,
	type WireResistances,
} from "../../kernels/wire-network/contract.js";
import {
	type CellDrive,
	solveCells,
} from "../../kernels/wire-network/solve-cells.js";
import type { CrossSimSlice } from "./crosssim-arrays.js";
import type { CrossSimParameters } from "./crosssim-file.js";

/** Currents that a converter sees, by the array that they come from. */
export interface NamedCurrents {
	readonly array: "pair" | "positive" | "negative" | "single";
	/** [batch × columns] */
	readonly values: Float64Array;
}

/** Of CrossSim's CubicDevice: I = G (V − V³ / 4), V in volt. */
const CUBIC: CellCurve = { kind: "cubic", coefficient: -0.25 };

/**
 * Currents of a slice in units of a cell at its greatest conductance under a whole input: of a pair as one where they
 * are subtracted in the array.
 *
 * @param drives −1 … 1, [batch × rows]
 */
export function pairCurrents(
	{ positive, negative }: CrossSimSlice,
	drives: Float64Array,
	rows: number,
	params: CrossSimParameters,
	solver: WireNetworkSolver,
): readonly NamedCurrents[] {
	const { core, xbar } = params;
	const { interleaved_posneg, subtract_current_in_xbar } = core.balanced;
	const isWired = xbar.array.parasitics.enable;
	if (!negative)
		return [
			{
				array: "single",
				values: arrayCurrents(positive, drives, rows, params, solver),
			},
		];
	if (interleaved_posneg && subtract_current_in_xbar && isWired) {
		// Both cells of a pair meet a column at one node; their rows are driven with opposite voltages.
		const values = arrayCurrents(
			interleave(positive, negative, rows),
			interleave(
				drives,
				drives.map((x) => -x),
				drives.length,
			),
			2 * rows,
			params,
			solver,
			true,
		);
		return [{ array: "pair", values }];
	}
	const plus = arrayCurrents(positive, drives, rows, params, solver);
	const minus = arrayCurrents(negative, drives, rows, params, solver);
	return subtract_current_in_xbar
		? [{ array: "pair", values: plus.map((x, at) => x - minus[at]!) }]
		: [
				{ array: "positive", values: plus },
				{ array: "negative", values: minus },
			];
}

/** Rows of a and b in turn. */
function interleave(
	a: Float64Array,
	b: Float64Array,
	rows: number,
): Float64Array {
	const width = a.length / rows;
	const both = new Float64Array(2 * a.length);
	for (let r = 0; r < rows; r++) {
		both.set(a.subarray(r * width, (r + 1) * width), 2 * r * width);
		both.set(b.subarray(r * width, (r + 1) * width), (2 * r + 1) * width);
	}
	return both;
}

/** @param cells conductances over the greatest one, [rows × columns] */
function arrayCurrents(
	cells: Float64Array,
	drives: Float64Array,
	rows: number,
	{ xbar }: CrossSimParameters,
	solver: WireNetworkSolver,
	pairedRows = false,
): Float64Array {
	const { Rmin, Vread, nonlinear_IV } = xbar.device;
	const { enable, current_from_input } = xbar.array.parasitics;
	const isGated = enable && !current_from_input;
	const isBinary = drives.every((x) => x === 0 || x === 1);
	if (isGated && !isBinary)
		throw new InputError(
			"params.xbar.array.parasitics.current_from_input: found false with inputs that are not driven bit by bit, expected digits 0 and 1: rows are gates",
		);
	const drive: CellDrive = isGated
		? { kind: "gates", voltage: Vread }
		: { kind: "rows" };
	const currents = solveCells(
		{
			network: {
				rows,
				columns: cells.length / rows,
				conductances: cells.map((g) => g / Rmin),
				wires: wiresOf(xbar.array.parasitics),
				pairedRows,
			},
			curve: nonlinear_IV.enable ? CUBIC : undefined,
			drive,
		},
		isGated ? drives : drives.map((x) => x * Vread),
		solver,
	);
	const unit = Vread / Rmin;
	return currents.map((current) => current / unit);
}

function wiresOf({
	enable,
	Rp_row,
	Rp_col,
	Rp_row_terminal,
	Rp_col_terminal,
}: CrossSimParameters["xbar"]["array"]["parasitics"]): WireResistances {
	if (!enable) return NO_WIRES;
	return {
		rowSegment: Rp_row,
		columnSegment: Rp_col,
		rowSource: Rp_row_terminal,
		columnSense: Rp_col_terminal,
	};
}
