import { sizeOf, type Tensor } from "../../../../base/tensor.js";
import {
	flagField,
	integerField,
	type ProtoMessage,
} from "../../protobuf/proto-message.js";
import type {
	CaffeCall,
	CaffeLayerType,
	CaffeValue,
} from "../caffe-layer-type.js";
import { alongAxes, bothEnds, featureMapOf } from "./window.js";

export const convolution: CaffeLayerType = {
	type: "Convolution",
	summary:
		"1 to 3 spatial axes; `group`, `dilation`, `kernel_h/w`, `pad_h/w`, `stride_h/w`, `bias_term`; `axis` 1",
	convert: (call) => convolved(call, "group"),
};

/** The names that forks have for convolutions of each channel by itself. */
export const DEPTHWISE_LAYERS: readonly CaffeLayerType[] = [
	"ConvolutionDepthwise",
	"DepthwiseConvolution",
].map((type) => ({
	type,
	summary: "as Convolution with a group for each channel, of several forks",
	convert: (call) => convolved(call, "channel"),
}));

/** @param each what is convolved by itself: as many groups as the layer says, or each channel */
function convolved(call: CaffeCall, each: "group" | "channel"): CaffeValue {
	const input = call.input(0);
	const { param, window, kernel, ...found } = convolutionParam(call, input);
	const groups = each === "channel" ? input.shape[0]! : found.groups;
	const outputs = positive(call, param, "num_output");
	const [channels] = input.shape as [number];
	const shape = [outputs, channels / groups, ...kernel];
	return call.add(
		{
			kind: "convolution",
			weights: call.weights(0, "weights", shape),
			bias: biasOf(call, param, outputs),
			groups,
			...window,
		},
		[input],
	);
}

export const deconvolution: CaffeLayerType = {
	type: "Deconvolution",
	summary: "as Convolution, of which it is the adjoint",
	convert(call) {
		const input = call.input(0);
		const { param, window, kernel, groups } = convolutionParam(call, input);
		const outputs = positive(call, param, "num_output");
		const [channels] = input.shape as [number];
		if (outputs % groups !== 0)
			call.fail(`${outputs} outputs cannot be split into ${groups} groups`);
		const shape = [channels, outputs / groups, ...kernel];
		return call.add(
			{
				kind: "transposed-convolution",
				weights: call.weights(0, "weights", shape),
				bias: biasOf(call, param, outputs),
				groups,
				outputPads: kernel.map(() => 0),
				...window,
			},
			[input],
		);
	},
};

function convolutionParam(call: CaffeCall, input: CaffeValue) {
	const [channels, ...spatial] = featureMapOf(call, input);
	const param = call.param("convolution_param");
	const rank = spatial.length;
	if (call.axis(integerField(param, "axis") ?? 1, input) !== 0)
		call.fail("axis of channels: expected 1");
	const along = (name: string, stem: string, fallback?: number) =>
		alongAxes(call, param, [name, `${stem}_h`, `${stem}_w`], rank, fallback);
	const groups = integerField(param, "group") ?? 1;
	if (groups < 1 || channels! % groups !== 0)
		call.fail(`${channels} channels cannot be split into ${groups} groups`);
	const pads = along("pad", "pad", 0);
	return {
		param,
		groups,
		kernel: along("kernel_size", "kernel"),
		window: {
			strides: along("stride", "stride", 1),
			dilations: along("dilation", "dilation", 1),
			pads: bothEnds(pads),
		},
	};
}

export const innerProduct: CaffeLayerType = {
	type: "InnerProduct",
	summary: "`axis` after the batch, `transpose`, `bias_term`",
	convert(call) {
		const input = call.input(0);
		const param = call.param("inner_product_param");
		const axis = call.axis(integerField(param, "axis") ?? 1, input);
		const outputs = positive(call, param, "num_output");
		const kept = input.shape.slice(0, axis);
		const inputs = sizeOf(input.shape.slice(axis));
		const isFlat = input.shape.length === axis + 1;
		const vectors = isFlat ? input : flattened(call, input, [...kept, inputs]);
		const isTransposed = flagField(param, "transpose") ?? false;
		const weights =
			isTransposed && call.hasWeights
				? transposed(call.weights(0, "weights", [inputs, outputs]))
				: call.weights(0, "weights", [outputs, inputs]);
		return call.add(
			{ kind: "dense", weights, bias: biasOf(call, param, outputs) },
			[vectors],
		);
	},
};

function flattened(
	call: CaffeCall,
	input: CaffeValue,
	shape: readonly number[],
): CaffeValue {
	return shape.length === 1
		? call.add({ kind: "flatten" }, [input], "flatten")
		: call.add({ kind: "reshape", shape }, [input], "flatten");
}

function transposed({ shape, data }: Tensor): Tensor {
	const [rows, columns] = shape as [number, number];
	const result = new Float32Array(data.length);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++)
			result[column * rows + row] = data[row * columns + column]!;
	}
	return { shape: [columns, rows], data: result };
}

function biasOf(
	call: CaffeCall,
	param: ProtoMessage,
	outputs: number,
): Float32Array {
	return (flagField(param, "bias_term") ?? true)
		? call.weights(1, "bias", [outputs]).data
		: new Float32Array(outputs);
}

function positive(call: CaffeCall, param: ProtoMessage, name: string): number {
	const value = integerField(param, name) ?? 0;
	// More outputs than any layer has weights are refused before anything of their number is made.
	if (value > 0 && value <= 2 ** 28) return value;
	return call.fail(`${name}: found ${value}, expected 1 or more`);
}
