import type { OnnxOperator } from "../operator.js";

export const relu: OnnxOperator = {
	opType: "Relu",
	attributes: [],
	convert: (call) =>
		call.add({
			kind: "activation",
			function: { kind: "relu" },
			name: call.name,
			inputs: [call.activation(0).tensor],
		}),
};

export const softmax: OnnxOperator = {
	opType: "Softmax",
	attributes: ["axis"],
	convert(call) {
		const axis = call.integer("axis", call.opset < 13 ? 1 : -1);
		if (axis !== 1 && axis !== -1)
			call.fail(`attribute axis of Softmax is ${axis}; supported are 1 and -1`);
		return call.add({
			kind: "softmax",
			axis: 0,
			name: call.name,
			inputs: [call.activation(0).tensor],
		});
	},
};
