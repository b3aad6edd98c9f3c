import { codeOf } from "../base/code-rule.js";
import { type Codes, makeCodes } from "../base/codes.js";
import { sizeOf } from "../base/tensor.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import type { BatchTensor } from "../network/nodes/node.js";
import { runNode } from "../network/run-node.js";
import { activationBefore } from "./activation-before.js";
import type { QuantizedDigital } from "./quantized-network.js";
import { codeRule } from "./tensor-code-rule.js";

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
		const { name, shape, scale, zeroPoint } = operand.tensor;
		const integers = integersOf(name);
		const data = new Float64Array(integers.length);
		for (let i = 0; i < data.length; i++)
			data[i] = (integers[i]! - zeroPoint) * scale;
		return { batch, shape, data };
	});
	const { data } = runNode(node, inputs, output.shape, referenceGemm);
	const f =
		activation === "none" ? undefined : activationBefore(output, activation);
	const rule = codeRule(output);
	const result = makeCodes(output.signed, batch * sizeOf(output.shape));
	for (let i = 0; i < result.length; i++)
		result[i] = codeOf(f ? f(data[i]!) : data[i]!, rule);
	return result;
}
