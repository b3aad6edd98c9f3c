import type { OnnxOperator } from "../operator.js";
import { featureMapOf } from "../sliding-window.js";

/** With stored statistics; training computes them from the batch. */
export const batchNormalization: OnnxOperator = {
	opType: "BatchNormalization",
	attributes: ["epsilon", "momentum", "training_mode", "spatial", "is_test"],
	convert(call) {
		const isTraining =
			call.opset < 7
				? call.integer("is_test", 0) === 0
				: call.integer("training_mode", 0) !== 0;
		if (isTraining)
			call.fail(
				`BatchNormalization in training mode (${call.opset < 7 ? "is_test is 0" : "training_mode is 1"}) is not supported`,
			);
		if (call.integer("spatial", 1) !== 1)
			call.fail("attribute spatial of BatchNormalization must be 1");
		if (call.batchAxes === 0)
			call.fail("BatchNormalization needs a computed input with a batch axis");
		return call.add(
			{
				kind: "batch-normalization",
				scale: call.weights(1, "scale").data,
				bias: call.weights(2, "B").data,
				mean: call.weights(3, "mean").data,
				variance: call.weights(4, "var").data,
				epsilon: call.float("epsilon", 1e-5),
			},
			[call.input(0)],
		);
	},
};

export const lrn: OnnxOperator = {
	opType: "LRN",
	attributes: ["alpha", "beta", "bias", "size"],
	convert(call) {
		const input = call.input(0);
		featureMapOf(call, input);
		if (!call.hasAttribute("size")) call.fail("attribute size is missing");
		return call.add(
			{
				kind: "local-response-normalization",
				region: "across-channels",
				size: call.integer("size", 0),
				alpha: call.float("alpha", 1e-4),
				beta: call.float("beta", 0.75),
				bias: call.float("bias", 1),
			},
			[input],
		);
	},
};
