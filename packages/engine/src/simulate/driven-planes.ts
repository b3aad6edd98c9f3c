import { modulo16Bits } from "../base/codes.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";
import type { ProgrammedLayer } from "./program-layer.js";

/** Input planes that drive some row of an operation unit, as bits, [vectors]. */
export function drivenPlanes(
	programmed: ProgrammedLayer,
	unit: number,
	call: MatrixProductCall,
): Uint32Array {
	const { belowGreatest } = programmed.driveTable;
	const withDigits = planesWithDigits(programmed, unit, call);
	const [{ plan }] = programmed.groups[call.group]!;
	if (!plan.invertedFrom) return withDigits;
	// A plane that all rows would drive with the greatest digit drives none upside down.
	const notFull = planesOfSomeRow(belowGreatest, programmed, unit, call);
	return withDigits.map((planes, v) => planes & notFull[v]!);
}

/** Input planes with a digit that is not 0 in some row of an operation unit, as bits, [vectors]. */
export function planesWithDigits(
	programmed: ProgrammedLayer,
	unit: number,
	call: MatrixProductCall,
): Uint32Array {
	return planesOfSomeRow(programmed.driveTable.planes, programmed, unit, call);
}

/** @param planesOf planes of each activation code, as bits, [codes] */
function planesOfSomeRow(
	planesOf: Uint32Array,
	{ mapping, groups }: ProgrammedLayer,
	unit: number,
	{ inputs, vectors, layer, group }: MatrixProductCall,
): Uint32Array {
	const { least } = groups[group]![0].digits;
	const { start, rows } = mapping.operationUnits[unit]!;
	const codes = modulo16Bits(inputs);
	const driven = new Uint32Array(vectors);
	for (let v = 0; v < vectors; v++) {
		const first = v * layer.rows + start;
		let planes = 0;
		for (let r = first; r < first + rows; r++)
			planes |= planesOf[(codes[r]! - least) & 0xffff]!;
		driven[v] = planes;
	}
	return driven;
}
