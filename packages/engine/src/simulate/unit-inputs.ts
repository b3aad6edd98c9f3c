import { type Codes, makeCodes } from "../base/codes.js";
import type { OperationUnit } from "../map/layer-plan.js";

/**
 * Inputs of the rows of one unit.
 *
 * @param inputs [vectors × rows of all segments]
 * @returns [vectors × rows of the unit]
 */
export function unitInputs(
	inputs: Codes,
	vectors: number,
	{ start, rows }: OperationUnit,
): Codes {
	const stride = inputs.length / vectors;
	if (stride === rows) return inputs;
	const own = makeCodes(inputs instanceof Int16Array, vectors * rows);
	for (let v = 0; v < vectors; v++) {
		const first = v * stride + start;
		own.set(inputs.subarray(first, first + rows), v * rows);
	}
	return own;
}
