import { sizeOf } from "../../../../base/tensor.js";
import type { ReduceFunction } from "../../../nodes/reduce.js";
import type { OnnxOperator } from "../operator.js";
import { axesOf } from "./layout.js";

/** Axes are an attribute up to version 17 (of ReduceSum 12), then an input; none means all. */
function reduction(
	opType: string,
	name: ReduceFunction,
	sinceInput = 18,
): OnnxOperator {
	return {
		opType,
		attributes: ["axes", "keepdims", "noop_with_empty_axes"],
		convert(call) {
			const input = call.input(0);
			const rank = input.shape.length;
			// It is false, where the least number is a true one.
			if (name === "max" && input.type === "BOOL" && sizeOf(input.shape) === 0)
				call.fail(`${opType} of no values of type BOOL is not supported`);
			const given = axesOf(call, rank, sinceInput);
			const isEmpty = given === undefined || given.length === 0;
			if (isEmpty && call.integer("noop_with_empty_axes", 0) !== 0)
				return input;
			const all = input.shape.map((_, axis) => axis);
			const axes = (isEmpty ? all : given).map((axis) => call.axis(axis, rank));
			const keepDims = call.integer("keepdims", 1) !== 0;
			return call.add({ kind: "reduce", function: name, axes, keepDims }, [
				input,
			]);
		},
	};
}

export const REDUCE_OPERATORS: readonly OnnxOperator[] = [
	reduction("ReduceMean", "mean"),
	reduction("ReduceSum", "sum", 13),
	reduction("ReduceMax", "max"),
	reduction("ReduceMin", "min"),
	reduction("ReduceProd", "prod"),
	reduction("ReduceL1", "l1"),
	reduction("ReduceL2", "l2"),
	reduction("ReduceSumSquare", "sum-square"),
	reduction("ReduceLogSum", "log-sum"),
	reduction("ReduceLogSumExp", "log-sum-exp"),
];

function place(opType: string, name: "max" | "min"): OnnxOperator {
	return {
		opType,
		attributes: ["axis", "keepdims", "select_last_index"],
		convert(call) {
			const input = call.input(0);
			return call.add(
				{
					kind: "arg-extreme",
					function: name,
					axis: call.axis(call.integer("axis", 0), input.shape.length),
					keepDims: call.integer("keepdims", 1) !== 0,
					ties: call.integer("select_last_index", 0) === 0 ? "first" : "last",
				},
				[input],
				{ type: "INT64" },
			);
		},
	};
}

export const argMax: OnnxOperator = place("ArgMax", "max");
export const argMin: OnnxOperator = place("ArgMin", "min");
