import type { Tensor } from "../../../../base/tensor.js";
import type { OnnxCall, OnnxOperator } from "../operator.js";
import { floatTensor } from "../tensor-values.js";

/** `Y = alpha · A · B + beta · C`, where A holds activations; alpha and beta are folded into weights and bias. */
export const gemm: OnnxOperator = {
	opType: "Gemm",
	attributes: ["alpha", "beta", "transA", "transB"],
	convert(call) {
		if (call.integer("transA", 0) !== 0)
			call.fail("attribute transA must be 0: A holds activations");
		const stored = floatTensor(
			call.constant(1, "weights"),
			`${call.name}: weights`,
		);
		if (stored.shape.length !== 2) {
			call.fail(
				`weights need shape [inputs, outputs], found [${stored.shape}]`,
			);
		}
		const byOutput =
			call.integer("transB", 0) !== 0 ? stored : transpose(stored);
		const weights = {
			...byOutput,
			data: scale(byOutput.data, call.float("alpha", 1)),
		};
		return call.add({
			kind: "dense",
			name: call.name,
			inputs: [call.activation(0).tensor],
			weights,
			bias: readBias(call, weights.shape[0]!),
		});
	},
};

function readBias(call: OnnxCall, outputs: number): Float32Array {
	if (!call.hasInput(2)) return new Float32Array(outputs);
	const { shape, data } = floatTensor(
		call.constant(2, "bias"),
		`${call.name}: bias`,
	);
	if (
		data.length !== 1 &&
		(data.length !== outputs || shape[shape.length - 1] !== outputs)
	) {
		call.fail(`bias needs ${outputs} values, found shape [${shape}]`);
	}
	const bias =
		data.length === outputs ? data : new Float32Array(outputs).fill(data[0]!);
	return scale(bias, call.float("beta", 1));
}

function transpose({ shape, data }: Tensor): Tensor {
	const [rows, columns] = shape as [number, number];
	const transposed = new Float32Array(data.length);
	for (let i = 0; i < rows; i++) {
		for (let j = 0; j < columns; j++)
			transposed[j * rows + i] = data[i * columns + j]!;
	}
	return { shape: [columns, rows], data: transposed };
}

function scale(values: Float32Array, factor: number): Float32Array {
	return factor === 1 ? values : values.map((value) => value * factor);
}
