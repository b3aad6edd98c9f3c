import type { OnnxCall, OnnxOperator } from "../operator.js";
import {
	featureMapOf,
	slidingWindow,
	WINDOW_ATTRIBUTES,
} from "../sliding-window.js";

export const maxPool: OnnxOperator = {
	opType: "MaxPool",
	attributes: ["ceil_mode", "storage_order", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const input = call.input(0);
		return call.add({ kind: "max-pool", ...poolWindow(call) }, [input]);
	},
};

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
