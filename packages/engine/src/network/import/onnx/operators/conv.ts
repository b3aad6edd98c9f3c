import type { Tensor } from "../../../../base/tensor.js";
import type { StoredIntegers } from "../../../nodes/stored-integers.js";
import { extentOf } from "../../../nodes/window.js";
import type {
	AddOptions,
	OnnxCall,
	OnnxOperator,
	OnnxValue,
} from "../operator.js";
import {
	axisValues,
	featureMapOf,
	slidingWindow,
	splitPads,
	WINDOW_ATTRIBUTES,
} from "../sliding-window.js";
import { storedIntegers } from "../stored-values.js";

export const conv: OnnxOperator = {
	opType: "Conv",
	attributes: ["group", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const input = call.input(0);
		featureMapOf(call, input);
		const weights = call.weights(1, "weights");
		const integers = storedIntegers(call.constant(1, "weights"));
		const bias = biasOf(call, weights.shape[0] ?? 0);
		return convolutionBy(call, input, { weights, integers, bias });
	},
};

export const convTranspose: OnnxOperator = {
	opType: "ConvTranspose",
	attributes: ["group", "output_padding", "output_shape", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const input = call.input(0);
		const shape = featureMapOf(call, input);
		const weights = call.weights(1, "weights");
		const kernel = kernelOf(call, weights);
		const rank = shape.length - 1;
		const groups = call.integer("group", 1);
		if (kernel.length !== rank)
			call.fail(`weights of shape [${weights.shape}] do not fit [${shape}]`);
		const fill = (value: number) => new Array<number>(rank).fill(value);
		const strides = axisValues(call, "strides", rank) ?? fill(1);
		const dilations = axisValues(call, "dilations", rank) ?? fill(1);
		const outputPads = axisValues(call, "output_padding", rank) ?? fill(0);
		const unpadded = shape
			.slice(1)
			.map(
				(size, axis) =>
					(size - 1) * strides[axis]! +
					extentOf(kernel[axis]!, dilations[axis]!) +
					outputPads[axis]!,
			);
		return call.add(
			{
				kind: "transposed-convolution",
				weights,
				bias: biasOf(call, (weights.shape[1] ?? 0) * groups),
				groups,
				strides,
				dilations,
				outputPads,
				pads: transposedPads(call, unpadded, shape.slice(1), strides),
			},
			[input],
		);
	},
};

/** What is cut off the ends of the output: given, or such that the output has a given size. */
function transposedPads(
	call: OnnxCall,
	unpadded: readonly number[],
	spatial: readonly number[],
	strides: readonly number[],
): readonly number[] {
	const rank = spatial.length;
	const zeros = new Array<number>(2 * rank).fill(0);
	const autoPad = call.text("auto_pad", "NOTSET");
	const declared = axisValues(call, "output_shape", rank);
	const isSame = autoPad === "SAME_UPPER" || autoPad === "SAME_LOWER";
	if (autoPad !== "NOTSET" && autoPad !== "VALID" && !isSame)
		call.fail(
			`attribute auto_pad is ${autoPad}; supported are NOTSET, VALID, SAME_UPPER, SAME_LOWER`,
		);
	if (!declared && !isSame) {
		const pads = axisValues(call, "pads", 2 * rank);
		return autoPad === "VALID" ? zeros : (pads ?? zeros);
	}
	const wanted = declared ?? spatial.map((size, axis) => size * strides[axis]!);
	const totals = unpadded.map((size, axis) => size - wanted[axis]!);
	// The larger half goes before unless auto_pad is SAME_UPPER: the standard's formula for total_padding.
	return splitPads(totals, autoPad === "SAME_UPPER" ? autoPad : "SAME_LOWER");
}

/** Spatial sizes of the weights, which kernel_shape may repeat. */
function kernelOf(
	call: OnnxCall,
	weights: Pick<Tensor, "shape">,
): readonly number[] {
	const kernel = weights.shape.slice(2);
	const declared = call.integers("kernel_shape");
	if (declared && String(declared) !== String(kernel)) {
		call.fail(
			`kernel_shape is [${declared}], but weights have shape [${weights.shape}]`,
		);
	}
	return kernel;
}

function biasOf(call: OnnxCall, outputs: number): Float32Array {
	if (!call.optionalInput(2)) return new Float32Array(outputs);
	return call.weights(2, "bias").data;
}

interface ConvolutionWeights {
	readonly weights: Tensor;
	/** Where they were stored as such. */
	readonly integers: StoredIntegers | undefined;
	readonly bias: Float32Array;
}

/** A convolution by weights that are not those of the node's input 1. `options` belong to the added node. */
export function convolutionBy(
	call: OnnxCall,
	input: OnnxValue,
	{ weights, integers, bias }: ConvolutionWeights,
	options: AddOptions = {},
): OnnxValue {
	const shape = featureMapOf(call, input);
	return call.add(
		{
			kind: "convolution",
			weights,
			bias,
			...(integers ? { integers } : {}),
			groups: call.integer("group", 1),
			...slidingWindow(call, kernelOf(call, weights), shape),
		},
		[input],
		options,
	);
}
