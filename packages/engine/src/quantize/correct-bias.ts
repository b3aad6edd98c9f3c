import { remembered } from "../base/remembered.js";
import { lowerWindows } from "../kernels/lower-convolution/lower-windows.js";
import { windowGeometry } from "../network/convolution-geometry.js";
import type { MatrixNode } from "../network/network.js";
import type { Shape } from "../network/nodes/node.js";
import type { WeightCodes } from "../network/tensor-codes.js";

/** By means of a tensor and the layer that reads it: they are the same however its weights are rounded. */
const rowMeansOf = remembered<Float32Array, readonly Float64Array[]>();

/**
 * A layer whose bias takes back what the rounding of its weights adds to the mean of each output:
 * Σ_r (rounded − exact weight) · mean of input r (Nagel et al., ICCV 2019, section 4.2, with means from calibration
 * images). Padding counts as the zeros that it holds.
 *
 * @param means of each value of the input
 */
export function correctBias(
	node: MatrixNode,
	{ codes, scales, zeroPoints }: WeightCodes,
	means: Float32Array,
	{ input, output }: { readonly input: Shape; readonly output: Shape },
): MatrixNode {
	const { weights, bias } = node;
	const outputs = weights.shape[0]!;
	const rows = weights.data.length / outputs;
	const groups = node.kind === "convolution" ? node.groups : 1;
	const rowMeans = rowMeansOf(means, node.name, () =>
		Array.from({ length: groups }, (_, group) =>
			meansOfRows(node, means, { input, output }, group),
		),
	);
	const corrected = bias.map((value, k) => {
		const own = rowMeans[Math.floor((k * groups) / outputs)]!;
		let shift = 0;
		for (let r = 0; r < rows; r++) {
			const at = k * rows + r;
			const rounded = (codes[at]! - zeroPoints[k]!) * scales[k]!;
			shift += (rounded - weights.data[at]!) * own[r]!;
		}
		return value - shift;
	});
	return { ...node, bias: corrected };
}

/** Mean over the positions of each row of the input vectors of a group: lowering moves means as it moves values. */
function meansOfRows(
	node: MatrixNode,
	means: Float32Array,
	{ input, output }: { readonly input: Shape; readonly output: Shape },
	group: number,
): Float64Array {
	if (node.kind === "dense") return meansOfVectors(means, input.at(-1)!);
	const geometry = windowGeometry(node, input, output);
	const { rows, positions } = geometry;
	const lowered = new Float32Array(positions * rows);
	lowerWindows(geometry, means, lowered, { group });
	return meansOfVectors(lowered, rows);
}

/** Mean over vectors that lie one behind the other. */
function meansOfVectors(values: Float32Array, rows: number): Float64Array {
	const sums = new Float64Array(rows);
	for (let i = 0; i < values.length; i++) sums[i % rows]! += values[i]!;
	return sums.map((sum) => sum / (values.length / rows));
}
