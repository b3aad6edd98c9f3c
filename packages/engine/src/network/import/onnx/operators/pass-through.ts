import type { OnnxOperator } from "../operator.js";
import { integerValues } from "../tensor-values.js";

export const identity: OnnxOperator = {
	opType: "Identity",
	attributes: [],
	convert: (call) => call.activation(0),
};

/** Does nothing in inference. */
export const dropout: OnnxOperator = {
	opType: "Dropout",
	attributes: ["is_test", "ratio", "seed"],
	convert(call) {
		const isTraining =
			call.hasInput(2) &&
			integerValues(
				call.constant(2, "training_mode"),
				`${call.name}: training_mode`,
			).some((flag) => flag !== 0);
		if (isTraining) call.fail("training_mode of Dropout must be false");
		return call.activation(0);
	},
};
