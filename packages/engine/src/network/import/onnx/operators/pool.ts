import { sizeOf } from "../../../../base/tensor.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "../operator.js";
import {
	axisValues,
	featureMapOf,
	slidingWindow,
	WINDOW_ATTRIBUTES,
} from "../sliding-window.js";
import { binary, scalar } from "./arithmetic.js";

export const maxPool: OnnxOperator = {
	opType: "MaxPool",
	attributes: ["ceil_mode", "storage_order", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const input = call.input(0);
		const window = poolWindow(call);
		const greatest = call.add({ kind: "max-pool", ...window }, [input]);
		if (call.outputCount < 2) return greatest;
		// Indices count the images before, which a network does not see.
		if (call.batchAxes === 1 && input.shape[0] !== 1)
			call.fail(
				`indices of MaxPool for a batch of ${input.shape[0]}; images are computed one by one`,
			);
		const order = call.integer("storage_order", 0) === 0 ? "rows" : "columns";
		const indices = call.add(
			{ kind: "max-pool-indices", order, ...window },
			[input],
			{ type: "INT64", step: "indices" },
		);
		return [greatest, indices];
	},
};

/** The output's size is that of the window's places, or given. */
export const maxUnpool: OnnxOperator = {
	opType: "MaxUnpool",
	attributes: ["kernel_shape", "pads", "strides"],
	convert(call) {
		const input = call.input(0);
		const [channels = 0, ...spatial] = featureMapOf(call, input);
		const rank = spatial.length;
		const kernel =
			axisValues(call, "kernel_shape", rank) ??
			call.fail("attribute kernel_shape is missing");
		const strides = axisValues(call, "strides", rank) ?? spatial.map(() => 1);
		const pads =
			axisValues(call, "pads", 2 * rank) ?? new Array(2 * rank).fill(0);
		const unpooled = spatial.map(
			(size, axis) =>
				(size - 1) * strides[axis]! +
				kernel[axis]! -
				pads[axis]! -
				pads[axis + rank]!,
		);
		if (call.optionalInput(2))
			call.fail("output_shape of MaxUnpool is not supported");
		return call.add({ kind: "max-unpool", shape: [channels, ...unpooled] }, [
			input,
			call.input(1),
		]);
	},
};

/** `(Σ |x|^p)^(1/p)` under each window: of the mean of the powers, over padding too. */
export const lpPool: OnnxOperator = {
	opType: "LpPool",
	attributes: ["ceil_mode", "p", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const power = call.integer("p", 2);
		const window = poolWindow(call);
		if (window.rounding === "up")
			call.fail("attribute ceil_mode of LpPool must be 0");
		const powers = raised(call, magnitudes(call), power, "powers");
		const means = call.add(
			{ kind: "average-pool", countIncludePad: true, ...window },
			[powers],
			{ step: "means" },
		);
		const count = scalar(sizeOf(window.kernel));
		const sums = binary(call, "mul", means, count, "sums");
		return raised(call, sums, 1 / power);
	},
};

export const globalLpPool: OnnxOperator = {
	opType: "GlobalLpPool",
	attributes: ["p"],
	convert(call) {
		const power = call.integer("p", 2);
		const [, ...spatial] = featureMapOf(call, call.input(0));
		const powers = raised(call, magnitudes(call), power, "powers");
		const axes = spatial.map((_, axis) => axis + 1);
		const sums = call.add(
			{ kind: "reduce", function: "sum", axes, keepDims: true },
			[powers],
			{ step: "sums" },
		);
		return raised(call, sums, 1 / power);
	},
};

function magnitudes(call: OnnxCall): OnnxValue {
	return call.add(
		{ kind: "activation", function: { kind: "abs" } },
		[call.input(0)],
		{ step: "magnitudes" },
	);
}

function raised(
	call: OnnxCall,
	value: OnnxValue,
	power: number,
	step?: string,
): OnnxValue {
	return binary(call, "pow", value, scalar(power), step);
}

export const averagePool: OnnxOperator = {
	opType: "AveragePool",
	attributes: ["ceil_mode", "count_include_pad", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const countIncludePad = call.integer("count_include_pad", 0) !== 0;
		const window = poolWindow(call);
		return call.add({ kind: "average-pool", countIncludePad, ...window }, [
			call.input(0),
		]);
	},
};

function poolWindow(call: OnnxCall) {
	const shape = featureMapOf(call, call.input(0));
	const kernel =
		call.integers("kernel_shape") ??
		call.fail("attribute kernel_shape is missing");
	const rounding = call.integer("ceil_mode", 0) === 0 ? "down" : "up";
	return { kernel, rounding, ...slidingWindow(call, kernel, shape) } as const;
}

function globalPool(
	opType: string,
	functionName: "average" | "max",
): OnnxOperator {
	return {
		opType,
		attributes: [],
		convert(call) {
			const input = call.input(0);
			featureMapOf(call, input);
			return call.add({ kind: "global-pool", function: functionName }, [input]);
		},
	};
}

export const globalAveragePool: OnnxOperator = globalPool(
	"GlobalAveragePool",
	"average",
);
export const globalMaxPool: OnnxOperator = globalPool("GlobalMaxPool", "max");
