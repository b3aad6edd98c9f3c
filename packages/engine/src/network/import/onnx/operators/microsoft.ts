import type { Tensor } from "../../../../base/tensor.js";
import type { ActivationFunction } from "../../../nodes/activation.js";
import type { LinearScale } from "../../../nodes/quantize-linear.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "../operator.js";
import { swishOf } from "./activation-functions.js";
import { binary, scalar } from "./arithmetic.js";
import { conv } from "./conv.js";
import { gemm, matrixProduct } from "./gemm.js";
import { qLinearConv } from "./integer-products.js";
import { averagePool, globalAveragePool } from "./pool.js";
import {
	dequantized,
	dequantizeLinear,
	integerTensor,
	quantized,
	quantizeLinear,
	scalarScale,
} from "./quantize-linear.js";

// Operators of ONNX Runtime (domain com.microsoft), which its quantiser and its optimiser write: what its
// ContribOperators.md says of them.

const named = (opType: string, operator: OnnxOperator): OnnxOperator => ({
	...operator,
	opType: `com.microsoft.${opType}`,
});

/** Values of codes, by the scale and zero point of inputs `scaleAt` and after. */
function real(call: OnnxCall, index: number, scaleAt: number): OnnxValue {
	return dequantized(call, call.input(index), scalarScale(call, scaleAt), {
		type: "FLOAT",
		step: `input_${index}`,
	});
}

/** Codes of values; unsigned where no zero point says otherwise. */
function coded(call: OnnxCall, value: OnnxValue, scaleAt: number): OnnxValue {
	const type = call.optionalInput(scaleAt + 1)?.type ?? "UINT8";
	return quantized(call, value, scalarScale(call, scaleAt), type);
}

/** An operator on codes that is another one on their values, with its inputs and outputs quantised. */
function onCodes(
	opType: string,
	attributes: readonly string[],
	scaleAt: number,
	compute: (call: OnnxCall) => OnnxValue,
): OnnxOperator {
	return named(opType, {
		opType,
		attributes,
		convert: (call) => coded(call, compute(call), scaleAt),
	});
}

const arithmetic = (opType: string, name: "add" | "mul"): OnnxOperator =>
	onCodes(opType, [], 6, (call) =>
		binary(call, name, real(call, 0, 1), real(call, 3, 4), name),
	);

const elementwise = (
	opType: string,
	attributes: readonly string[],
	functionOf: (call: OnnxCall) => ActivationFunction,
): OnnxOperator =>
	onCodes(opType, attributes, 3, (call) =>
		call.add(
			{ kind: "activation", function: functionOf(call) },
			[real(call, 0, 1)],
			{ step: "values" },
		),
	);

/** A pooling operator of the standard, on the values of the codes, channels first. */
const pooling = (opType: string, operator: OnnxOperator): OnnxOperator =>
	onCodes(opType, [...operator.attributes, "channels_last"], 3, (call) => {
		refuseChannelsLast(call);
		return computeWith(operator, call, [real(call, 0, 1)], "pooled");
	});

function refuseChannelsLast(call: OnnxCall): void {
	if (call.integer("channels_last", 0) !== 0)
		call.fail(`attribute channels_last of ${call.opType} must be 0`);
}

/** What an operator of the standard makes of other inputs than those of the node. */
function computeWith(
	operator: OnnxOperator,
	call: OnnxCall,
	inputs: readonly OnnxValue[],
	step?: string,
): OnnxValue {
	const made = operator.convert({
		...call,
		inputCount: inputs.length,
		outputCount: 1,
		input: (index) =>
			inputs[index] ?? call.fail(`${call.opType} lacks input ${index}`),
		optionalInput: (index) => inputs[index],
		allInputs: () => inputs,
		add: (node, operands, options) =>
			call.add(
				node,
				operands,
				step === undefined ? options : { step, ...options },
			),
	});
	return [made].flat()[0] as OnnxValue;
}

const qLinearConcat = named("QLinearConcat", {
	opType: "QLinearConcat",
	attributes: ["axis"],
	convert(call) {
		const count = (call.inputCount - 2) / 3;
		if (!Number.isInteger(count) || count < 1)
			call.fail(`QLinearConcat of ${call.inputCount} inputs`);
		const values = Array.from({ length: count }, (_, i) =>
			real(call, 2 + 3 * i, 3 + 3 * i),
		);
		const [first] = values as [OnnxValue];
		const axis = call.axis(call.integer("axis", 0), first.shape.length);
		const joined = call.add({ kind: "concat", axis }, values, {
			step: "joined",
		});
		return coded(call, joined, 0);
	},
});

const qLinearSoftmax = onCodes(
	"QLinearSoftmax",
	["axis", "opset"],
	3,
	(call) => {
		const input = real(call, 0, 1);
		const rank = input.shape.length;
		const axis = call.integer("axis", -1);
		// Before version 13 the softmax was over all axes from this one on.
		if (call.integer("opset", 13) < 13 && axis !== -1 && axis !== rank - 1)
			call.fail(`axis ${axis} of QLinearSoftmax must be the last one`);
		return call.add({ kind: "softmax", axis: call.axis(axis, rank) }, [input], {
			step: "softmax",
		});
	},
);

/** `alpha · A · B + C`, with C in units of the scales of A and B; in float where no output scale is given. */
const qGemm = named("QGemm", {
	opType: "QGemm",
	attributes: ["alpha", "transA", "transB"],
	convert(call) {
		if (call.integer("transA", 0) !== 0)
			call.fail("attribute transA must be 0: A holds activations");
		const stored = call.constant(3, "B");
		const isTurned = call.integer("transB", 0) !== 0;
		const scales = columnScales(call, isTurned);
		const b = dequantized(call, stored, scales, { type: "FLOAT", step: "b" });
		const turned = isTurned
			? call.add({ kind: "transpose", permutation: [1, 0] }, [b], {
					step: "turned",
				})
			: b;
		const product = matrixProduct(call, real(call, 0, 1), turned, {
			step: "product",
		});
		const alpha = call.float("alpha", 1);
		const scaled =
			alpha === 1
				? product
				: binary(call, "mul", product, scalar(alpha), "scaled");
		const sum = call.optionalInput(6)
			? binary(call, "add", scaled, biasOf(call, scales, alpha), "sum")
			: scaled;
		return call.optionalInput(7) ? coded(call, sum, 7) : sum;
	},
});

/** Scale and zero point of B: one, or one for each column of the product. */
function columnScales(call: OnnxCall, isTurned: boolean): LinearScale {
	const scale = call.weights(4, "b_scale");
	const zero = integerTensor(call, call.constant(5, "b_zero_point"));
	const fit = ({ data }: Tensor): Tensor => ({
		shape: data.length === 1 ? [] : isTurned ? [data.length, 1] : [data.length],
		data,
	});
	return { scale: fit(scale), zeroPoint: fit(zero) };
}

function biasOf(
	call: OnnxCall,
	{ scale }: LinearScale,
	alpha: number,
): OnnxValue {
	const { shape, data } = call.constant(6, "C");
	const [input] = scalarScale(call, 1).scale.data as Float32Array & [number];
	const values = Float32Array.from(
		data,
		(c, i) => c * alpha * input * scale.data[i % scale.data.length]!,
	);
	return { kind: "constant", type: "FLOAT", shape, data: values };
}

/** The activation that the optimiser merged into the operator before it. */
function merged(call: OnnxCall, value: OnnxValue): OnnxValue {
	const name = call.text("activation", "");
	if (name === "") return value;
	const f = mergedFunction(call, name, call.floats("activation_params") ?? []);
	return call.add({ kind: "activation", function: f }, [value]);
}

function mergedFunction(
	call: OnnxCall,
	name: string,
	[first = 0, second = 0]: readonly number[],
): ActivationFunction {
	switch (name) {
		case "Relu":
			return { kind: "relu" };
		case "Sigmoid":
			return { kind: "sigmoid" };
		case "Tanh":
			return { kind: "tanh" };
		case "LeakyRelu":
			return { kind: "leaky-relu", alpha: first };
		case "Clip":
			return { kind: "clip", min: first, max: second };
		case "HardSigmoid":
			return { kind: "hard-sigmoid", alpha: first, beta: second };
		default:
			return call.fail(`activation ${name} of ${call.opType} is not supported`);
	}
}

const fusedConv = named("FusedConv", {
	opType: "FusedConv",
	attributes: [...conv.attributes, "activation", "activation_params"],
	convert(call) {
		const product = conv.convert(call) as OnnxValue;
		const sum = call.optionalInput(3)
			? binary(call, "add", product, call.input(3), "sum")
			: product;
		return merged(call, sum);
	},
});

const fusedGemm = named("FusedGemm", {
	opType: "FusedGemm",
	attributes: [...gemm.attributes, "activation"],
	convert: (call) => merged(call, gemm.convert(call) as OnnxValue),
});

const gelu = named("Gelu", {
	opType: "Gelu",
	attributes: [],
	convert: (call) =>
		call.add(
			{
				kind: "activation",
				function: { kind: "gelu", approximate: "none" },
			},
			[call.input(0)],
		),
});

/** `x · sigmoid(alpha · x)`, which the optimiser makes of a sigmoid and a product. */
const quickGelu = named("QuickGelu", {
	opType: "QuickGelu",
	attributes: ["alpha"],
	convert: (call) => swishOf(call, call.float("alpha", 1.702)),
});

export const MICROSOFT_OPERATORS: readonly OnnxOperator[] = [
	arithmetic("QLinearAdd", "add"),
	arithmetic("QLinearMul", "mul"),
	elementwise("QLinearLeakyRelu", ["alpha"], (call) => ({
		kind: "leaky-relu",
		alpha: call.float("alpha", 0.01),
	})),
	elementwise("QLinearSigmoid", [], () => ({ kind: "sigmoid" })),
	pooling("QLinearAveragePool", averagePool),
	pooling("QLinearGlobalAveragePool", globalAveragePool),
	named("QLinearConv", {
		...qLinearConv,
		attributes: [...qLinearConv.attributes, "channels_last"],
		convert(call) {
			refuseChannelsLast(call);
			return qLinearConv.convert(call);
		},
	}),
	named("QuantizeLinear", quantizeLinear),
	named("DequantizeLinear", dequantizeLinear),
	qLinearConcat,
	qLinearSoftmax,
	qGemm,
	fusedConv,
	fusedGemm,
	gelu,
	quickGelu,
];
