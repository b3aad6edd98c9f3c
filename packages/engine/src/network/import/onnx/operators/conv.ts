import type { OnnxOperator } from "../operator.js";
import { pair, slidingWindow, WINDOW_ATTRIBUTES } from "../sliding-window.js";
import { floatTensor } from "../tensor-values.js";

export const conv: OnnxOperator = {
	opType: "Conv",
	attributes: ["group", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const input = call.activation(0);
		const weights = floatTensor(
			call.constant(1, "weights"),
			`${call.name}: weights`,
		);
		const [outputs = 0, , kernelHeight = 0, kernelWidth = 0] = weights.shape;
		const declared = pair(call, "kernel_shape");
		if (
			declared &&
			(declared[0] !== kernelHeight || declared[1] !== kernelWidth)
		) {
			call.fail(
				`kernel_shape is [${declared}], but weights have shape [${weights.shape}]`,
			);
		}
		const bias = call.hasInput(2)
			? floatTensor(call.constant(2, "bias"), `${call.name}: bias`).data
			: new Float32Array(outputs);
		return call.add({
			kind: "convolution",
			name: call.name,
			inputs: [input.tensor],
			weights,
			bias,
			groups: call.integer("group", 1),
			...slidingWindow(call, [kernelHeight, kernelWidth], input.shape),
		});
	},
};
