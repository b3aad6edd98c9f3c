import type { MatrixProductCall } from "../quantize/integer-product.js";
import type { ProgrammedLayer } from "./program-layer.js";

/** Input planes with a digit that is not 0 in some row of an operation unit, as bits, [vectors]. */
export function planesWithDigits(
	{ mapping, groups, driveTable }: ProgrammedLayer,
	unit: number,
	{ inputs, vectors, layer, group }: MatrixProductCall,
): Uint32Array {
	const [{ digits }] = groups[group]!;
	const { start, rows } = mapping.operationUnits[unit]!;
	const { planes } = driveTable;
	const { least } = digits;
	return Uint32Array.from({ length: vectors }, (_, v) => {
		const first = v * layer.rows + start;
		let some = 0;
		for (let r = 0; r < rows; r++) some |= planes[inputs[first + r]! - least]!;
		return some;
	});
}

/** Input planes that drive some row of an operation unit, as bits, [vectors]. */
export function drivenPlanes(
	programmed: ProgrammedLayer,
	unit: number,
	call: MatrixProductCall,
): Uint32Array {
	const some = planesWithDigits(programmed, unit, call);
	const [{ plan }] = programmed.groups[call.group]!;
	if (!plan.invertedFrom) return some;
	// A plane that all rows would drive drives none upside down.
	const full = fullPlanes(programmed, unit, call);
	return some.map((planes, v) => planes & ~full[v]!);
}

/** Input planes with the greatest digit in all rows of an operation unit, as bits, [vectors]. */
function fullPlanes(
	{ mapping, groups, driveTable }: ProgrammedLayer,
	unit: number,
	{ inputs, vectors, layer, group }: MatrixProductCall,
): Uint32Array {
	const [{ digits }] = groups[group]!;
	const { start, rows } = mapping.operationUnits[unit]!;
	return Uint32Array.from({ length: vectors }, (_, v) => {
		const first = v * layer.rows + start;
		let all = -1;
		for (let r = 0; r < rows; r++)
			all &= driveTable.full[inputs[first + r]! - digits.least]!;
		return all;
	});
}
