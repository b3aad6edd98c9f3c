import { wasmLookUpCodes } from "../kernels/look-up-codes/wasm.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";
import type { ProgrammedLayer } from "./program-layer.js";

/** Input planes that drive some row of each operation unit, as bits, [operation units][vectors]. */
export function drivenPlanes(
	programmed: ProgrammedLayer,
	call: MatrixProductCall,
): readonly Uint32Array[] {
	const { belowGreatest } = programmed.driveTable;
	const withDigits = planesWithDigits(programmed, call);
	const [{ plan }] = programmed.groups[call.group]!;
	if (!plan.invertedFrom) return withDigits;
	// A plane that all rows would drive with the greatest digit drives none upside down.
	const notFull = planesOfSomeRow(belowGreatest, programmed, call);
	return withDigits.map((ofUnit, unit) =>
		ofUnit.map((planes, v) => planes & notFull[unit]![v]!),
	);
}

/** Input planes with a digit that is not 0 in some row of each operation unit, as bits, [operation units][vectors]. */
export function planesWithDigits(
	programmed: ProgrammedLayer,
	call: MatrixProductCall,
): readonly Uint32Array[] {
	return planesOfSomeRow(programmed.driveTable.planes, programmed, call);
}

/** @param table planes of each activation code, as bits, [codes] */
function planesOfSomeRow(
	table: Uint32Array,
	{ mapping, groups }: ProgrammedLayer,
	{ inputs: codes, vectors, layer: { rows }, group }: MatrixProductCall,
): readonly Uint32Array[] {
	const { least } = groups[group]![0].digits;
	return wasmLookUpCodes.joinByVector(
		{ codes, vectors, rows, least, table },
		mapping.operationUnits,
	);
}
