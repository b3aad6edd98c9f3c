import type { Tensor } from "../../../../base/tensor.js";
import type { StoredIntegers } from "../../../nodes/stored-integers.js";
import { float32Tensor } from "../onnx-call.js";
import type {
	AddOptions,
	OnnxCall,
	OnnxConstant,
	OnnxOperator,
	OnnxValue,
} from "../operator.js";
import { storedIntegers } from "../stored-values.js";
import { binary, scalar } from "./arithmetic.js";

/**
 * `Y = alpha · A · B + beta · C`. Where A holds activations and B weights, a dense layer, with alpha and beta
 * folded into weights and bias.
 */
export const gemm: OnnxOperator = {
	opType: "Gemm",
	attributes: ["alpha", "beta", "transA", "transB", "broadcast"],
	convert(call) {
		const [a, b] = [call.input(0), call.input(1)];
		if (a.shape.length !== 2 || b.shape.length !== 2)
			call.fail(
				`Gemm needs matrices, found [${a.shape}] and [${b.shape}]; is a Flatten missing?`,
			);
		if (call.batchAxes === 1 && b.kind === "constant") return asDense(call, a);
		return asProduct(call, a, b);
	},
};

function asDense(call: OnnxCall, input: OnnxValue): OnnxValue {
	if (call.integer("transA", 0) !== 0)
		call.fail("attribute transA must be 0: A holds activations");
	const constant = call.constant(1, "weights");
	const byOutput =
		call.integer("transB", 0) !== 0 ? constant : transposed(call, constant);
	const alpha = call.float("alpha", 1);
	const { shape, data } = float32Tensor(call, byOutput, "weights");
	const weights = { shape, data: scale(data, alpha) };
	const integers = storedIntegers(byOutput);
	const bias = readBias(call, weights.shape[0]!);
	return call.add(
		{
			kind: "dense",
			weights,
			bias,
			...(integers && alpha > 0
				? { integers: scaleIntegers(integers, alpha) }
				: {}),
		},
		[input],
	);
}

function scaleIntegers(
	integers: StoredIntegers,
	factor: number,
): StoredIntegers {
	return {
		...integers,
		scales: integers.scales.map((scale) => scale * factor),
	};
}

function asProduct(call: OnnxCall, a: OnnxValue, b: OnnxValue): OnnxValue {
	if (call.batchAxes === 1)
		call.fail("Gemm whose weights are computed is not supported");
	const turned = (value: OnnxValue, flag: string, step: string): OnnxValue =>
		call.integer(flag, 0) === 0
			? value
			: call.add({ kind: "transpose", permutation: [1, 0] }, [value], { step });
	const left = turned(a, "transA", "a");
	const right = turned(b, "transB", "b");
	const product = call.add({ kind: "matmul" }, [left, right], {
		step: "product",
	});
	const bias = call.optionalInput(2);
	const alpha = scalar(call.float("alpha", 1));
	const beta = scalar(call.float("beta", 1));
	if (!bias) return binary(call, "mul", product, alpha);
	return binary(
		call,
		"add",
		binary(call, "mul", product, alpha, "scaled"),
		binary(call, "mul", bias, beta, "bias"),
	);
}

function readBias(call: OnnxCall, outputs: number): Float32Array {
	if (!call.optionalInput(2)) return new Float32Array(outputs);
	const { shape, data } = call.weights(2, "bias");
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

/** Matrix product as in numpy. */
export const matMul: OnnxOperator = {
	opType: "MatMul",
	attributes: [],
	convert: (call) => matrixProduct(call, call.input(0), call.input(1)),
};

/** A dense layer where B is a stored matrix. `options` belong to the last node that is added. */
export function matrixProduct(
	call: OnnxCall,
	a: OnnxValue,
	b: OnnxValue,
	options: AddOptions = {},
): OnnxValue {
	const isLayer = a.kind === "activation" && b.kind === "constant";
	if (isLayer && b.shape.length === 2 && a.shape.length > call.batchAxes) {
		const byOutput = transposed(call, b);
		const weights = float32Tensor(call, byOutput, "weights");
		const integers = storedIntegers(byOutput);
		const bias = new Float32Array(weights.shape[0]!);
		return call.add(
			{ kind: "dense", weights, bias, ...(integers ? { integers } : {}) },
			[a],
			options,
		);
	}
	if (call.batchAxes === 1 && Math.min(a.shape.length, b.shape.length) < 3) {
		const [computed, other] = a.kind === "activation" ? [a, b] : [b, a];
		const isStack = other.kind === "constant" && computed.shape.length > 2;
		if (!isStack || other.shape.length < 2)
			call.fail(
				`${call.opType} of [${a.shape}] and [${b.shape}] multiplies the batch; images are computed one by one`,
			);
	}
	return multiply(call, a, b, options);
}

/** With axes of size 1 for those that a vector lacks, which the product then loses. */
function multiply(
	call: OnnxCall,
	a: OnnxValue,
	b: OnnxValue,
	options: AddOptions,
): OnnxValue {
	const isRow = a.shape.length === 1;
	const isColumn = b.shape.length === 1;
	const matrix = (value: OnnxValue, shape: readonly number[], step: string) =>
		call.add({ kind: "reshape", shape }, [value], { step });
	const left = isRow ? matrix(a, [1, a.shape[0]!], "row") : a;
	const right = isColumn ? matrix(b, [b.shape[0]!, 1], "column") : b;
	if (!isRow && !isColumn)
		return call.add({ kind: "matmul" }, [left, right], options);
	const product = call.add({ kind: "matmul" }, [left, right], {
		step: "product",
	});
	const rank = product.shape.length;
	const shape = product.shape.filter(
		(_, axis) =>
			!(isRow && axis === rank - 2) && !(isColumn && axis === rank - 1),
	);
	return call.add({ kind: "reshape", shape }, [product], options);
}

/** A stored matrix, turned with the integers that it was dequantised from. */
function transposed(call: OnnxCall, constant: OnnxConstant): OnnxConstant {
	if (constant.stored)
		return call.add({ kind: "transpose", permutation: [1, 0] }, [constant], {
			step: "weights",
		}) as OnnxConstant;
	const weights = float32Tensor(call, constant, "weights");
	return { ...constant, ...transpose(weights) };
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
