import { flagField, numberField } from "../../protobuf/proto-message.js";
import type {
	CaffeCall,
	CaffeLayerType,
	CaffeValue,
} from "../caffe-layer-type.js";
import { byNumber } from "./functions.js";
import { featureMapOf } from "./window.js";

/** Mean and variance of each channel, or of a whole image, taken off. */
export const mvn: CaffeLayerType = {
	type: "MVN",
	summary: "`across_channels`, `normalize_variance`, `eps`",
	convert(call) {
		const input = call.input(0);
		featureMapOf(call, input);
		const param = call.param("mvn_param");
		const isAcross = flagField(param, "across_channels") ?? false;
		const hasVariance = flagField(param, "normalize_variance") ?? true;
		const axes = input.shape.map((_, axis) => axis).slice(isAcross ? 0 : 1);
		const mean = reduced(call, "mean", input, axes, "mean");
		const centred = call.add(
			{ kind: "arithmetic", function: "sub" },
			[input, mean],
			hasVariance ? "centred" : undefined,
		);
		if (!hasVariance) return centred;
		const squares = product(call, centred, centred, "squares");
		const variance = reduced(call, "mean", squares, axes, "variance");
		const deviation = root(call, variance);
		// Caffe adds eps to the deviation, not to the variance.
		const eps = numberField(param, "eps") ?? 1e-9;
		const divisor = byNumber(call, "add", deviation, eps, "divisor");
		return call.add({ kind: "arithmetic", function: "div" }, [
			centred,
			divisor,
		]);
	},
};

/** Over the norm of each pixel's channels, or of a whole image, times a scale: the layer of SSD. */
export const normalize: CaffeLayerType = {
	type: "Normalize",
	summary: "`across_spatial`, `channel_shared`, `eps` (SSD)",
	convert(call) {
		const input = call.input(0);
		const [channels, ...spatial] = featureMapOf(call, input);
		const param = call.param("norm_param");
		const isWhole = flagField(param, "across_spatial") ?? true;
		const isShared = flagField(param, "channel_shared") ?? true;
		const axes = isWhole ? input.shape.map((_, axis) => axis) : [0];
		const squares = reduced(call, "sum-square", input, axes, "squares");
		const eps = numberField(param, "eps") ?? 1e-10;
		const norm = root(call, byNumber(call, "add", squares, eps, "sum"));
		const unit = call.add(
			{ kind: "arithmetic", function: "div" },
			[input, norm],
			"unit",
		);
		const { data } = call.weights(0, "scale", isShared ? [] : [channels!], 1);
		const shape = isShared ? [] : [channels!, ...spatial.map(() => 1)];
		const factors = call.constant({ shape, data }, "scale");
		return call.add({ kind: "arithmetic", function: "mul" }, [unit, factors]);
	},
};

function reduced(
	call: CaffeCall,
	name: "mean" | "sum-square",
	value: CaffeValue,
	axes: readonly number[],
	step: string,
): CaffeValue {
	return call.add(
		{ kind: "reduce", function: name, axes, keepDims: true },
		[value],
		step,
	);
}

function product(
	call: CaffeCall,
	a: CaffeValue,
	b: CaffeValue,
	step: string,
): CaffeValue {
	return call.add({ kind: "arithmetic", function: "mul" }, [a, b], step);
}

function root(call: CaffeCall, value: CaffeValue): CaffeValue {
	return call.add(
		{ kind: "activation", function: { kind: "sqrt" } },
		[value],
		"deviation",
	);
}
