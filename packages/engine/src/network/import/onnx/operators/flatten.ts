import { sizeOf } from "../../../../base/tensor.js";
import type { OnnxActivation, OnnxCall, OnnxOperator } from "../operator.js";
import { integerValues } from "../tensor-values.js";

export const flatten: OnnxOperator = {
	opType: "Flatten",
	attributes: ["axis"],
	convert(call) {
		const input = call.activation(0);
		const axis = call.integer("axis", 1);
		const rank = input.shape.length + 1;
		if (axis !== 1 && axis + rank !== 1)
			call.fail(`attribute axis of Flatten is ${axis}; supported is 1`);
		return flattened(call, input);
	},
};

/** Only where it does what Flatten does: one vector per image. */
export const reshape: OnnxOperator = {
	opType: "Reshape",
	attributes: ["allowzero"],
	convert(call) {
		if (call.integer("allowzero", 0) !== 0)
			call.fail("attribute allowzero of Reshape must be 0");
		const input = call.activation(0);
		const features = sizeOf(input.shape);
		const shape = integerValues(
			call.constant(1, "shape"),
			`${call.name}: shape`,
		);
		const [batch, size] = shape;
		// 0 keeps the batch dimension; a fixed one is 1 in files that were saved for a single image.
		const isRest = size === -1 && (batch === 0 || batch === 1);
		if (shape.length !== 2 || !(isRest || size === features)) {
			call.fail(
				`Reshape to [${shape}] is not supported; supported are [0,-1] and [-1,${features}]`,
			);
		}
		return flattened(call, input);
	},
};

function flattened(call: OnnxCall, input: OnnxActivation): OnnxActivation {
	if (input.shape.length === 1) return input;
	return call.add({ kind: "flatten", name: call.name, inputs: [input.tensor] });
}
