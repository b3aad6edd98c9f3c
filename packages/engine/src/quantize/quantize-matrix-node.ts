import { InputError } from "../base/input-error.js";
import { roundHalfToEven } from "../base/round.js";
import { sizeOf } from "../base/tensor.js";
import { windowGeometry } from "../network/convolution-geometry.js";
import type { MatrixNode } from "../network/network.js";
import type { WeightCodes } from "../network/tensor-codes.js";
import type {
	QuantizedMatrixLayer,
	QuantizedTensor,
} from "./quantized-network.js";
import { constantZeroPointTerms } from "./zero-point-terms.js";

/**
 * A layer with its weights as codes.
 *
 * @throws InputError for padding that the input has no code for
 */
export function quantizeMatrixNode(
	node: MatrixNode,
	input: QuantizedTensor,
	output: QuantizedTensor,
	weightCodes: WeightCodes,
	{
		activation,
		precision,
	}: Pick<QuantizedMatrixLayer, "activation" | "precision">,
): QuantizedMatrixLayer {
	checkNode(node, input);
	const groups = node.kind === "convolution" ? node.groups : 1;
	const channels = node.weights.shape[0]!;
	const rows = node.weights.data.length / channels;
	const outputs = channels / groups;
	const weights = byRow(weightCodes.codes, { groups, rows, outputs });
	const weightScales = weightCodes.scales;
	const weightZeroPoints = weightCodes.zeroPoints;
	const terms = constantZeroPointTerms(input, {
		rows,
		outputs,
		weights,
		weightZeroPoints,
	});
	// The threshold of a sign may lie anywhere between two sums.
	const isSign = activation !== "none" && activation.kind === "sign";
	const grain = grainOf(input.zeroPoint);
	return {
		kind: "matrix",
		name: node.name,
		input,
		output,
		geometry:
			node.kind === "dense"
				? "dense"
				: windowGeometry(node, input.shape, output.shape),
		groups,
		rows,
		outputs,
		positions: sizeOf(output.shape) / channels,
		weightBits: weightCodes.bits,
		weights,
		weightScales,
		weightZeroPoints,
		bias: Float64Array.from(node.bias, (bias, channel) => {
			const sum = bias / (input.scale * weightScales[channel]!);
			const step = grain * grainOf(weightZeroPoints[channel]!);
			const rounded = roundHalfToEven(sum / step) * step;
			return (isSign ? sum : rounded) + terms[channel]!;
		}),
		activation,
		precision,
	};
}

/** What a code less its zero point is a multiple of: ½ where it is ± ½. */
function grainOf(zeroPoint: number): number {
	return Number.isInteger(zeroPoint) ? 1 : 0.5;
}

function checkNode(node: MatrixNode, input: QuantizedTensor): void {
	const isPadded =
		node.kind === "convolution" && node.pads.some((pad) => pad > 0);
	if (isPadded && !Number.isInteger(input.zeroPoint)) {
		throw new InputError(
			`${node.name}: found 1-bit inputs of either sign, which cannot hold the 0 of the padding: expected inputBits of 2 or more`,
		);
	}
}

/** `[groups · outputs × rows]` to `[groups × rows × outputs]`. */
function byRow(
	codes: Int32Array,
	{
		groups,
		rows,
		outputs,
	}: Pick<QuantizedMatrixLayer, "groups" | "rows" | "outputs">,
): Int32Array {
	const turned = new Int32Array(codes.length);
	let at = 0;
	for (let group = 0; group < groups; group++) {
		for (let k = 0; k < outputs; k++) {
			for (let r = 0; r < rows; r++)
				turned[(group * rows + r) * outputs + k] = codes[at++]!;
		}
	}
	return turned;
}
