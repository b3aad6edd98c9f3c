import type { Tensor } from "../../../../base/tensor.js";
import type { ArithmeticFunction } from "../../../nodes/arithmetic.js";
import {
	choiceField,
	flagField,
	integerField,
	numberField,
	type ProtoMessage,
} from "../../protobuf/proto-message.js";
import type {
	CaffeCall,
	CaffeLayerType,
	CaffeValue,
} from "../caffe-layer-type.js";
import { layerParam } from "../caffe-net.js";
import { featureMapOf } from "./window.js";

export const lrn: CaffeLayerType = {
	type: "LRN",
	summary: "`ACROSS_CHANNELS` and `WITHIN_CHANNEL`",
	convert(call) {
		const input = call.input(0);
		featureMapOf(call, input);
		const param = call.param("lrn_param");
		const size = integerField(param, "local_size") ?? 5;
		if (size % 2 === 0)
			call.fail(`local_size: found ${size}, expected an odd number`);
		const isWithin =
			choiceField(param, "norm_region", [
				"ACROSS_CHANNELS",
				"WITHIN_CHANNEL",
			]) === "WITHIN_CHANNEL";
		return call.add(
			{
				kind: "local-response-normalization",
				region: isWithin ? "within-channel" : "across-channels",
				size,
				alpha: numberField(param, "alpha") ?? 1,
				beta: numberField(param, "beta") ?? 0.75,
				// Within a channel Caffe takes no notice of k.
				bias: isWithin ? 1 : (numberField(param, "k") ?? 1),
			},
			[input],
		);
	},
};

export const batchNorm: CaffeLayerType = {
	type: "BatchNorm",
	summary: "by the stored mean and variance, over their scale factor",
	shapeOnly(layer) {
		const param = layerParam(layer, "batch_norm_param");
		if (flagField(param, "use_global_stats") !== false) return undefined;
		return "BatchNorm by the statistics of the batch (use_global_stats: false) mixes images, which are computed one by one";
	},
	convert(call) {
		const input = call.input(0);
		const param = call.param("batch_norm_param");
		if (input.first === "regions")
			call.fail("BatchNorm of regions is not supported");
		const [channels] = input.shape as [number];
		const mean = call.weights(0, "mean", [channels]).data;
		const variance = call.weights(1, "variance", [channels], 1).data;
		const sum = call.weights(2, "scale factor", [1], 1).data[0]!;
		const factor = sum === 0 ? 0 : 1 / sum;
		return call.add(
			{
				kind: "batch-normalization",
				scale: new Float32Array(channels).fill(1),
				bias: new Float32Array(channels),
				mean: mean.map((value) => value * factor),
				variance: variance.map((value) => value * factor),
				epsilon: numberField(param, "eps") ?? 1e-5,
			},
			[input],
		);
	},
};

export const scale: CaffeLayerType = {
	type: "Scale",
	summary: "`axis`, `num_axes`, `bias_term`; or by a second bottom",
	convert(call) {
		const input = call.input(0);
		const param = call.param("scale_param");
		const hasBias = flagField(param, "bias_term") ?? false;
		if (call.bottomCount > 1) {
			if (hasBias)
				call.fail("bias_term of a Scale by a second bottom is not supported");
			return call.add({ kind: "arithmetic", function: "mul" }, [
				input,
				secondBottom(call, input, param),
			]);
		}
		const shape = parameterShape(call, input, param);
		const factors = call.weights(0, "scale", shape.stored, 1);
		const offsets = hasBias
			? call.weights(1, "bias", shape.stored)
			: { ...factors, data: new Float32Array(factors.data.length) };
		if (shape.isByChannel) {
			return call.add(
				{
					kind: "batch-normalization",
					scale: factors.data,
					bias: offsets.data,
					mean: new Float32Array(factors.data.length),
					variance: new Float32Array(factors.data.length).fill(1),
					epsilon: 0,
				},
				[input],
			);
		}
		const scaled = byTensor(call, "mul", input, factors, shape.aligned);
		return hasBias
			? byTensor(call, "add", scaled, offsets, shape.aligned)
			: scaled;
	},
};

export const bias: CaffeLayerType = {
	type: "Bias",
	summary: "`axis`, `num_axes`; or by a second bottom",
	convert(call) {
		const input = call.input(0);
		const param = call.param("bias_param");
		if (call.bottomCount > 1) {
			return call.add({ kind: "arithmetic", function: "add" }, [
				input,
				secondBottom(call, input, param),
			]);
		}
		const { stored, aligned } = parameterShape(call, input, param);
		const values = call.weights(0, "bias", stored);
		return byTensor(call, "add", input, values, aligned);
	},
};

interface ParameterShape {
	/** As the file stores it. */
	readonly stored: readonly number[];
	/** With axes of size 1 behind it, so that it lies along the right axes of the network's tensor. */
	readonly aligned: readonly number[];
	readonly isByChannel: boolean;
}

function parameterShape(
	call: CaffeCall,
	input: CaffeValue,
	param: ProtoMessage,
): ParameterShape {
	const axes = integerField(param, "num_axes") ?? 1;
	if (axes === 0) return { stored: [], aligned: [], isByChannel: false };
	const axis = call.axis(integerField(param, "axis") ?? 1, input);
	const behind = input.shape.slice(axis);
	const count = axes === -1 ? behind.length : axes;
	if (count < 0 || count > behind.length)
		call.fail(
			`num_axes: found ${axes}, ${call.type} has ${behind.length} axes from its axis on`,
		);
	return {
		stored: behind.slice(0, count),
		aligned: behind.map((size, i) => (i < count ? size : 1)),
		isByChannel: axis === 0 && count === 1,
	};
}

function byTensor(
	call: CaffeCall,
	name: ArithmeticFunction,
	value: CaffeValue,
	{ data }: Tensor,
	shape: readonly number[],
): CaffeValue {
	const constant = call.constant({ shape, data }, `${name}/constant`);
	return call.add(
		{ kind: "arithmetic", function: name },
		[value, constant],
		name,
	);
}

/** The second bottom with axes of size 1 behind it. Both count images, so it begins at the batch. */
function secondBottom(
	call: CaffeCall,
	input: CaffeValue,
	param: ProtoMessage,
): CaffeValue {
	const other = call.input(1);
	const axis = integerField(param, "axis") ?? 1;
	const missing = input.shape.length - other.shape.length;
	const rank = call.caffeShape(input).length;
	if (
		(axis !== 0 && axis !== -rank) ||
		missing < 0 ||
		input.first !== other.first
	)
		call.fail(
			`${call.type} of [${call.caffeShape(input)}] and [${call.caffeShape(other)}] along axis ${axis} is not supported`,
		);
	if (missing === 0) return other;
	const shape = [...other.shape, ...new Array<number>(missing).fill(1)];
	return call.add({ kind: "reshape", shape }, [other], "operand");
}
