import type { MatrixNode } from "../network/network.js";
import type { WeightCodes } from "../network/tensor-codes.js";

/**
 * A layer whose bias takes back what the rounding of its weights adds to the mean of each output:
 * Σ_r (rounded − exact weight) · mean input (Nagel et al., ICCV 2019, section 4.2, with means from calibration images).
 * Padding counts as the mean.
 *
 * @param means of the input, one for each channel; of a dense layer one for each input
 */
export function correctBias(
	node: MatrixNode,
	{ codes, scales, zeroPoints }: WeightCodes,
	means: Float64Array,
): MatrixNode {
	const { weights, bias } = node;
	const outputs = weights.shape[0]!;
	const rows = weights.data.length / outputs;
	const groups = node.kind === "convolution" ? node.groups : 1;
	const channels = means.length / groups;
	const perChannel = rows / channels;
	const corrected = bias.map((value, k) => {
		const firstChannel = Math.floor((k * groups) / outputs) * channels;
		let shift = 0;
		for (let r = 0; r < rows; r++) {
			const at = k * rows + r;
			const rounded = (codes[at]! - zeroPoints[k]!) * scales[k]!;
			shift +=
				(rounded - weights.data[at]!) *
				means[firstChannel + Math.floor(r / perChannel)]!;
		}
		return value - shift;
	});
	return { ...node, bias: corrected };
}
