import type { MatrixProductCall } from "../quantize/integer-product.js";
import type { ProgrammedLayer } from "./program-layer.js";

/** Input planes of an operation unit as bits, [vectors]. */
export interface PlaneDigits {
	/** Planes with a digit that is not 0 in some row. */
	readonly some: Uint32Array;
	/** Planes with the greatest digit in all rows. */
	readonly full: Uint32Array;
}

/** Looks at the digits of all rows of an operation unit. */
export function planeDigits(
	{ mapping, groups, driveTable }: ProgrammedLayer,
	unit: number,
	{ inputs, vectors, layer, group }: MatrixProductCall,
): PlaneDigits {
	const [{ digits }] = groups[group]!;
	const { start, rows } = mapping.operationUnits[unit]!;
	const some = new Uint32Array(vectors);
	const full = new Uint32Array(vectors);
	for (let v = 0; v < vectors; v++) {
		const first = v * layer.rows + start;
		let ofSome = 0;
		let ofAll = -1;
		for (let r = 0; r < rows; r++) {
			const code = inputs[first + r]! - digits.least;
			ofSome |= driveTable.planes[code]!;
			ofAll &= driveTable.full[code]!;
		}
		some[v] = ofSome;
		full[v] = ofAll;
	}
	return { some, full };
}

/** Input planes that drive some row of an operation unit, as bits, [vectors]. */
export function drivenPlanes(
	programmed: ProgrammedLayer,
	unit: number,
	call: MatrixProductCall,
): Uint32Array {
	const { some, full } = planeDigits(programmed, unit, call);
	const [{ plan }] = programmed.groups[call.group]!;
	if (!plan.invertedFrom) return some;
	// A plane that all rows would drive drives none upside down.
	return some.map((planes, v) => planes & ~full[v]!);
}
