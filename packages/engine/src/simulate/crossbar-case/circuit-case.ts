import { InputError } from "../../base/input-error.js";
import {
	type CellCurve,
	curveSlope,
} from "../../kernels/wire-network/cell-curve.js";
import type {
	WireNetworkSolver,
	WireResistances,
} from "../../kernels/wire-network/contract.js";
import {
	type CellDrive,
	solveCells,
} from "../../kernels/wire-network/solve-cells.js";

/** A crossbar of stated conductances. */
export interface CircuitCase {
	/** S, [rows][columns]. */
	readonly conductances: readonly (readonly number[])[];
	/** V of the row drivers, or 0 and 1 of their gates, [batch][rows]. */
	readonly voltages: readonly (readonly number[])[];
	readonly wires: WireResistances;
	readonly curve: CellCurve;
	readonly drive: CellDrive;
}

/**
 * Currents out of the columns, A, [batch][columns].
 *
 * @throws InputError where shapes do not fit each other, gates are neither 0 nor 1, or the current of a cell falls
 */
export function runCircuitCase(
	{ conductances, voltages, wires, curve, drive }: CircuitCase,
	solver: WireNetworkSolver,
): number[][] {
	const rows = conductances.length;
	const columns = conductances[0]!.length;
	conductances.forEach((row, i) => {
		if (row.length !== columns)
			throw new InputError(
				`conductances[${i}]: found ${row.length} values, expected ${columns} as in the first row`,
			);
	});
	voltages.forEach((vector, b) => {
		if (vector.length !== rows)
			throw new InputError(
				`voltages[${b}]: found ${vector.length} values, expected ${rows}, one for each row of conductances`,
			);
		const wrong = vector.find((gate) => gate !== 0 && gate !== 1);
		if (drive.kind === "gates" && wrong !== undefined)
			throw new InputError(
				`voltages[${b}]: found ${wrong}, expected 0 or 1: rows are gates`,
			);
	});
	const driven = drive.kind === "gates" ? [drive.voltage] : voltages.flat();
	const greatest = driven.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
	if (curveSlope(curve, greatest) <= 0)
		throw new InputError(
			`curve: found a current that falls at ${greatest} V, expected one that rises up to the greatest voltage`,
		);
	const currents = solveCells(
		{
			network: {
				rows,
				columns,
				conductances: Float64Array.from(conductances.flat()),
				wires,
			},
			curve,
			drive,
		},
		Float64Array.from(voltages.flat()),
		solver,
	);
	return voltages.map((_, b) => [
		...currents.subarray(b * columns, (b + 1) * columns),
	]);
}
