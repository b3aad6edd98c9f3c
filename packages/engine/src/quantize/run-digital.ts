import { type Codes, makeCodes } from "../base/codes.js";
import { clamp, roundHalfToEven } from "../base/round.js";
import { sizeOf } from "../base/tensor.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { activationFunction } from "../network/nodes/activation.js";
import type { BatchTensor } from "../network/nodes/node.js";
import { runNode } from "../network/run-node.js";
import { codeRange } from "./code-range.js";
import type { QuantizedDigital } from "./quantized-network.js";

/**
 * An operator that runs in logic beside the arrays: real values in float64, the operator and its activation
 * function, and one rounding, half to even, to the saturated integers of the output.
 */
export function runDigital(
	{ node, operands, activation, output }: QuantizedDigital,
	integersOf: (tensor: string) => Codes,
	batch: number,
): Codes {
	const inputs = operands.map((operand): BatchTensor => {
		if (operand.kind === "constant") {
			const { shape, data } = operand.value;
			return { batch: 1, shape, data: Float64Array.from(data) };
		}
		const { name, shape, scale } = operand.tensor;
		const integers = integersOf(name);
		const data = new Float64Array(integers.length);
		for (let i = 0; i < data.length; i++) data[i] = integers[i]! * scale;
		return { batch, shape, data };
	});
	const { data } = runNode(node, inputs, output.shape, referenceGemm);
	const f = activation === "none" ? undefined : activationFunction(activation);
	const [min, max] = codeRange(output);
	const result = makeCodes(output.signed, batch * sizeOf(output.shape));
	for (let i = 0; i < result.length; i++) {
		const real = f ? f(data[i]!) : data[i]!;
		result[i] = clamp(roundHalfToEven(real / output.scale), min, max);
	}
	return result;
}
