import type { MatrixProductCall } from "../quantize/integer-product.js";
import type { ProgrammedLayer } from "./program-layer.js";

/** Input planes that drive some row of a unit, as bits, [vectors]. */
export function drivenPlanes(
	{ mapping, groups, driveTable }: ProgrammedLayer,
	unit: number,
	{ inputs, vectors, layer, group }: MatrixProductCall,
): Uint32Array {
	const [{ digits, plan }] = groups[group]!;
	const { start, rows } = mapping.operationUnits[unit]!;
	const driven = new Uint32Array(vectors);
	for (let v = 0; v < vectors; v++) {
		const first = v * layer.rows + start;
		let planes = 0;
		let full = -1;
		for (let r = 0; r < rows; r++) {
			const code = inputs[first + r]! - digits.least;
			planes |= driveTable.planes[code]!;
			full &= driveTable.full[code]!;
		}
		// A plane that all rows would drive drives none upside down.
		driven[v] = plan.invertedFrom ? planes & ~full : planes;
	}
	return driven;
}
