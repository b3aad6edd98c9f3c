import { sizeOf } from "../../../../base/tensor.js";
import {
	choiceField,
	flagField,
	integerField,
	numberField,
} from "../../protobuf/proto-message.js";
import type { CaffeLayerType } from "../caffe-layer-type.js";
import { byNumber } from "./functions.js";

const OPERATIONS = {
	SUM: "sum",
	ASUM: "l1",
	SUMSQ: "sum-square",
	MEAN: "mean",
} as const;

export const reduction: CaffeLayerType = {
	type: "Reduction",
	summary:
		"`SUM`, `ASUM`, `SUMSQ`, `MEAN` over all axes from `axis` on; `coeff`",
	convert(call) {
		const input = call.input(0);
		const param = call.param("reduction_param");
		const first = call.axis(integerField(param, "axis") ?? 0, input);
		const operation =
			choiceField(param, "operation", ["SUM", "ASUM", "SUMSQ", "MEAN"]) ??
			"SUM";
		const coefficient = numberField(param, "coeff") ?? 1;
		const axes = input.shape.map((_, axis) => axis).slice(first);
		const isScaled = coefficient !== 1;
		const reduced = call.add(
			{
				kind: "reduce",
				function: OPERATIONS[operation],
				axes,
				keepDims: false,
			},
			[input],
			isScaled ? "sum" : undefined,
		);
		return isScaled ? byNumber(call, "mul", reduced, coefficient) : reduced;
	},
};

/** Where the greatest value lies along an axis, or of all values of an image. */
export const argMax: CaffeLayerType = {
	type: "ArgMax",
	summary: "`axis` after the batch, or over all values of an image; `top_k` 1",
	convert(call) {
		const input = call.input(0);
		const param = call.param("argmax_param");
		if ((integerField(param, "top_k") ?? 1) !== 1)
			call.fail("top_k: only 1 is supported");
		if (flagField(param, "out_max_val") ?? false)
			call.fail("out_max_val is not supported");
		const extreme = {
			kind: "arg-extreme",
			function: "max",
			keepDims: true,
			ties: "first",
		} as const;
		const axis = integerField(param, "axis");
		if (axis !== undefined)
			return call.add({ ...extreme, axis: call.axis(axis, input) }, [input]);
		const flat = call.add(
			{ kind: "reshape", shape: [1, sizeOf(input.shape)] },
			[input],
			"flat",
		);
		return call.add({ ...extreme, axis: 1 }, [flat]);
	},
};
