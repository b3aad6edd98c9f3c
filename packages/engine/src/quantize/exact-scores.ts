import { isMatrixNode, type MatrixNode } from "../network/network.js";
import type { OperandCodes } from "../network/operand-codes.js";
import type { WeightCodes } from "../network/tensor-codes.js";
import { type QuantizedTensor, SCORE_BITS } from "./quantized-network.js";

/**
 * The class scores of a network whose last layer adds up products of ±1 to integers: in units of one product, so that
 * no score is rounded or saturated. Undefined for other networks.
 */
export function exactScores(
	{ network, fused, tensors, shapes }: OperandCodes,
	tensorOf: (name: string) => QuantizedTensor,
	weightsOf: (node: MatrixNode) => WeightCodes,
): QuantizedTensor | undefined {
	const name = network.output;
	const last = fused.find(({ output }) => output === name);
	if (last?.activation !== "none" || tensors.has(name)) return undefined;
	const { node } = last;
	if (!isMatrixNode(node)) return undefined;
	const input = tensorOf(node.inputs[0]!);
	const weights = weightsOf(node);
	const isProductOfSigns = input.zeroPoint === -0.5 && weights.bits === 1;
	if (!isProductOfSigns) return undefined;
	const unit = (input.scale * weights.scales[0]!) / 4;
	const rows = node.weights.data.length / node.bias.length;
	const isExact = node.bias.every(
		(bias, k) =>
			weights.scales[k] === weights.scales[0] &&
			Number.isInteger(bias / unit) &&
			rows + Math.abs(bias / unit) < 2 ** (SCORE_BITS - 1),
	);
	if (!isExact) return undefined;
	return {
		name,
		shape: shapes.get(name)!,
		scale: unit,
		zeroPoint: 0,
		bits: SCORE_BITS,
		signed: true,
	};
}
