import type { MatrixProductCall } from "./integer-product.js";
import type { QuantizedTensor } from "./quantized-network.js";

/**
 * What the zero points add to the product of the stored codes:
 * `Σ (x − zx)(w − zw) = Σ x·w − zw·Σ x − zx·Σ w + rows·zx·zw`, all sums over the rows. These terms are computed
 * digitally and exactly, whatever the crossbars do.
 */

/** Takes `zw·Σ x` off the products of one group, [vectors × outputs]. */
export function subtractInputSums({
	layer,
	group,
	inputs,
	vectors,
	out,
}: MatrixProductCall): void {
	const { rows, outputs } = layer;
	const zeroPoints = layer.weightZeroPoints.subarray(
		group * outputs,
		(group + 1) * outputs,
	);
	if (zeroPoints.every((zeroPoint) => zeroPoint === 0)) return;
	for (let v = 0; v < vectors; v++) {
		let sum = 0;
		for (let r = v * rows; r < (v + 1) * rows; r++) sum += inputs[r]!;
		for (let k = 0; k < outputs; k++)
			out[v * outputs + k]! -= zeroPoints[k]! * sum;
	}
}

/** `rows·zx·zw − zx·Σ w` of each output: what does not depend on the inputs. */
export function constantZeroPointTerms(
	input: Pick<QuantizedTensor, "zeroPoint">,
	{
		rows,
		outputs,
		weights,
		weightZeroPoints,
	}: {
		readonly rows: number;
		/** Of one group. */
		readonly outputs: number;
		/** [groups × rows × outputs] */
		readonly weights: Int32Array;
		/** [groups · outputs] */
		readonly weightZeroPoints: Float64Array;
	},
): Float64Array {
	const terms = weightZeroPoints.map(
		(zeroPoint) => rows * input.zeroPoint * zeroPoint,
	);
	if (input.zeroPoint === 0) return terms;
	for (let cell = 0; cell < weights.length; cell++) {
		const group = Math.floor(cell / (rows * outputs));
		terms[group * outputs + (cell % outputs)]! -=
			input.zeroPoint * weights[cell]!;
	}
	return terms;
}
