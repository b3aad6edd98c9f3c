import type { ActivationFunction } from "../../../nodes/activation.js";
import type { ArithmeticFunction } from "../../../nodes/arithmetic.js";
import {
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

function elementwise(
	type: string,
	summary: string,
	functionOf: (call: CaffeCall) => ActivationFunction,
): CaffeLayerType {
	return {
		type,
		summary,
		convert: (call) =>
			call.add({ kind: "activation", function: functionOf(call) }, [
				call.input(0),
			]),
	};
}

/** Functions of each value alone. */
export const FUNCTION_LAYERS: readonly CaffeLayerType[] = [
	elementwise("ReLU", "`negative_slope`", (call) => {
		const alpha = numberField(call.param("relu_param"), "negative_slope") ?? 0;
		return alpha === 0 ? { kind: "relu" } : { kind: "leaky-relu", alpha };
	}),
	elementwise("ELU", "`alpha`", (call) => ({
		kind: "elu",
		alpha: numberField(call.param("elu_param"), "alpha") ?? 1,
	})),
	elementwise("Sigmoid", "", () => ({ kind: "sigmoid" })),
	elementwise("TanH", "", () => ({ kind: "tanh" })),
	elementwise("AbsVal", "", () => ({ kind: "abs" })),
	elementwise("BNLL", "", () => ({ kind: "softplus" })),
	elementwise("ReLU6", "of several forks", () => ({
		kind: "clip",
		min: 0,
		max: 6,
	})),
	elementwise("Clip", "`min`, `max`", (call) => {
		const param = call.param("clip_param");
		const [min, max] = ["min", "max"].map((name) => numberField(param, name));
		if (min === undefined || max === undefined)
			return call.fail("clip_param needs min and max");
		return { kind: "clip", min, max };
	}),
];

export const prelu: CaffeLayerType = {
	type: "PReLU",
	summary: "`channel_shared`",
	convert(call) {
		const input = call.input(0);
		if (input.first === "regions")
			call.fail("PReLU of regions is not supported");
		const isShared =
			flagField(call.param("prelu_param"), "channel_shared") ?? false;
		const [channels, ...spatial] = input.shape as [number];
		const { data } = call.weights(0, "slopes", isShared ? [] : [channels]);
		const shape = isShared ? [] : [channels, ...spatial.map(() => 1)];
		const slopes = call.constant({ shape, data }, "slopes");
		return call.add({ kind: "arithmetic", function: "prelu" }, [input, slopes]);
	},
};

export const power: CaffeLayerType = {
	type: "Power",
	summary: "`(shift + scale · x)^power`",
	convert(call) {
		const param = call.param("power_param");
		const exponent = numberField(param, "power") ?? 1;
		const inner = affine(
			call,
			call.input(0),
			numberField(param, "scale") ?? 1,
			numberField(param, "shift") ?? 0,
		);
		return exponent === 1 ? inner : byNumber(call, "pow", inner, exponent);
	},
};

export const exp: CaffeLayerType = {
	type: "Exp",
	summary: "`base^(shift + scale · x)`",
	convert(call) {
		const { logBase, scale, shift } = baseScaleShift(
			call,
			call.param("exp_param"),
		);
		const inner = affine(call, call.input(0), scale * logBase, shift * logBase);
		return call.add({ kind: "activation", function: { kind: "exp" } }, [inner]);
	},
};

export const log: CaffeLayerType = {
	type: "Log",
	summary: "logarithm of `shift + scale · x` to the `base`",
	convert(call) {
		const { logBase, scale, shift } = baseScaleShift(
			call,
			call.param("log_param"),
		);
		const inner = affine(call, call.input(0), scale, shift);
		const natural = call.add(
			{ kind: "activation", function: { kind: "log" } },
			[inner],
			"natural",
		);
		return logBase === 1
			? natural
			: byNumber(call, "div", natural, logBase, "base");
	},
};

function baseScaleShift(call: CaffeCall, param: ProtoMessage) {
	const base = numberField(param, "base") ?? -1;
	// −1 stands for e.
	if (base !== -1 && !(base > 0))
		call.fail(`base: found ${base}, expected one > 0`);
	return {
		logBase: base === -1 ? 1 : Math.log(base),
		scale: numberField(param, "scale") ?? 1,
		shift: numberField(param, "shift") ?? 0,
	};
}

/** `scale · x + shift`, without the steps that change nothing. */
function affine(
	call: CaffeCall,
	input: CaffeValue,
	scale: number,
	shift: number,
): CaffeValue {
	const scaled =
		scale === 1 ? input : byNumber(call, "mul", input, scale, "scale");
	return shift === 0 ? scaled : byNumber(call, "add", scaled, shift, "shift");
}

/** A function of a tensor and one number. */
export function byNumber(
	call: CaffeCall,
	name: ArithmeticFunction,
	value: CaffeValue,
	number: number,
	step: string = name,
): CaffeValue {
	const constant = call.constant(
		{ shape: [], data: Float32Array.of(number) },
		`${step}/constant`,
	);
	return call.add(
		{ kind: "arithmetic", function: name },
		[value, constant],
		step,
	);
}

/** `x · sigmoid(beta · x)`. */
export const swish: CaffeLayerType = {
	type: "Swish",
	summary: "`beta`",
	convert(call) {
		const input = call.input(0);
		const beta = numberField(call.param("swish_param"), "beta") ?? 1;
		const scaled = affine(call, input, beta, 0);
		const gate = call.add(
			{ kind: "activation", function: { kind: "sigmoid" } },
			[scaled],
			"gate",
		);
		return call.add({ kind: "arithmetic", function: "mul" }, [input, gate]);
	},
};

/** 1 above the threshold, else 0. */
export const threshold: CaffeLayerType = {
	type: "Threshold",
	summary: "`threshold`",
	convert(call) {
		const value = numberField(call.param("threshold_param"), "threshold") ?? 0;
		return byNumber(call, "greater", call.input(0), value);
	},
};

export const softmax: CaffeLayerType = {
	type: "Softmax",
	summary: "`axis` after the batch",
	convert(call) {
		const input = call.input(0);
		const axis = integerField(call.param("softmax_param"), "axis") ?? 1;
		return call.add({ kind: "softmax", axis: call.axis(axis, input) }, [input]);
	},
};
