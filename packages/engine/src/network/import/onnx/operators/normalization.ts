import { sizeOf, type Tensor } from "../../../../base/tensor.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "../operator.js";
import { featureMapOf } from "../sliding-window.js";
import { binary, scalar } from "./arithmetic.js";

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

const ONE: Tensor = { shape: [], data: Float32Array.of(1) };

/** Over the spatial axes of each channel, then a scale and a bias for each channel. */
export const instanceNormalization: OnnxOperator = {
	opType: "InstanceNormalization",
	attributes: ["epsilon", "consumed_inputs"],
	convert(call) {
		const input = call.input(0);
		featureMapOf(call, input);
		return byChannel(call, normalized(call, input, 1, "normal"));
	},
};

/** Over the channels of each group and their pixels; a scale for each group up to version 20, then for each channel. */
export const groupNormalization: OnnxOperator = {
	opType: "GroupNormalization",
	attributes: ["epsilon", "num_groups", "stash_type"],
	convert(call) {
		const input = call.input(0);
		const [channels = 0, ...spatial] = featureMapOf(call, input);
		const groups = call.integer("num_groups", 0);
		if (!(groups > 0) || channels % groups !== 0)
			call.fail(`num_groups is ${groups}, for ${channels} channels`);
		const batch = input.shape.slice(0, call.batchAxes);
		const size = (channels / groups) * sizeOf(spatial);
		const grouped = call.add(
			{ kind: "reshape", shape: [groups, size] },
			[input],
			{ step: "groups" },
		);
		const normal = normalized(call, grouped, 1, "normal");
		const whole = [...batch, channels, ...spatial];
		const back = call.add(
			{ kind: "reshape", shape: whole.slice(call.batchAxes) },
			[normal],
			{ step: "channels" },
		);
		return byChannel(call, back, channels / groups);
	},
};

/** `(x − mean) / √(variance + epsilon)` over the axes of one image from `axis` on. */
function normalized(
	call: OnnxCall,
	input: OnnxValue,
	axis: number,
	step: string,
): OnnxValue {
	const epsilon = call.float("epsilon", 1e-5);
	return call.add(
		{
			kind: "layer-normalization",
			axis,
			epsilon,
			centre: "mean",
			scale: ONE,
		},
		[input],
		{ step },
	);
}

/** Scale and bias of inputs 1 and 2; of one value for several channels in version 18 of GroupNormalization. */
function byChannel(call: OnnxCall, input: OnnxValue, shared = 1): OnnxValue {
	const [channels = 0] = call.imageShape(input);
	const ofChannels = (values: Float32Array): Float32Array =>
		values.length * shared === channels && shared > 1
			? Float32Array.from(
					{ length: channels },
					(_, c) => values[Math.floor(c / shared)]!,
				)
			: values;
	const fill = (value: number) => new Float32Array(channels).fill(value);
	return call.add(
		{
			kind: "batch-normalization",
			scale: ofChannels(call.weights(1, "scale").data),
			bias: ofChannels(call.weights(2, "bias").data),
			mean: fill(0),
			variance: fill(1),
			epsilon: 0,
		},
		[input],
	);
}

function overLastAxes(opType: string, centre: "mean" | "none"): OnnxOperator {
	return {
		opType,
		attributes: ["axis", "epsilon", "stash_type"],
		convert(call) {
			const input = call.input(0);
			const axis = call.axis(call.integer("axis", -1), input.shape.length);
			const scale = call.weights(1, "scale");
			const bias = call.optionalInput(2) && call.weights(2, "B");
			if (call.outputCount > 1)
				call.fail(`mean and deviation of ${opType} are not supported`);
			return call.add(
				{
					kind: "layer-normalization",
					axis,
					epsilon: call.float("epsilon", 1e-5),
					centre,
					scale,
					...(bias ? { bias } : {}),
				},
				[input],
			);
		},
	};
}

export const layerNormalization: OnnxOperator = overLastAxes(
	"LayerNormalization",
	"mean",
);
export const rmsNormalization: OnnxOperator = overLastAxes(
	"RMSNormalization",
	"none",
);

/** The axes of one image, or of a batch of one, as `[0, 2, 3]` by default. */
export const meanVarianceNormalization: OnnxOperator = {
	opType: "MeanVarianceNormalization",
	attributes: ["axes"],
	convert(call) {
		const input = call.input(0);
		const rank = input.shape.length;
		const axes = (call.integers("axes") ?? [0, 2, 3])
			.map((axis) => (axis < 0 ? axis + rank : axis))
			.filter((axis) => !(axis === 0 && isOneImage(call, input)))
			.map((axis) => call.axis(axis, rank));
		const mean = reduced(call, input, axes, "mean");
		const centred = binary(call, "sub", input, mean, "centred");
		const squares = binary(call, "mul", centred, centred, "squares");
		const variance = reduced(call, squares, axes, "variance");
		const deviation = call.add(
			{ kind: "activation", function: { kind: "sqrt" } },
			[variance],
			{ step: "deviation" },
		);
		// The constant of the operator's definition as a function.
		const epsilon = scalar(1e-9);
		const divisor = binary(call, "add", deviation, epsilon, "divisor");
		return binary(call, "div", centred, divisor);
	},
};

/** Whether the first axis is a batch of one image. */
function isOneImage(call: OnnxCall, { shape }: OnnxValue): boolean {
	return call.batchAxes === 1 && shape[0] === 1 && !call.isBatchOpen;
}

function reduced(
	call: OnnxCall,
	input: OnnxValue,
	axes: readonly number[],
	step: string,
): OnnxValue {
	return call.add(
		{ kind: "reduce", function: "mean", axes, keepDims: true },
		[input],
		{ step },
	);
}

/** `x / ‖x‖` along an axis. */
export const lpNormalization: OnnxOperator = {
	opType: "LpNormalization",
	attributes: ["axis", "p"],
	convert(call) {
		const input = call.input(0);
		const axis = call.axis(call.integer("axis", -1), input.shape.length);
		const power = call.integer("p", 2);
		if (power !== 1 && power !== 2)
			call.fail(`p of LpNormalization is ${power}; supported are 1, 2`);
		const norm = call.add(
			{
				kind: "reduce",
				function: power === 1 ? "l1" : "l2",
				axes: [axis],
				keepDims: true,
			},
			[input],
			{ step: "norm" },
		);
		// Where all are 0 the norm is 0, and the result too.
		const least = scalar(2 ** -126);
		return binary(call, "div", input, binary(call, "max", norm, least, "some"));
	},
};
